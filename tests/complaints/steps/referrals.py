"""The steps of tests for referral, of referrals and of what the IPCC asks."""

from complaints.actions.inputs import Criterion
from complaints.models import law
from complaints.models.law import Purpose
from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories.ipcc import (
    IpccRequestFactory,
    ReferralFactory,
    ReportFactory,
)

_GROUNDS = ["serious-assault"]
_WHY = {"basis": "mandatory", "reasons": "A broken arm in custody."}
_LATE = {"late_reason": "The bail sergeant saw it first on the Monday."}
_MODE = {"mode": "supervised", "mode_reasons": "Grave, and of public concern."}
_TERMS = {"terms": "How the arm was broken, and what the sergeants knew."}
_VIEWS = {"views": "The report answers the terms of reference."}
_ASKED = {"kind": "asked", "what": "Statements of both custody sergeants."}
_ANSWER = {"answer": "Sent both by courier."}
_NOT_MET = {"reasons": "A graze; nothing of it is grave.", "voluntary": "no"}


def criteria(case, **met):
    """Every criterion of the day, met only where a reason is given for it."""
    found = law.load().grounds(Purpose.REFERRAL, case.received_on)
    return [
        Criterion(each.code, each.code in met, met.get(each.code, "")) for each in found
    ]


def criteria_form(case, **met):
    """The same as its page sends it; codes are written with underscores here."""
    sent = {}
    for each in law.load().grounds(Purpose.REFERRAL, case.received_on):
        why = met.get(each.code.replace("-", "_"))
        sent[each.code] = "met" if why else "not_met"
        sent[f"{each.code}-why"] = why or ""
    return sent


def supervised(play):
    return ReferralFactory(case=play.case, number=1, decided=True)


def with_report(play):
    """A supervised case whose report is in."""
    ReportFactory(case=play.case, number=1)
    return supervised(play)


STEPS = (
    StepCase(
        "test-referral",
        "team-inspector",
        given=lambda play: {
            "criteria": criteria(play.case),
            "reasons": _NOT_MET["reasons"],
        },
        form=lambda play: _NOT_MET | criteria_form(play.case),
        text="reasons",
        required=("reasons", "serious-assault", "notified"),
    ),
    StepCase(
        "refer",
        "team-inspector",
        given=lambda play: (
            _WHY
            | _LATE
            | {
                "grounds": _GROUNDS,
                "clear_on": days_ago(20),
                "referred_on": days_ago(18),
            }
        ),
        form=lambda play: (
            _WHY
            | _LATE
            | {"grounds": _GROUNDS}
            | day("clear_on", days_ago(20))
            | day("referred_on", days_ago(18))
        ),
        text="reasons",
        required=("basis", "clear_on", "referred_on", "reasons"),
    ),
    StepCase(
        "tell-of-referral",
        "team-inspector",
        given=lambda play: {
            "complainant_told_on": days_ago(19),
            "not_told_reason": "The officers could destroy evidence.",
        },
        form=lambda play: (
            day("complainant_told_on", days_ago(19))
            | {"not_told_reason": "The officers could destroy evidence."}
        ),
        begun=lambda play: ReferralFactory(case=play.case, number=1),
        text="not_told_reason",
    ),
    StepCase(
        "record-mode",
        "team-inspector",
        given=lambda play: _MODE | {"decided_on": days_ago(15)},
        form=lambda play: _MODE | day("decided_on", days_ago(15)),
        begun=lambda play: ReferralFactory(case=play.case, number=1),
        text="mode_reasons",
        required=("mode", "decided_on"),
    ),
    StepCase(
        "record-ipcc-terms",
        "team-inspector",
        given=lambda play: _TERMS | {"terms_on": days_ago(15)},
        form=lambda play: _TERMS | day("terms_on", days_ago(15)),
        begun=supervised,
        text="terms",
        required=("terms", "terms_on"),
    ),
    StepCase(
        "approve-investigator",
        "team-inspector",
        given=lambda play: {"approved_on": days_ago(15)},
        form=lambda play: day("approved_on", days_ago(15)),
        begun=supervised,
        required=("approved_on",),
    ),
    StepCase(
        "send-report-ipcc",
        "investigator",
        given=lambda play: {"report_sent_on": days_ago(5)},
        form=lambda play: day("report_sent_on", days_ago(5)),
        begun=with_report,
        state={"reported": True},
        handles=True,
        required=("report_sent_on",),
    ),
    StepCase(
        "record-ipcc-views",
        "team-inspector",
        given=lambda play: _VIEWS | {"views_on": days_ago(4)},
        form=lambda play: _VIEWS | day("views_on", days_ago(4)),
        begun=lambda play: ReferralFactory(case=play.case, number=1, sent=True),
        state={"reported": True},
        text="views",
        required=("views", "views_on"),
    ),
    StepCase(
        "log-ipcc-request",
        "investigator",
        given=lambda play: _ASKED | {"asked_on": days_ago(10), "due_on": days_ago(-10)},
        form=lambda play: (
            _ASKED | day("asked_on", days_ago(10)) | day("due_on", days_ago(-10))
        ),
        handles=True,
        text="what",
        required=("kind", "asked_on", "what"),
    ),
    StepCase(
        "answer-ipcc-request",
        "investigator",
        given=lambda play: _ANSWER | {"answered_on": days_ago(3)},
        form=lambda play: _ANSWER | day("answered_on", days_ago(3)),
        begun=lambda play: IpccRequestFactory(case=play.case, number=1),
        handles=True,
        text="answer",
        required=("answer", "answered_on"),
    ),
)
