"""The steps of appeals to the IPCC and of what it directs."""

from complaints.actions.inputs import NewDirection
from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories.appeals import AppealFactory, DirectionFactory

_APPEAL = {
    "kind": "investigation",
    "grounds": ["findings"],
    "reasons": "Nobody asked my sister, who saw it.",
}
_PAPERS = {"papers": "The report and both statements."}
_DECIDED = {"outcome": "upheld", "outcome_reasons": "A witness was not asked."}
_HOW = {"how": "The commander wrote to her."}
_NOTIFIED = {"notified": True}


def appealed(play, **state):
    complainant = play.case.complainants.get()
    return AppealFactory(case=play.case, number=1, complainant=complainant, **state)


def directed(play, **fields):
    """An open direction of an upheld appeal."""
    appeal = appealed(play, upheld=True)
    return DirectionFactory(case=play.case, number=1, appeal=appeal, **fields)


STEPS = (
    StepCase(
        "lodge-appeal",
        "team-inspector",
        given=lambda play: (
            _APPEAL
            | {
                "complainant": play.case.complainants.get(),
                "received_on": days_ago(20),
                "letter_on": days_ago(40),
            }
        ),
        form=lambda play: (
            _APPEAL
            | {"complainant": "1"}
            | day("received_on", days_ago(20))
            | day("letter_on", days_ago(40))
        ),
        state=_NOTIFIED,
        text="reasons",
        required=("kind", "complainant", "received_on", "grounds", "reasons"),
    ),
    StepCase(
        "send-appeal-papers",
        "team-inspector",
        given=lambda play: _PAPERS | {"papers_sent_on": days_ago(15)},
        form=lambda play: _PAPERS | day("papers_sent_on", days_ago(15)),
        begun=appealed,
        state=_NOTIFIED,
        text="papers",
        required=("papers", "papers_sent_on"),
    ),
    StepCase(
        "decide-appeal",
        "team-inspector",
        given=lambda play: (
            _DECIDED
            | {
                "decided_on": days_ago(9),
                "directions": [
                    NewDirection("reinvestigate", "Ask her.", days_ago(-20)),
                    NewDirection("apology", "Write to her."),
                ],
            }
        ),
        form=lambda play: (
            _DECIDED
            | day("decided_on", days_ago(9))
            | {
                "direction-1-kind": "reinvestigate",
                "direction-1-text": "Ask her.",
                "direction-2-kind": "apology",
                "direction-2-text": "Write to her.",
            }
            | day("direction-1-due_on", days_ago(-20))
        ),
        begun=appealed,
        state=_NOTIFIED,
        text="outcome_reasons",
        required=("outcome", "decided_on", "outcome_reasons"),
    ),
    StepCase(
        "carry-out-direction",
        "team-inspector",
        given=lambda play: _HOW | {"done_on": days_ago(2)},
        form=lambda play: _HOW | day("done_on", days_ago(2)),
        begun=directed,
        state=_NOTIFIED,
        text="how",
        required=("how", "done_on"),
    ),
)
