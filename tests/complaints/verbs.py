"""Each verb done by somebody who may, with what it needs: for matrices of tests."""

from datetime import UTC, datetime, timedelta

from complaints import actions
from complaints.actions.inputs import (
    Finding,
    LetterSent,
    NewAllegation,
    Risks,
    Ruling,
)
from complaints.actions.investigating import outcomes_of
from complaints.models import Category
from complaints.permissions.ipcc import WITH_IPCC
from complaints.workflow import Status
from tests.complaints import route_verbs
from tests.factories.complaints import result
from tests.factories.conduct import ready_to_answer
from tests.factories.papers import DocumentFactory

# After every date that the factories give, and after the time for an appeal.
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LOW = Risks("low", "low", "low", "A single rude remark.")


def _record(case, by, at, version):
    allegation = NewAllegation(Category.objects.get(code="U"), "Swore at them.")
    return actions.record(
        case=case,
        by=by,
        at=at,
        version=version,
        recorded_on=at.date(),
        allegations=[allegation],
    )


def _decline(case, by, at, version):
    return actions.decline(
        case=case,
        by=by,
        at=at,
        version=version,
        ground="already-dealt-with",
        reason="Repetitious.",
        letter_on=at.date(),
        letter="It is not recorded.",
        served_how="post",
    )


def _check(case, by, at, version):
    return actions.check(
        case=case, by=by, at=at, version=version, risks=LOW, issues="Confirmed."
    )


def _assess(case, by, at, version):
    return actions.assess(
        case=case,
        by=by,
        at=at,
        version=version,
        risks=LOW,
        response="dps_investigation",
    )


def _reassess_risk(case, by, at, version):
    return actions.reassess_risk(
        case=case, by=by, at=at, version=version, risks=LOW, score=None
    )


def _allocate(case, by, at, version, handler=None):
    return actions.allocate(
        case=case,
        by=by,
        at=at,
        version=version,
        unit=case.responsible_unit,
        handler=handler,
    )


def _start(case, by, at, version):
    return actions.start(case=case, by=by, at=at, version=version, terms="Statements.")


def _submit_report(case, by, at, version):
    findings = [
        Finding(outcome, result("upheld"), "Heard by three.")
        for outcome in outcomes_of(case)
    ]
    return actions.submit_report(
        case=case, by=by, at=at, version=version, text="Report.", findings=findings
    )


def _return(case, by, at, version):
    return actions.return_to_investigator(
        case=case, by=by, at=at, version=version, missing="The custody record."
    )


def _determine(case, by, at, version):
    if case.status == Status.REPORTED:
        ready_to_answer(case)
    rulings = [
        Ruling(outcome, outcome.recommended, "", True, "misconduct", "none")
        for outcome in outcomes_of(case)
    ]
    return actions.determine(
        case=case,
        by=by,
        at=at,
        version=version,
        rulings=rulings,
        to_cps=False,
        reasons="Consistent evidence.",
    )


def posted(on, text="This is what came of it.", **party):
    """A letter as an action is given it."""
    return LetterSent(on, text=text, served_how="post", **party)


def _notify(case, by, at, version, **said):
    complainants = case.complainants.all()
    letters = [posted(at.date(), complainant=row, **said) for row in complainants]
    officers = case.subjects.exclude(member=None)
    letters += [posted(at.date(), subject=row, **said) for row in officers]
    return actions.notify(case=case, by=by, at=at, version=version, letters=letters)


def _finalise(case, by, at, version):
    return actions.finalise(case=case, by=by, at=at, version=version)


def _reopen(case, by, at, version):
    return actions.reopen(
        case=case, by=by, at=at, version=version, reason="New evidence."
    )


def _withdraw(case, by, at, version):
    return actions.withdraw(
        case=case,
        by=by,
        at=at,
        version=version,
        **_request(case, at),
    )


def _withdraw_allegations(case, by, at, version):
    standing = case.allegations.exclude(outcomes__result__code="withdrawn")
    return actions.withdraw_allegations(
        case=case,
        by=by,
        at=at,
        version=version,
        allegations=standing.order_by("-number")[:1],
        **_request(case, at),
    )


def _request(case, at):
    """The signed request, and the IPCC's decision where it has a part in the case."""
    decided = {
        "ipcc_reference": "2026/012345",
        "ipcc_decided_on": at.date(),
        "goes_on": True,
    }
    document = DocumentFactory(case=case, name="request.txt")
    return {
        "request_on": at.date(),
        "reason": "Signed request.",
        "document": document,
        **(decided if case.mode in WITH_IPCC else {}),
    }


def _receive_ipcc_report(case, by, at, version):
    findings = [
        Finding(outcome, result("upheld"), "Seen on the recording.")
        for outcome in outcomes_of(case)
    ]
    return actions.receive_ipcc_report(
        case=case,
        by=by,
        at=at,
        version=version,
        text="The IPCC's report.",
        findings=findings,
        reported_on=at.date(),
    )


def _taken_up(action):
    def do(case, by, at, version):
        return action(
            case=case, by=by, at=at, version=version, reason="As the IPCC directed."
        )

    return do


DO = {
    "record": _record,
    "decline": _decline,
    "check": _check,
    "assess": _assess,
    "reassess-risk": _reassess_risk,
    "allocate": _allocate,
    "start": _start,
    "submit-report": _submit_report,
    "return": _return,
    "determine": _determine,
    "notify": _notify,
    "finalise": _finalise,
    "reopen": _reopen,
    "withdraw": _withdraw,
    "withdraw-allegations": _withdraw_allegations,
    "receive-ipcc-report": _receive_ipcc_report,
    "direct-recording": _taken_up(actions.direct_recording),
    "reinvestigate": _taken_up(actions.reinvestigate),
    "redetermine": _taken_up(actions.redetermine),
    "resolve-anew": _taken_up(actions.resolve_anew),
    **route_verbs.DO,
}
# A role that holds the verb's permission.
ROLE = {
    "record": "cst-officer",
    "decline": "cst-officer",
    "check": "cst-manager",
    "assess": "team-inspector",
    "reassess-risk": "team-inspector",
    "allocate": "team-inspector",
    "start": "investigator",
    "submit-report": "investigator",
    "return": "appropriate-authority",
    "determine": "appropriate-authority",
    "notify": "cst-officer",
    "finalise": "cst-manager",
    "reopen": "appropriate-authority",
    "withdraw": "cst-manager",
    "withdraw-allegations": "cst-manager",
    **route_verbs.ROLE,
    "receive-ipcc-report": "team-inspector",
    "direct-recording": "cst-manager",
    "reinvestigate": "appropriate-authority",
    "redetermine": "appropriate-authority",
    "resolve-anew": "appropriate-authority",
}
# What the IPCC must have directed on an appeal before a verb may be done.
DIRECTION = {
    "direct-recording": "record",
    "reinvestigate": "reinvestigate",
    "redetermine": "redetermine",
    "resolve-anew": "resolve",
}
# What the handler of a case alone does.
HANDLED = frozenset({"start", "submit-report"}) | route_verbs.HANDLED
# How long after the letters an appeal may still come.
APPEAL = timedelta(days=28)
