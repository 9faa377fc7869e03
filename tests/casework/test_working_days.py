from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.working_days import Skipped, WorkingDays
from tests.factories.casework import HOLIDAYS_2026, calendar_2026

DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.just("A holiday"), max_size=30).map(WorkingDays)


def slowly_between(days, start, end):
    return sum(
        days.is_working(start + DAY * n) for n in range(1, (end - start).days + 1)
    )


def slowly_add(days, day, count):
    while count:
        day += DAY
        count -= days.is_working(day)
    return day


class TestAgainstASlowReference:
    @given(CALENDARS, DAYS, DAYS)
    @settings(max_examples=200, deadline=None)
    def test_between(self, days, one, other):
        start, end = sorted([one, other])
        assert days.between(start, end) == slowly_between(days, start, end)
        assert days.between(end, start) == -days.between(start, end)

    @given(CALENDARS, DAYS, st.integers(1, 60))
    @settings(max_examples=200, deadline=None)
    def test_add(self, days, day, count):
        assert days.add(day, count) == slowly_add(days, day, count)


class TestAdd:
    def test_skips_weekend_and_easter(self):
        assert calendar_2026().add(date(2026, 4, 2), 1) == date(2026, 4, 7)

    def test_zero_is_the_day_itself_or_the_next_working_day(self):
        days = calendar_2026()
        assert days.add(date(2026, 11, 20), 0) == date(2026, 11, 20)
        assert days.add(date(2026, 11, 21), 0) == date(2026, 11, 23)

    def test_refuses_to_count_backwards(self):
        with pytest.raises(ValueError, match="forwards"):
            calendar_2026().add(date(2026, 11, 20), -1)

    def test_received_on_a_holiday_counts_from_the_day_after(self):
        assert calendar_2026().add(date(2026, 12, 25), 1) == date(2026, 12, 29)


class TestWords:
    def test_names_what_is_skipped(self):
        skipped = calendar_2026().skipped(date(2026, 4, 2), date(2026, 4, 7))
        assert skipped == [
            Skipped(date(2026, 4, 3), "Good Friday"),
            Skipped(date(2026, 4, 4), "Saturday"),
            Skipped(date(2026, 4, 5), "Sunday"),
            Skipped(date(2026, 4, 6), "Easter Monday"),
        ]

    def test_unknown_years_are_named(self):
        days = calendar_2026()
        assert days.unknown_years(date(2026, 12, 1), date(2028, 1, 1)) == [2027, 2028]
        assert days.unknown_years(date(2026, 1, 1), date(2026, 12, 31)) == []

    def test_a_holiday_at_a_weekend_takes_nothing_away(self):
        days = WorkingDays(HOLIDAYS_2026 | {date(2026, 12, 26): "Boxing Day"})
        span = date(2026, 12, 24), date(2026, 12, 29)
        assert days.between(*span) == calendar_2026().between(*span) == 1
