"""What the part of the IPCC in a case forbids, orders or makes possible.

The present mode stands on the case, so that most cases ask nothing (domain.md 3.3).
"""

from complaints.models.choices import CaseMode
from complaints.models.law import load as load_law
from complaints.workflow import ReferralStatus
from pages.refusals import WrongState

# What is begun only once the IPCC has had its say, as a refusal calls it.
HELD_UP = {
    "start": "the investigation may be started",
    "submit-report": "a report may be submitted",
    "receive-ipcc-report": "a report may be recorded",
    "determine": "it may be determined",
}
_REPORTING = ("submit-report", "receive-ipcc-report")
_THEIRS = {
    "start": "so the force does not start an investigation of its own",
    "submit-report": "so the force submits no report: record the IPCC's when it comes",
}
WITH_IPCC = frozenset({CaseMode.SUPERVISED, CaseMode.MANAGED, CaseMode.INDEPENDENT})


def check_ipcc_lets(verb, case, act=""):
    """Raise where the IPCC has still to be asked, to decide or to see something.

    `act` is how the refusal of a verb of another table calls it.
    """
    act = act or HELD_UP[verb]
    if case.mode == CaseMode.TO_REFER:
        raise WrongState(
            f"{case} must be referred to the IPCC: only then {act}.",
            what_next="Refer it from its page Handling.",
        )
    if case.mode == CaseMode.WAITING:
        raise WrongState(
            f"{case} waits for the IPCC to decide how it is investigated: only then "
            f"{act}. Until then evidence is preserved.",
        )
    if case.mode == CaseMode.INDEPENDENT and verb in _THEIRS:
        raise WrongState(f"The IPCC investigates {case} itself, {_THEIRS[verb]}.")
    if case.mode in WITH_IPCC and verb in _ASKED:
        _ASKED[verb](case)


def check_force_decides(verb, case, act):
    """Raise where the case is to go to the IPCC, or the IPCC has a part in it.

    `act` is as in `check_ipcc_lets`. What must be referred is neither declined nor
    ended by another way (Police Reform Act 2002, Schedule 3, paragraph 4).
    """
    check_ipcc_lets(verb, case, act)
    if case.mode in WITH_IPCC:
        raise WrongState(
            f"{case} is supervised, managed or investigated by the IPCC: only once it "
            f"has handed the case back {act}.",
        )


def decided_referral(case):
    """The referral by which the IPCC has its part in the case."""
    rows = case.referrals.exclude(status=ReferralStatus.WAITING)
    return rows.order_by("-number").first()


def _check_investigator(case):
    """The IPCC has approved whoever handles the case, where it wanted to."""
    referral = decided_referral(case)
    if not wants_approval(case, referral):
        return
    if referral is None or referral.approved_id != case.handler_id:
        name = case.handler.name if case.handler_id else "whoever is to handle it"
        raise WrongState(
            f"The IPCC has to approve the investigator of {case} first, and has not "
            f"approved {name}.",
            what_next="Record its approval on the page Handling.",
        )


def wants_approval(case, referral) -> bool:
    """Managed: always. Supervised: where the IPCC asked for it."""
    asked = referral is not None and referral.approval_wanted
    return case.mode == CaseMode.MANAGED or (case.mode == CaseMode.SUPERVISED and asked)


def _check_report_seen(case):
    """The IPCC has the report, and of a managed case has said what it thinks of it."""
    report = case.reports.order_by("-number").values_list("number", flat=True).first()
    if case.mode == CaseMode.INDEPENDENT:
        came = case.status_changes.filter(verb__in=_REPORTING).order_by("-pk")
        if came.values_list("verb", flat=True).first() == "submit-report":
            raise WrongState(
                f"The IPCC investigates {case} itself, and its report has not been "
                "recorded: return this one first."
            )
        return
    referral = decided_referral(case)
    if referral is None or report is None or referral.report_number != report:
        raise WrongState(
            f"Report {report or ''} on {case} has not been sent to the IPCC, which "
            f"{'manages' if case.mode == CaseMode.MANAGED else 'supervises'} the "
            "investigation: send it before it is determined.".replace("  ", " "),
            what_next="Record it on the page Handling once it is sent.",
        )
    answered = referral.status == ReferralStatus.ANSWERED
    if case.mode == CaseMode.MANAGED and not answered:
        raise WrongState(
            f"The IPCC manages the investigation of {case} and has not said yet what "
            "it thinks of the report: its views come before the decision."
        )


_ASKED = {"start": _check_investigator, "determine": _check_report_seen}


def proposed(case, law):
    """{ground: (duty, category)} that the categories of a case propose, if any."""
    on = case.received_on
    found: dict = {}
    for category in case.categories if on else ():
        row = law.referral(category, on)
        if row is not None:
            found.setdefault(row.ground, row)
    return found


def untested(case, law=None):
    """What the categories of a case propose and no test has looked at yet."""
    if case.mode or not case.categories:
        return {}
    asked = proposed(case, law or load_law())
    if not asked:
        return {}
    counted = vars(case).get("test_count")  # where a page has counted them already
    tested = case.referraltests.exists() if counted is None else counted
    return {} if tested else asked


def check_tested(case):
    """Before a case takes any way, what may have to be referred was tested."""
    if untested(case):
        raise WrongState(
            f"Nobody has tested yet whether {case} must be referred to the IPCC, and "
            "its categories propose it.",
            what_next="Test it from its page Handling.",
        )


def check_is_independent_mode(case, *, by):
    """The IPCC reports only where it investigates itself."""
    check_ipcc_lets("receive-ipcc-report", case)
    if case.mode != CaseMode.INDEPENDENT:
        raise WrongState(
            f"The IPCC does not investigate {case} itself: its handler reports."
        )


def check_can_refer(case, part, *, by):
    """One referral at a time waits for the IPCC."""
    if case.referrals.filter(status=ReferralStatus.WAITING).exists():
        raise WrongState(
            f"{case} has been referred already and waits for the IPCC's decision."
        )


def check_with_ipcc(case, part, *, by):
    """Only where the IPCC has a part in the investigation."""
    if part.mode not in WITH_IPCC:
        raise WrongState(
            f"{case} is not supervised, managed or investigated by the IPCC."
        )


def check_ipcc_approves(case, part, *, by):
    """Of a supervised or managed investigation, once somebody handles it."""
    if part.mode not in {CaseMode.SUPERVISED, CaseMode.MANAGED}:
        raise WrongState(f"The IPCC neither supervises nor manages {case}.")
    if case.handler_id is None:
        raise WrongState(
            f"Nobody handles {case} yet, so there is nobody to be approved."
        )


def check_can_send_report(case, part, *, by):
    """The report of a supervised or managed case, once there is one."""
    if part.mode not in {CaseMode.SUPERVISED, CaseMode.MANAGED}:
        raise WrongState(f"The IPCC neither supervises nor manages {case}.")
    if not case.reports.exists():
        raise WrongState(f"There is no report on {case} yet.")
