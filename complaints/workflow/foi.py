"""Requests under the Freedom of Information Act 2000, counted and answered."""

from functools import partial

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class FoiStatus(TextChoices):
    OPEN = "open", "To be answered"
    DECIDED = "decided", "Answered"


_line = partial(line, noun="foi-request")
FOI = Workflow(
    "foi-request",
    FoiStatus.values,
    [
        _line(
            "receive",
            [START],
            FoiStatus.OPEN,
            "Enter a request",
            told="Entered the request",
        ),
        _line(
            "decide",
            [FoiStatus.OPEN],
            FoiStatus.DECIDED,
            "Record the decision",
            "record the decision on {}",
            told="Decided",
        ),
        _line(
            "amend",
            [],
            FoiStatus.OPEN,
            "Amend",
            again=[FoiStatus.OPEN],
            told="Changed the record",
        ),
        _line(
            "reopen",
            [FoiStatus.DECIDED],
            FoiStatus.OPEN,
            "Reopen",
            told="Reopened",
        ),
    ],
)
