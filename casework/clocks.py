"""How a due date stands today: a state for the tag and the words for people."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from casework.working_days import WorkingDays
from pages.words import counted, near

# From so many working days before it, a date is "due soon".
SOON = 3
NO_DATE_YEAR = 9999


class ClockState(StrEnum):
    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    LATE = "late"
    STOPPED = "stopped"
    NONE = "none"


class Clock(NamedTuple):
    """`state` for pages.templatetags.components.clock_tag, `words` beside it."""

    state: ClockState
    words: str


def clock(
    days: WorkingDays,
    due_on: date | None,
    *,
    today: date,
    done_on: date | None = None,
    stopped_on: date | None = None,
) -> Clock:
    """How `due_on` stands: done, stopped, late, soon or on time."""
    if stopped_on is not None:
        words = f"Stopped since {near(stopped_on, today)}"
        return Clock(ClockState.STOPPED, words)
    if due_on is None or due_on.year == NO_DATE_YEAR:
        return Clock(ClockState.NONE, "No date set")
    if done_on is not None:
        return _done(days, due_on, done_on, today)
    if due_on < today:
        return Clock(ClockState.LATE, _late_words(days, due_on, today))
    soon = days.between(today, due_on) <= SOON
    state = ClockState.DUE_SOON if soon else ClockState.ON_TIME
    return Clock(state, _due_words(days, due_on, today))


def away(days: WorkingDays, due_on: date, *, today: date) -> str:
    """How far off a date is, where the date itself is said beside it."""
    if due_on == today:
        return "today"
    if due_on < today:
        late = days.between(due_on, today)
        return f"late by {counted(late, 'working day')}" if late else "late"
    left = days.between(today, due_on)
    return f"in {counted(left, 'working day')}" if left else _WEEKEND


_WEEKEND = "before the next working day"


def soon_until(days: WorkingDays, today: date) -> date:
    """The last day that is due soon today: lists filter by it."""
    day = days.add(today, SOON)
    following = days.add(day, 1)
    return date.fromordinal(following.toordinal() - 1)


def _done(days: WorkingDays, due_on: date, done_on: date, today: date) -> Clock:
    when = f"Done {near(done_on, today)}"
    if done_on <= due_on:
        return Clock(ClockState.ON_TIME, f"{when}, in time")
    late = days.between(due_on, done_on)
    amount = counted(late, "working day") if late else "less than a working day"
    return Clock(ClockState.LATE, f"{when}, {amount} late")


def _late_words(days: WorkingDays, due_on: date, today: date) -> str:
    late = days.between(due_on, today)
    if not late:
        return f"Late since {near(due_on, today)}"
    return f"Late by {counted(late, 'working day')}"


def _due_words(days: WorkingDays, due_on: date, today: date) -> str:
    if due_on == today:
        return "Due today"
    return f"Due {near(due_on, today)}, {away(days, due_on, today=today)}"
