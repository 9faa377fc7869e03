"""The steps of the logs of a case, of advice and of its checklist."""

from complaints.models import ChecklistItem
from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories.accounts import user_with_role
from tests.factories.logs import (
    AdviceFactory,
    ChecklistItemFactory,
    EnquiryFactory,
    PolicyEntryFactory,
)

_POLICY = {
    "decision": "Officers are interviewed last.",
    "rationale": "What the film shows has to be known first.",
    "decided_by": "DI Larkspur",
}
_ACTION = {
    "what": "Collected the film of the counter.",
    "done_by": "DC Sorrel",
    "result": "It is exhibited.",
}
_ENQUIRY = {"what": "Film of the counter", "why": "Both say that it is covered."}
_CLOSING = {"ending": "not_pursued", "result": "It was overwritten after 30 days."}
_CONTACT = {
    "direction": "out",
    "means": "telephone",
    "summary": "Told her that the film was asked for.",
}
_REVIEW = {
    "reviewed": "The policy log and every line of enquiry.",
    "lines": "See the film, then the officers.",
    "resources": "One more officer for a week.",
}
_CHECK = {"why": "Two officers for words at a counter.", "changes": "One officer."}
_ADVICE = {"text": "A meeting is enough.", "precedents": "The case of 2009."}


def _asked(play):
    """A question to the unit of the play: whose answer is its user's to give."""
    user_with_role("misconduct-office", play.unit)
    return {"asked_of": play.unit, "question": "Is a meeting enough?"}


def _item(play):
    """The item of a checklist: made once."""
    found = ChecklistItem.objects.filter(code="accounts").first()
    return found or ChecklistItemFactory(code="accounts", title="Accounts are taken")


STEPS = (
    StepCase(
        "log-policy",
        "investigator",
        given=lambda play: _POLICY | {"decided_on": days_ago(3)},
        form=lambda play: _POLICY | day("decided_on", days_ago(3)),
        text="decision",
        required=("decision", "rationale", "decided_by", "decided_on"),
    ),
    StepCase(
        "replace-policy",
        "investigator",
        given=lambda play: {"replaced": "The film was found."},
        form=lambda play: {"replaced": "The film was found."},
        begun=lambda play: PolicyEntryFactory(case=play.case, number=1),
        text="replaced",
        required=("replaced",),
    ),
    StepCase(
        "log-action",
        "investigator",
        given=lambda play: _ACTION | {"on": days_ago(3)},
        form=lambda play: _ACTION | day("on", days_ago(3)),
        text="what",
        required=("what", "on", "done_by"),
    ),
    StepCase(
        "open-enquiry",
        "investigator",
        given=lambda play: _ENQUIRY | {"owner": play.user, "due_on": days_ago(-9_999)},
        form=lambda play: (
            _ENQUIRY | {"owner": str(play.user.key)} | day("due_on", days_ago(-9_999))
        ),
        text="what",
        required=("what", "why", "owner", "due_on"),
    ),
    StepCase(
        "close-enquiry",
        "investigator",
        given=lambda play: _CLOSING | {"closed_on": days_ago(2)},
        form=lambda play: _CLOSING | day("closed_on", days_ago(2)),
        begun=lambda play: EnquiryFactory(case=play.case, number=1),
        text="result",
        required=("ending", "closed_on", "result"),
    ),
    StepCase(
        "log-contact",
        "cst-officer",
        given=lambda play: (
            _CONTACT
            | {"on": days_ago(2), "complainant": play.case.complainants.first()}
            | {"is_update": True}
        ),
        form=lambda play: (
            _CONTACT
            | {"party": "complainant-1", "at_time": "14:30", "is_update": "on"}
            | day("on", days_ago(2))
        ),
        text="summary",
        required=("party", "direction", "means", "on", "summary"),
    ),
    StepCase(
        "review-strategy",
        "team-inspector",
        given=lambda play: _REVIEW | {"on": days_ago(1)},
        form=lambda play: _REVIEW | day("on", days_ago(1)),
        text="reviewed",
        required=("on", "reviewed", "lines"),
    ),
    StepCase(
        "check-proportionality",
        "team-inspector",
        given=lambda play: _CHECK | {"on": days_ago(1), "proportionate": False},
        form=lambda play: _CHECK | {"proportionate": "no"} | day("on", days_ago(1)),
        text="why",
        required=("on", "proportionate", "why"),
    ),
    StepCase(
        "ask-advice",
        "investigator",
        given=_asked,
        form=lambda play: _asked(play) | {"asked_of": play.unit.code},
        text="question",
        required=("asked_of", "question"),
    ),
    StepCase(
        "give-advice",
        "misconduct-office",
        given=lambda play: _ADVICE,
        form=lambda play: _ADVICE,
        begun=lambda play: AdviceFactory(case=play.case, number=1, asked_of=play.unit),
        text="text",
        required=("text",),
    ),
    StepCase(
        "withdraw-question",
        "investigator",
        given=lambda play: {"reason": "It was answered in general."},
        form=lambda play: {"reason": "It was answered in general."},
        begun=lambda play: AdviceFactory(case=play.case, number=1, asked_of=play.unit),
        text="reason",
        required=("reason",),
    ),
    StepCase(
        "mark-checklist",
        "investigator",
        given=lambda play: {
            "item": _item(play),
            "mark": "missing",
            "note": "One officer is on leave.",
        },
        form=lambda play: {
            "item": _item(play).code,
            "mark": "missing",
            "note": "One officer is on leave.",
        },
        text="note",
        required=("item", "mark"),
    ),
)
