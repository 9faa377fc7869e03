"""A work list in the order of its priority, and why each case stands where it does."""

from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import User
from casework.working_days import WorkingDays
from complaints.filters import APPEAL_OVER, in_appeal
from complaints.filters.priorities import Ordered, in_order
from complaints.models import Case
from complaints.querysets import NEXT, CaseQuerySet
from complaints.workflow import Status
from desk.queues import WITH_OTHERS
from organisation.classification import FieldClass
from organisation.models import Unit

SHOWN = 50


def _turns_of(user: User, today: date) -> list[Q]:
    """What a person handles, and what waits for a right of theirs."""
    ways = [Q(handler=user)]
    for status, right in NEXT.items():
        units = user.rights.units_for(right)
        if status in WITH_OTHERS or (units is not None and not units):
            continue
        waits = Q(status=status)
        if status == Status.NOTIFIED:  # until then nobody can do anything
            waits = in_appeal(APPEAL_OVER, today)
        ways.append(waits if units is None else waits & Q(responsible_unit__in=units))
    return ways


def work_list(user: User, unit: Unit | None, today: date) -> list[CaseQuerySet]:
    """The open cases of a unit, or what is one's own to work on, in several lists."""
    cases = Case.objects.showing(user, FieldClass.OFFICIAL).open()
    if unit is not None:
        return [cases.filter(responsible_unit=unit)]
    return [cases.filter(turn) for turn in _turns_of(user, today)]


def ordered(
    user: User, unit: Unit | None, *, today: date, days: WorkingDays
) -> tuple[Ordered, list[Case]]:
    """The order, and the cases at the top of it."""
    order = in_order(work_list(user, unit, today), today=today, days=days)
    first = order.keys[:SHOWN]
    rows: Any = Case.objects.visible_to(user).marked_own(user).with_list_details()
    found = rows.in_bulk(first)
    return order, [found[key] for key in first if key in found]
