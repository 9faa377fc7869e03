from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.clocks import ClockState, away, clock, soon_until
from tests.factories.casework import calendar_2026

FRIDAY = date(2026, 11, 20)
DAYS = calendar_2026()


@pytest.mark.parametrize(
    ("due_on", "state", "words"),
    [
        (date(2026, 11, 16), "late", "Late by 4 working days"),
        (date(2026, 11, 19), "late", "Late by 1 working day"),
        (FRIDAY, "due_soon", "Due today"),
        (date(2026, 11, 24), "due_soon", "Due Tuesday 24 November, in 2 working days"),
        (
            date(2026, 11, 22),
            "due_soon",
            "Due Sunday 22 November, before the next working day",
        ),
        (date(2026, 11, 26), "on_time", "Due Thursday 26 November, in 4 working days"),
        (
            date(2027, 1, 4),
            "on_time",
            "Due Monday 4 January 2027, in 29 working days",
        ),
        (date(9999, 12, 31), "none", "No date set"),
        (None, "none", "No date set"),
    ],
)
def test_words(due_on, state, words):
    assert clock(DAYS, due_on, today=FRIDAY) == (state, words)


def test_late_at_a_weekend():
    found = clock(DAYS, FRIDAY, today=date(2026, 11, 21))
    assert found == (ClockState.LATE, "Late since Friday 20 November")


def test_stopped():
    found = clock(DAYS, FRIDAY, today=FRIDAY, stopped_on=date(2026, 10, 1))
    assert found == (ClockState.STOPPED, "Stopped since Thursday 1 October")


@pytest.mark.parametrize(
    ("done_on", "state", "words"),
    [
        (FRIDAY, "on_time", "Done Friday 20 November, in time"),
        (date(2026, 11, 24), "late", "Done Tuesday 24 November, 2 working days late"),
        (
            date(2026, 11, 21),
            "late",
            "Done Saturday 21 November, less than a working day late",
        ),
    ],
)
def test_done(done_on, state, words):
    today = date(2026, 12, 1)
    assert clock(DAYS, FRIDAY, today=today, done_on=done_on) == (state, words)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 1)),
    st.integers(min_value=0, max_value=12),
)
@settings(deadline=None)
def test_soon_until_agrees_with_the_clock(today, ahead):
    due_on = today + timedelta(days=ahead)
    soon = clock(DAYS, due_on, today=today).state is ClockState.DUE_SOON
    assert soon == (due_on <= soon_until(DAYS, today))


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 16), "late by 4 working days"),
        (FRIDAY, "today"),
        (date(2026, 11, 22), "before the next working day"),
        (date(2026, 11, 24), "in 2 working days"),
    ],
)
def test_how_far_off_a_date_is(due_on, words):
    assert away(DAYS, due_on, today=FRIDAY) == words


def test_a_date_that_passed_at_the_weekend_is_late():
    assert away(DAYS, FRIDAY, today=date(2026, 11, 21)) == "late"
