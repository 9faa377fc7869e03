"""Test whether a case is to be referred, refer it, and keep what the IPCC decides."""

from complaints.actions import clocks
from complaints.actions.investigating import file_report
from complaints.actions.moves import due_on, next_number
from complaints.actions.standing import stand
from complaints.actions.steps import on_case, on_part
from complaints.models import Referral, ReferralTest
from complaints.models.choices import CaseMode, ReferralBasis, ReferralResult
from complaints.models.law import Purpose
from complaints.models.law import load as load_law
from complaints.permissions.ipcc import decided_referral, proposed
from pages.refusals import BadInput
from pages.words import weekday

# The bases whose time runs: the end of the day after it was clear.
_TIMED = frozenset({ReferralBasis.MANDATORY, ReferralBasis.CALLED_IN})
_GROUNDS_OF = {
    ReferralBasis.MANDATORY: Purpose.REFERRAL,
    ReferralBasis.VOLUNTARY: Purpose.VOLUNTARY_REFERRAL,
}


def _next_referral(case) -> str:
    """What the next referral of the case will be called."""
    return f"referral {next_number(case.referrals)}"


@on_part(ReferralTest, "test-referral")
def test_referral(step, *, criteria, reasons, voluntary=False, clear_on=None):
    """Decide of every criterion whether it is met; the case must be referred if one is.

    `criteria` has a `Criterion` for each one of the law of the day.
    """
    case, part = step.case, step.part
    law = load_law()
    asked = law.grounds(Purpose.REFERRAL, case.received_on)
    given = {each.code: each for each in criteria}
    if given.keys() != {each.code for each in asked}:
        raise BadInput("Say of every criterion whether it is met.", field="criteria")
    _check_reasons(given, asked, proposed(case, law))
    part.met = [each.code for each in asked if given[each.code].met]
    part.not_met = [each.code for each in asked if not given[each.code].met]
    part.criteria = "\n".join(_in_words(each, given[each.code]) for each in asked)
    part.reasons = reasons
    part.result = _result(part.met, voluntary=voluntary)
    part.clear_on = _clear_on(step, part, clear_on)
    step.afterwards.append(lambda: _follow_test(step))


def _check_reasons(given, asked, proposed_by):
    for each in asked:
        answer = given[each.code]
        if not answer.reasons and (answer.met or each.code in proposed_by):
            raise BadInput(_why_of(each, answer, proposed_by), field=each.code)


def _why_of(ground, answer, proposed_by):
    if answer.met:
        return f"Say why: {ground.name}, it is met."
    category = proposed_by[ground.code].category
    return f"Category {category} suggests “{ground.name}”: say why it is not met."


def _in_words(ground, answer):
    words = f"{ground.name}: {'met' if answer.met else 'not met'}."
    return f"{words} {answer.reasons}".strip()


def _result(met, *, voluntary):
    if met:
        return ReferralResult.MANDATORY
    return ReferralResult.VOLUNTARY if voluntary else ReferralResult.NONE


def _clear_on(step, part, clear_on):
    if part.result != ReferralResult.MANDATORY:
        return None
    if clear_on is None:
        raise BadInput(
            "Enter the day on which it was clear that the case must be referred.",
            field="clear_on",
        )
    step.check_day(
        "clear_on", clear_on, after=step.case.received_on, earlier="received"
    )
    return clear_on


def _follow_test(step):
    """The clock of the referral runs from when it was clear, until it is referred."""
    case, part = step.case, step.part
    stand(case)
    of = _next_referral(case)
    if case.mode == CaseMode.TO_REFER:
        clocks.begin(step.act, case, "referral", starts_on=part.clear_on, of=of)
        step.tell(case.handler, f"{case} must be referred to the IPCC.")
    else:
        clocks.drop(step.act, case, "referral", on=step.today, of=of)


@on_part(Referral, "refer")
def refer(
    step,
    *,
    basis,
    clear_on,
    referred_on,
    reasons,
    grounds=(),
    late_reason="",
    ipcc_reference="",
    paper=None,
):
    """Refer the case to the IPCC (Police Reform Act 2002, Schedule 3, paragraph 4)."""
    case, part = step.case, step.part
    step.check_day("clear_on", clear_on, after=case.received_on, earlier="received")
    step.check_day(
        "referred_on", referred_on, after=clear_on, earlier="when it was clear"
    )
    _check_grounds(case, basis, grounds)
    if basis in _TIMED:
        last_day = due_on("referral", case, clear_on)
        if referred_on > last_day and not late_reason:
            raise BadInput(
                f"The case had to be referred by {weekday(last_day)}: say why it was "
                "referred later.",
                field="late_reason",
            )
    part.basis, part.reasons, part.grounds = basis, reasons, list(grounds)
    part.clear_on, part.referred_on = clear_on, referred_on
    part.late_reason, part.ipcc_reference = late_reason, ipcc_reference
    step.attach(paper, "Referral to the IPCC")
    step.afterwards.append(lambda: _follow_referral(step))


def _check_grounds(case, basis, grounds):
    """Each ground is one of the law of the day; what must be referred names one."""
    purpose = _GROUNDS_OF.get(basis)
    law = load_law()
    offered = {
        each.code
        for one in ([purpose] if purpose else _GROUNDS_OF.values())
        for each in law.grounds(one, case.received_on)
    }
    if not set(grounds) <= offered:
        raise BadInput(
            "Choose grounds of the basis on which the case is referred.",
            field="grounds",
        )
    if purpose and not grounds:
        raise BadInput("Select the grounds of the referral.", field="grounds")


def _follow_referral(step):
    case, part = step.case, step.part
    stand(case)
    if part.basis not in _TIMED:
        clocks.drop(step.act, case, "referral", on=step.today, of=part.name)
        return
    running = clocks.held(case).open("referral", part.name)
    if running is None or running.starts_on != part.clear_on:
        clocks.begin(step.act, case, "referral", starts_on=part.clear_on, of=part.name)
    clocks.done(step.act, case, "referral", on=part.referred_on, of=part.name)
    step.tell(case.handler, f"{case} was referred to the IPCC.")


@on_part(Referral, "tell-of-referral")
def tell_of_referral(
    step, *, complainant_told_on=None, officers_told_on=None, not_told_reason=""
):
    """Record when the complainant and the officers were told, or why not."""
    part = step.part
    for name, day in (
        ("complainant_told_on", complainant_told_on),
        ("officers_told_on", officers_told_on),
    ):
        step.check_day(name, day, after=part.referred_on, earlier="of the referral")
        setattr(part, name, day)
    nobody_left = officers_told_on and (
        complainant_told_on or not step.case.is_complaint
    )
    if not nobody_left and not not_told_reason:
        raise BadInput(
            "Say why somebody was not told of the referral: it may prejudice the "
            "investigation, for example.",
            field="not_told_reason",
        )
    part.not_told_reason = not_told_reason


@on_part(Referral, "record-mode")
def record_mode(
    step,
    *,
    mode,
    decided_on,
    mode_reasons="",
    ipcc_reference="",
    approval_wanted=False,
    paper=None,
):
    """Record how the IPCC has a referred case investigated (paragraphs 15 to 19)."""
    part = step.part
    step.check_day(
        "decided_on", decided_on, after=part.referred_on, earlier="of the referral"
    )
    part.mode, part.decided_on, part.mode_reasons = mode, decided_on, mode_reasons
    part.ipcc_reference = ipcc_reference or part.ipcc_reference
    part.approval_wanted = approval_wanted and mode == CaseMode.SUPERVISED
    step.attach(paper, "The IPCC's decision on the mode of investigation")
    step.afterwards.append(lambda: _follow_mode(step))
    step.tell(step.case.handler, f"The IPCC decided how {step.case} is investigated.")


def _follow_mode(step):
    stand(step.case)


@on_part(Referral, "record-ipcc-terms")
def record_ipcc_terms(step, *, terms, terms_on, paper=None):
    """Record the terms of reference that the IPCC has set."""
    part = step.part
    step.check_day(
        "terms_on", terms_on, after=part.decided_on, earlier="of the IPCC's decision"
    )
    part.terms, part.terms_on = terms, terms_on
    step.attach(paper, "Terms of reference of the IPCC")
    step.tell(step.case.handler, f"The IPCC set the terms of reference of {step.case}.")


@on_part(Referral, "approve-investigator")
def approve_investigator(step, *, approved_on):
    """Record that the IPCC approves the present handler as the investigator."""
    part = step.part
    step.check_day(
        "approved_on",
        approved_on,
        after=part.decided_on,
        earlier="of the IPCC's decision",
    )
    part.approved, part.approved_on = step.case.handler, approved_on
    step.tell(step.case.handler, f"The IPCC approved you to investigate {step.case}.")


@on_part(Referral, "send-report-ipcc")
def send_report_ipcc(step, *, report_sent_on, paper=None):
    """Record that the IPCC was sent the latest report, before it is determined."""
    part = step.part
    step.check_day(
        "report_sent_on",
        report_sent_on,
        after=part.decided_on,
        earlier="of the IPCC's decision",
    )
    part.report_number = step.case.reports.order_by("-number").first().number
    part.report_sent_on = report_sent_on
    part.views, part.views_on = "", None
    step.attach(paper, "Report as it was sent to the IPCC")


@on_part(Referral, "record-ipcc-views")
def record_ipcc_views(step, *, views, views_on):
    """Record what the IPCC says of the report that it was sent."""
    part = step.part
    step.check_day(
        "views_on", views_on, after=part.report_sent_on, earlier="the report was sent"
    )
    part.views, part.views_on = views, views_on
    step.tell(step.case.handler, f"The IPCC answered on the report on {step.case}.")


@on_case("receive-ipcc-report")
def receive_ipcc_report(step, *, text, findings, reported_on, paper=None):
    """Record the report of an independent investigation, with all its findings."""
    case = step.case
    referral = decided_referral(case)
    step.check_day(
        "reported_on",
        reported_on,
        after=referral.decided_on if referral else case.received_on,
        earlier="of the IPCC's decision",
    )
    step.changes |= {"reported_on": (None, reported_on)}
    step.changes |= file_report(case, findings, text=text, by=step.by, at=step.at)
    step.attach(paper, "Report of the IPCC")
    step.tell(case.handler, f"The IPCC reported on {case}.")
