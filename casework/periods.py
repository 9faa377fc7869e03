"""Duties by the clock: a period is a row, so it is done once whatever beat does.

    periods.every("weekly-audit", kind="run_audit", dues=periods.weekly(0, time(6)))

The sweeper opens every period that has fallen due since the last, in order; a beat that
was dead for ten days leaves nothing out and a doubled one does nothing twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction

from audit.days import LONDON, in_london
from casework.jobs import enqueue
from casework.models import Period

LATE_AFTER = timedelta(minutes=10)
# How far back a schedule without any period looks for its first one.
FIRST_LOOK = timedelta(days=8)


class Due(NamedTuple):
    """A period ("2026-W47") and the moment it falls due."""

    key: str
    due_at: datetime


Dues = Callable[[datetime, datetime], Iterable[Due]]


@dataclass(frozen=True)
class Schedule:
    name: str
    kind: str
    dues: Dues


_schedules: dict[str, Schedule] = {}


def every(name: str, *, kind: str, dues: Dues) -> None:
    """Have work of `kind` done for each period that `dues(after, until)` names."""
    _schedules[name] = Schedule(name, kind, dues)


def once(schedule: str, key: str, at: datetime, *, late: bool = False) -> bool:
    """Whether this period is opened by this call: True for exactly one caller."""
    _, opened = Period.objects.get_or_create(
        schedule=schedule, key=key, defaults={"at": at, "late": late}
    )
    return opened


def open_due(now: datetime) -> int:
    """Open every period that has fallen due and ask for its work; how many."""
    return sum(_open(schedule, now) for schedule in _schedules.values())


def _open(schedule: Schedule, now: datetime) -> int:
    past = Period.objects.filter(schedule=schedule.name).order_by("-at")
    last = past.values_list("at", flat=True).first()
    dues = list(schedule.dues(last or now - FIRST_LOOK, now))
    if last is None:
        dues = dues[-1:]
    opened = 0
    for due in dues:
        with transaction.atomic():
            late = now - due.due_at > LATE_AFTER
            if once(schedule.name, due.key, due.due_at, late=late):
                key = f"{schedule.name} {due.key}"
                enqueue(schedule.kind, key, {"period": due.key}, by=None, at=now)
                opened += 1
    return opened


def weekly(weekday: int, at: time) -> Dues:
    """ISO weeks, due on a day (Monday is 0) at a time in London."""

    def dues(after: datetime, until: datetime) -> Iterable[Due]:
        day = after.astimezone(LONDON).date() - timedelta(days=7)
        day += timedelta(days=(weekday - day.weekday()) % 7)
        while (due_at := in_london(day, at)) <= until:
            if due_at > after:
                year, week, _ = day.isocalendar()
                yield Due(f"{year}-W{week:02d}", due_at)
            day += timedelta(days=7)

    return dues


def daily(at: time) -> Dues:
    """Days, due at a time in London."""

    def dues(after: datetime, until: datetime) -> Iterable[Due]:
        day = after.astimezone(LONDON).date()
        while (due_at := in_london(day, at)) <= until:
            if due_at > after:
                yield Due(day.isoformat(), due_at)
            day += timedelta(days=1)

    return dues
