"""Markers on a subject: domestic violence and similar offences, with their policy."""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class MarkerStatus(TextChoices):
    OPEN = "open", "Policy applies"
    ENDED = "ended", "Ended"


_MARK = "mark-subject"
MARKER = Workflow(
    "marker",
    MarkerStatus.values,
    [
        line(
            "mark-subject",
            [START],
            MarkerStatus.OPEN,
            "Mark a subject",
            "mark a subject of {}",
            told="Marked a subject",
        ),
        line(
            "update-marker",
            [],
            MarkerStatus.OPEN,
            "Go through the policy",
            "go through the policy of {}",
            again=[MarkerStatus.OPEN],
            permission=_MARK,
            told="Went through the policy of a marker",
        ),
        line(
            "end-marker",
            [MarkerStatus.OPEN],
            MarkerStatus.ENDED,
            "End the marker",
            "end {}",
            permission=_MARK,
            told="Ended a marker",
        ),
    ],
)
