"""Filters of the Freedom of Information requests."""

from datetime import date, timedelta
from functools import lru_cache

from casework import deadlines
from casework.deadlines import Deadlines
from complaints.actions.coming_due import FOI, foi_due
from complaints.filters.registers import RecordFilters, choice, first_day, last_day
from complaints.models import FoiRequest
from complaints.models.foi import FoiDecision
from complaints.querysets import FoiQuerySet
from complaints.workflow import FoiStatus
from pages.lists import Sort

_DAY = timedelta(days=1)
FOI_SORTS = [
    Sort("received", "Received", ("received_on",), descending=True),
    Sort("decided", "Decided", ("answered_on",), descending=True),
    Sort("reference", "Request", ("reference_year", "reference_serial"), True),
]


def due_on(known: Deadlines, received_on: date) -> date | None:
    """By when a request is to be answered; None before the Act."""
    due = foi_due(known, received_on)
    return due.due_on if due else None


@lru_cache(maxsize=64)  # of a calendar and its rules, which are kept for many requests
def late_before(known: Deadlines, today: date) -> date:
    """Of the requests received before this day, every open one is late.

    The first day of the calendar where none is. Days without a rule are passed over.
    The later one was received, the later it is due: a rule that shortens the limit from
    some day on would break that, and what was received just before that day would then
    count as late as soon as what was received on it is.
    """
    first, day = known.first_day(FOI), today
    while first is not None and day >= first:
        due = due_on(known, day)
        if due is not None and due < today:
            return day + _DAY
        day -= _DAY
    return date.min


class FoiFilters(RecordFilters):
    state = choice("State", FoiStatus.choices, field_name="status")
    decision = choice("Decision", FoiDecision.choices)
    clock = choice("Clock", [("late", "Late")], method="of_clock")
    received_from = first_day("Received", "received_on")
    received_to = last_day("Received", "received_on")
    decided_from = first_day("Decided", "decided_on")
    decided_to = last_day("Decided", "decided_on")

    class Meta(RecordFilters.Meta):
        model = FoiRequest

    def of_clock(self, rows: FoiQuerySet, name: str, value: str) -> FoiQuerySet:
        known = deadlines.of_request(self.request)
        day = late_before(known, self.today)
        return rows.waiting().filter(received_on__lt=day)
