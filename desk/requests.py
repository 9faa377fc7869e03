"""Freedom of Information requests in the diary: their day is counted from receipt.

No day stands on their rows. The later one was received, the later it is due: an order
by receipt is one by that day, and a day is asked for as the receipts that it is of. A
limit that is shorter from some day on breaks that order for those received around it:
`complaints.filters.foi.late_before`.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from accounts.permissions import Permission
from casework.deadlines import Deadlines
from complaints.actions.coming_due import FOI
from complaints.filters.foi import due_on, late_before
from complaints.models import FoiRequest
from desk.reviews import Asked, by_right, in_unit, within
from pages.lists import RowComparison

_DAY = timedelta(days=1)
_of_its_office = by_right(Permission.FOI_DECIDE, posted=True)


class Reach(NamedTuple):
    """Which of them a page of the diary needs: from `after` on, as far as `bound`.

    `after` is a day, and the key of the request due on it that they come after; without
    one, something else that is due then. On a day requests come after all else.
    """

    backwards: bool
    after: tuple[date, Sequence[Any] | None] | None
    bound: date | None


def key_of(row: FoiRequest) -> tuple[str, int]:
    """Its place among those due on the same day."""
    return row.received_on.isoformat(), row.pk


def waiting(asked: Asked) -> QuerySet:
    """Those not answered, of a unit or of those whose answer is the person's."""
    rows = in_unit(FoiRequest.objects.visible_to(asked.user), asked)
    return within(rows.waiting(), _of_its_office(asked))


def due_in_order(
    known: Deadlines, rows: QuerySet, reach: Reach, most: int
) -> Iterator[tuple[date, Any]]:
    """(the day, the request), at most so many; none from before the Act."""
    first = known.first_day(FOI)
    if first is None:
        return
    rows = _within(known, rows.filter(received_on__gte=first), reach)
    sign = "-" if reach.backwards else ""
    for row in rows.order_by(f"{sign}received_on", f"{sign}pk")[:most]:
        due = due_on(known, row.received_on)
        if due is not None:
            yield due, row


def _within(known: Deadlines, rows: QuerySet, reach: Reach) -> QuerySet:
    def from_on(day: date) -> QuerySet:
        return rows.filter(received_on__gte=late_before(known, day))

    def until(day: date) -> QuerySet:
        return rows.filter(received_on__lt=late_before(known, day + _DAY))

    operator = "<" if reach.backwards else ">"
    onwards, back = (until, from_on) if reach.backwards else (from_on, until)
    if reach.bound is not None:
        rows = back(reach.bound)
    if reach.after is None:
        return rows
    day, key = reach.after
    if key is None:
        return onwards(day - _DAY if reach.backwards else day)
    received, number = key
    place = Value(date.fromisoformat(received)), Value(number)
    return rows.filter(RowComparison(operator, F("received_on"), F("pk"), *place))
