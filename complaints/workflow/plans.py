"""The life of an action that a local resolution agreed on."""

from django.db.models import TextChoices

from casework.workflow import Workflow
from complaints.workflow.lines import line


class PlanActionStatus(TextChoices):
    AGREED = "agreed", "Agreed"
    DONE = "done", "Done"
    GIVEN_UP = "given_up", "Given up"


PLAN_ACTION = Workflow(
    "plan-action",
    PlanActionStatus.values,
    [
        line(
            "do-plan-action",
            [PlanActionStatus.AGREED],
            PlanActionStatus.DONE,
            "Record it done",
            "record that {} is done",
            permission="offer-resolution",
            told="Did an agreed action",
        ),
        line(
            "give-up-plan-action",
            [PlanActionStatus.AGREED],
            PlanActionStatus.GIVEN_UP,
            "Give it up",
            "give up {}",
            permission="offer-resolution",
            told="Gave up an agreed action",
        ),
    ],
)
