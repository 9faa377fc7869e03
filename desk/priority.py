"""A work list in the order of its priority, and why each case stands where it does."""

from datetime import date
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from casework.working_days import WorkingDays
from complaints.actions.ending import waiting_to_close
from complaints.filters.priorities import Ordered, Way, in_order
from complaints.models import Case
from complaints.permissions import had_parts_in
from complaints.querysets import CaseQuerySet, awaiting
from desk.counting import Queue
from desk.queues import queues_of
from organisation.classification import FieldClass
from organisation.models import Unit

SHOWN = 50
FINALISES = "finalises"  # asked of cases whose last step may wait for others


def work_list(user: User, unit: Unit | None, today: date) -> list[Way]:
    """The open cases of a unit, or what home counts as one's own to do, queue by queue.

    With each what is asked of its cases: the power to decide them, which nobody uses
    who had a part in the case, or that nothing else is to be done before.
    """
    cases = Case.objects.showing(user, FieldClass.OFFICIAL)
    if unit is not None:
        return [("", cases.filter(responsible_unit=unit))]
    return [
        (_asked_by(queue), _rows_of(queue))
        for queue in queues_of(user, today=today, cases=cases)
        if queue.to_do
    ]


def _asked_by(queue: Queue) -> str:
    return FINALISES if queue.finalises else str(queue.independent or "")


def _rows_of(queue: Queue) -> CaseQuerySet:
    rows: Any = queue.rows
    return rows.filter(awaiting(queue.awaits)) if queue.awaits else rows


def ordered(
    user: User, unit: Unit | None, *, today: date, days: WorkingDays
) -> tuple[Ordered, list[Case]]:
    """The order, and the cases at the top of it."""

    def left_out(asked: str, keys: list[int]) -> set[int]:
        if asked == FINALISES:
            return waiting_to_close(keys, today=today)
        return had_parts_in(keys, by=user, power=Permission(asked)) if asked else set()

    ways = work_list(user, unit, today)
    order = in_order(ways, today=today, days=days, left_out=left_out)
    first = order.keys[:SHOWN]
    rows: Any = Case.objects.visible_to(user).marked_own(user).with_list_details()
    found = rows.in_bulk(first)
    return order, [found[key] for key in first if key in found]
