"""The steps of an action that a local resolution agreed on."""

from tests.complaints.sending import day
from tests.complaints.steps.playing import StepCase, days_ago
from tests.factories.routes import PlanActionFactory, ResolutionFactory

_RESULT = {"result": "The complainant was content with it."}


def _agreed(play):
    resolution = ResolutionFactory(case=play.case, consent_on=days_ago(30))
    return PlanActionFactory(resolution=resolution, number=1)


STEPS = (
    StepCase(
        "do-plan-action",
        "investigator",
        given=lambda play: _RESULT | {"done_on": days_ago(3)},
        form=lambda play: _RESULT | day("done_on", days_ago(3)),
        begun=_agreed,
        state={"resolving": True},
        text="result",
        required=("done_on", "result"),
    ),
    StepCase(
        "give-up-plan-action",
        "investigator",
        given=lambda play: _RESULT,
        form=lambda play: _RESULT,
        begun=_agreed,
        state={"resolving": True},
        text="result",
        required=("result",),
    ),
)
