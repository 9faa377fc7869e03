"""Items of intelligence, as they are counted: never what they say (domain.md 5.2)."""

from functools import partial

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class ItemStatus(TextChoices):
    RECEIVED = "received", "Received"
    ALLOCATED = "allocated", "Allocated"
    CLOSED = "closed", "Closed"


_line = partial(line, noun="intelligence-item")
INTELLIGENCE = Workflow(
    "intelligence-item",
    ItemStatus.values,
    [
        _line(
            "receive",
            [START],
            ItemStatus.RECEIVED,
            "Enter an item",
            told="Entered the item",
        ),
        _line(
            "allocate",
            [ItemStatus.RECEIVED],
            ItemStatus.ALLOCATED,
            "Allocate",
            again=[ItemStatus.ALLOCATED],
            told="Allocated",
        ),
        _line(
            "close",
            [ItemStatus.RECEIVED, ItemStatus.ALLOCATED],
            ItemStatus.CLOSED,
            "Close",
            told="Closed",
        ),
        _line(
            "amend",
            [],
            ItemStatus.RECEIVED,
            "Amend",
            again=[ItemStatus.RECEIVED, ItemStatus.ALLOCATED],
            told="Changed the record",
        ),
        _line(
            "reopen",
            [ItemStatus.CLOSED],
            ItemStatus.RECEIVED,
            "Reopen",
            told="Reopened",
        ),
    ],
)
