"""Every step of a record within a case, as somebody who may would do it.

Matrices over actions, pages and addresses are generated from these.
"""

from tests.complaints.steps import (
    appeals,
    conduct,
    logs,
    markers,
    plans,
    proceedings,
    referrals,
    witnesses,
)
from tests.complaints.steps.playing import Play, StepCase, play_of

STEPS: tuple[StepCase, ...] = (
    *referrals.STEPS,
    *appeals.STEPS,
    *plans.STEPS,
    *conduct.STEPS,
    *proceedings.STEPS,
    *markers.STEPS,
    *logs.STEPS,
    *witnesses.STEPS,
)
BY_VERB = {step.verb: step for step in STEPS}

__all__ = ["BY_VERB", "STEPS", "Play", "StepCase", "play_of"]
