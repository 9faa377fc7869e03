"""Working days in England and Wales: Monday to Friday without the bank holidays.

Pure: the bank holidays are given. A year of which no bank holiday is known counts
with weekends only, and `unknown_years` says so: whoever shows such a date must too.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

SATURDAY = 5
DAY = timedelta(days=1)


class Skipped(NamedTuple):
    """A day that is no working day, and why: "Saturday", "Good Friday"."""

    day: date
    name: str


class WorkingDays:
    """A calendar of working days over the given bank holidays."""

    def __init__(self, holidays: Mapping[date, str]):
        self.holidays = dict(holidays)

    @cached_property
    def known_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.holidays)

    @cached_property
    def _holidays(self) -> list[date]:
        # Those at a weekend take no working day away.
        return sorted(d for d in self.holidays if d.weekday() < SATURDAY)

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def why_not(self, day: date) -> str:
        """Why `day` is no working day; empty if it is one."""
        if day in self.holidays:
            return self.holidays[day]
        return f"{day:%A}" if day.weekday() >= SATURDAY else ""

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative backwards."""
        if end < start:
            return -self.between(end, start)
        weekdays = _weekdays_until(end) - _weekdays_until(start)
        first = bisect_right(self._holidays, start)
        return weekdays - (bisect_right(self._holidays, end) - first)

    def add(self, day: date, count: int) -> date:
        """The working day `count` after `day`, which itself is not counted.

        With 0, `day` or the next working day after it.
        """
        if count < 0:
            raise ValueError("Working days are counted forwards.")
        if count == 0:
            return day if self.is_working(day) else self.add(day, 1)
        # Whole weeks bring us near; each round makes up for the holidays on the way.
        reached, missing = day, count
        while missing:
            weeks, rest = divmod(missing, 5)
            step = timedelta(days=7 * weeks) if weeks else DAY
            missing -= self.between(reached, reached + step)
            reached += step
        return self._back_to_working(reached)

    def last_before(self, day: date) -> date:
        """The last working day before `day`."""
        return self._back_to_working(day - DAY)

    def _back_to_working(self, day: date) -> date:
        while not self.is_working(day):
            day -= DAY
        return day

    def skipped(self, start: date, end: date) -> list[Skipped]:
        """Days after `start` up to and including `end` that are no working days."""
        days = (start + DAY * n for n in range(1, (end - start).days + 1))
        return [Skipped(d, why) for d in days if (why := self.why_not(d))]

    def unknown_years(self, start: date, end: date) -> list[int]:
        """Years touched from `start` to `end` of which no bank holiday is known."""
        years = range(start.year, end.year + 1)
        return [year for year in years if year not in self.known_years]


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays since the beginning of dates, `day` included."""
    weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 is a Monday
    return weeks * 5 + min(rest, 5)
