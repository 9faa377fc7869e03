"""Deadlines equal to a slow count, day by day, written apart from what it checks.

It reads the bank holidays from their file, knows itself when the clocks change, and
looks at each single day. 100,000 cases at random, among them every day on which the
clocks change, every 29 February and every bank holiday from 2004 to 2030.
"""

import csv
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.utils import timezone

from casework.deadlines import Deadlines, Stop
from casework.models import DeadlineRule
from casework.working_days import WorkingDays
from config.launcher.places import ROOT

CASES = 100_000
FIRST, LAST = date(2004, 1, 1), date(2030, 12, 31)
HOLIDAYS = {}
with (ROOT / "config/reference/bank_holidays.csv").open(encoding="utf-8") as file:
    for row in csv.DictReader(file):
        HOLIDAYS[date.fromisoformat(row["on_date"])] = row["title"]
LENGTHS = {"working": (1, 2, 3, 5, 7, 10, 14, 20, 30), "calendar": (28, 90, 100, 120)}
RULES = {
    (unit, length): DeadlineRule(code="any", length=length, day_unit=unit)
    for unit, lengths in LENGTHS.items()
    for length in lengths
}


def last_sunday(year, month):
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


CHANGES = {
    year: (last_sunday(year, 3), last_sunday(year, 10)) for year in range(2004, 2031)
}


def london_day(at):
    """The day in London: an hour ahead from the one last Sunday to the other, at 1."""
    spring, autumn = CHANGES[at.year]
    one = timedelta(hours=1)
    begins = datetime(spring.year, 3, spring.day, 1, tzinfo=UTC)
    ends = datetime(autumn.year, 10, autumn.day, 1, tzinfo=UTC)
    return (at + one if begins <= at < ends else at).date()


# By its number, each day on which no work is done; far enough for every case.
IDLE = {
    number
    for number in range(FIRST.toordinal(), date(2033, 1, 1).toordinal())
    if date.fromordinal(number).weekday() in (5, 6)
    or date.fromordinal(number) in HOLIDAYS
}


def slow(starts_on, length, unit, stops):
    """Look at one day after the other; None where a stop lasts."""
    still, for_good = set(), date.max.toordinal()
    for from_on, to_on in stops:
        if to_on is None:
            for_good = from_on.toordinal()
        else:
            still |= set(range(from_on.toordinal(), to_on.toordinal()))
    idle = IDLE if unit == "working" else ()
    day = starts_on.toordinal()
    while length:
        day = day + 1
        if day >= for_good:
            return None
        if day not in still and day not in idle:
            length = length - 1
    return date.fromordinal(day)


def special_days():
    """Days at which counting goes wrong, and those about them."""
    marked = set(HOLIDAYS) | {day for pair in CHANGES.values() for day in pair}
    marked |= {date(year, 2, 29) for year in range(2004, 2031, 4)}
    near = {day + timedelta(days=n) for day in marked for n in (-1, 0, 1)}
    return sorted(day for day in near if FIRST <= day <= LAST)


def moments(chance):
    """Instants of receipt near midnight: of each special day first, then at random."""
    span = (LAST - FIRST).days
    days = special_days()
    for number in range(CASES):
        if number < 4 * len(days):
            day = days[number // 4]
        else:
            day = FIRST + timedelta(days=1 + chance.randrange(span))
        hour = chance.choice((0, 22, 23, 23, 12))
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        yield midnight + timedelta(hours=hour, minutes=chance.randrange(60))


def stops_of(chance, day):
    """None for most; else one or two that are over, or one that lasts."""
    if chance.random() < 0.8:
        return []
    stops = []
    for _ in range(chance.choice((1, 1, 2))):
        day += timedelta(days=chance.randrange(40))
        until = day + timedelta(days=chance.randrange(60))
        stops.append((day, until))
        day = until
    if chance.random() < 0.2:
        stops[-1] = (stops[-1][0], None)
    return stops


def test_the_days_that_count_are_among_them():
    days = set(special_days())
    assert {date(2008, 2, 29), date(2010, 3, 28), date(2010, 10, 31)} <= days
    within = [d for d in HOLIDAYS if FIRST <= d <= LAST]
    assert len(within) > 215
    assert set(within) <= days
    for year in range(2004, 2031):
        assert len([day for day in within if day.year == year]) >= 7, year
        assert set(CHANGES[year]) <= days


@pytest.mark.parametrize("seed", [20041208])
def test_a_hundred_thousand_cases(seed):
    chance = Random(seed)
    known = Deadlines(WorkingDays(HOLIDAYS), [])
    none, kinds = 0, list(RULES.items())
    for at in moments(chance):
        starts_on = timezone.localdate(at)
        assert starts_on == london_day(at), at
        (unit, length), rule = chance.choice(kinds)
        extended = chance.choice((0, 0, 0, 1, 5))
        stops = stops_of(chance, starts_on)
        due_on = known.due(rule, starts_on, [Stop(*each) for each in stops], extended)
        expected = slow(starts_on, length + extended, unit, stops)
        assert due_on == expected, (at, unit, length, extended, stops)
        none += expected is None
    assert 0 < none < CASES / 10
