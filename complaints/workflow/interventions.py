"""The Complaints Intervention Scheme (domain.md 7.6): support, and no discipline."""

from functools import partial

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class InterventionStatus(TextChoices):
    TRIGGERED = "triggered", "Waits for a plan"
    PLANNED = "planned", "Plan under way"
    COMPLETED = "completed", "Completed"
    DISMISSED = "dismissed", "No intervention"


_line = partial(line, noun="intervention")
_S = InterventionStatus
INTERVENTION = Workflow(
    "intervention",
    InterventionStatus.values,
    [
        _line(
            "open",
            [START],
            _S.TRIGGERED,
            "Open an intervention",
            "open an intervention",
            told="Opened an intervention",
        ),
        _line("plan", [_S.TRIGGERED], _S.PLANNED, "Plan", told="Planned"),
        _line(
            "dismiss",
            [_S.TRIGGERED],
            _S.DISMISSED,
            "Decide against it",
            "decide against {}",
            told="Decided against",
        ),
        _line(
            "review",
            [],
            _S.PLANNED,
            "Record a review",
            "record a review of {}",
            again=[_S.PLANNED],
            told="Reviewed",
        ),
        _line("complete", [_S.PLANNED], _S.COMPLETED, "Complete", told="Completed"),
        _line(
            "follow-up",
            [],
            _S.COMPLETED,
            "Record the follow-up",
            "record the follow-up of {}",
            again=[_S.COMPLETED],
            told="Followed up",
        ),
    ],
)
