from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import deadlines
from casework.deadlines import Deadlines, NoRule, Stop
from casework.models import BankHoliday, DeadlineRule
from casework.models.calendar import DayUnit
from pages.words import weekday
from tests.factories.casework import calendar_2026, rule

RECEIVED = date(2026, 3, 30)
DAY = timedelta(days=1)


def due(*rules, starts_on=RECEIVED, stops=(), code="recording"):
    known = Deadlines(calendar_2026(), rules or [rule()])
    return known.deadline(code, starts_on=starts_on, rule_on=starts_on, stops=stops)


class TestDeadline:
    def test_ten_working_days_over_easter(self):
        assert due().due_on == date(2026, 4, 15)

    def test_says_why_this_date(self):
        assert due().steps == (
            "Recording decision: 10 working days from the date received "
            "(IPCC statutory guidance).",
            "That date is Monday 30 March 2026. The day after it is the first day "
            "counted.",
            "Not working days, so not counted: 2 Saturdays, 2 Sundays, Good Friday "
            "(Friday 3 April) and Easter Monday (Monday 6 April).",
            "10 working days end on Wednesday 15 April 2026.",
        )
        assert due().warnings == ()

    def test_calendar_days_count_every_day(self):
        appeal = rule("appeal", length=28, day_unit=DayUnit.CALENDAR)
        found = due(appeal, code="appeal")
        assert found.due_on == RECEIVED + 28 * DAY
        assert found.steps[-1] == "28 days end on Monday 27 April 2026."

    def test_calendar_days_that_end_on_a_holiday_say_so(self):
        appeal = rule("appeal", length=4, day_unit=DayUnit.CALENDAR)
        assert due(appeal, code="appeal").steps[-1] == (
            "That day is Good Friday; the rule counts it all the same."
        )

        assert due(appeal, code="appeal").warnings == (
            "That is Good Friday: the last working day before it is Thursday 2 April "
            "2026.",
        )

    def test_calendar_days_that_end_on_a_saturday_are_not_put_off(self):
        appeal = rule("appeal", length=28, day_unit=DayUnit.CALENDAR)
        found = due(appeal, code="appeal", starts_on=date(2026, 11, 7))
        assert found.due_on == date(2026, 12, 5)
        assert found.steps[-2:] == (
            "28 days end on Saturday 5 December 2026.",
            "That day is a Saturday; the rule counts it all the same.",
        )
        assert found.warnings == (
            "That is a Saturday: the last working day before it is Friday 4 December "
            "2026.",
        )

    def test_one_day_in_the_singular(self):
        found = due(rule(length=1))
        assert "1 working day from" in found.steps[0]
        assert found.steps[-1] == "1 working day ends on Tuesday 31 March 2026."

    def test_unknown_year_warns(self):
        found = due(starts_on=date(2026, 12, 24))
        assert found.due_on == date(2027, 1, 11)
        assert found.warnings == (
            "The bank holidays of 2027 are not known yet, so this date may be too "
            "early.",
        )

    def test_unverified_rule_warns(self):
        assert "has not been checked" in due(rule(unverified=True)).warnings[0]

    def test_rule_of_the_day_is_used(self):
        old = rule(length=20, to_on=date(2026, 3, 29))
        new = rule(length=5, from_on=date(2026, 3, 30))
        known = Deadlines(calendar_2026(), [old, new])
        on = date(2026, 3, 27)
        before = known.deadline("recording", starts_on=RECEIVED, rule_on=on)
        after = known.deadline("recording", starts_on=RECEIVED, rule_on=RECEIVED)
        assert before.due_on > after.due_on == date(2026, 4, 8)

    def test_a_day_that_was_set_otherwise_warns(self):
        found = due()
        assert found.as_set(found.due_on) is found
        told = found.as_set(date(2026, 4, 10))
        assert told.due_on == date(2026, 4, 10)
        assert told.steps == found.steps
        assert told.warnings == (
            "Friday 10 April 2026 was set before the bank holidays or the rule "
            f"changed. Counted as they are now, it is {weekday(found.due_on)}.",
        )

    def test_no_rule_is_a_sentence(self):
        with pytest.raises(NoRule, match="“recording” is in force on Monday 1 March"):
            due(starts_on=date(2004, 3, 1))


class TestStops:
    def test_time_stopped_does_not_count(self):
        stop = Stop(date(2026, 3, 31), date(2026, 4, 8))
        found = due(stops=[stop])
        assert found.due_on == date(2026, 4, 21)
        assert "stood still from Tuesday 31 March 2026" in found.steps[2]

    def test_nothing_is_due_while_stopped(self):
        found = due(stops=[Stop(date(2026, 4, 1))])
        assert found.due_on is None
        assert found.steps[-1].startswith("The clock has stopped")

    def test_stop_after_the_date_changes_nothing(self):
        assert due(stops=[Stop(date(2026, 5, 1))]).due_on == due().due_on

    @given(
        st.dates(date(2023, 11, 1), date(2024, 4, 1)),
        st.lists(st.tuples(st.integers(0, 150), st.integers(1, 60)), max_size=3),
    )
    @settings(max_examples=300, deadline=None)
    def test_120_days_against_a_slow_reference(self, received, spans):
        stops = [
            Stop(received + start * DAY, received + (start + length) * DAY)
            for start, length in spans
        ]
        completion = rule("completion", length=120, day_unit=DayUnit.CALENDAR)
        found = due(completion, starts_on=received, stops=stops, code="completion")
        day, running = received, 0
        while running < 120:
            day += DAY
            running += not any(s.from_on <= day < s.to_on for s in stops)
        assert found.due_on == day


@pytest.mark.django_db
class TestLoad:
    def test_one_query_until_something_changes(self, django_assert_num_queries):
        deadlines.load()
        BankHoliday.objects.get_or_create(
            on_date=date(2026, 4, 3), defaults={"title": "Good Friday"}
        )
        DeadlineRule.objects.filter(code="sample").delete()
        rule("sample").save()
        known = deadlines.load()
        found = known.deadline("sample", starts_on=RECEIVED, rule_on=RECEIVED)
        assert date(2026, 4, 3) in known.days.holidays
        assert found.name == "Recording decision"
        with django_assert_num_queries(1):  # whether something did
            assert deadlines.load() is known

    def test_once_for_each_request(self, django_assert_num_queries):
        request = RequestFactory().get("/")
        known = deadlines.of_request(request)
        with django_assert_num_queries(0):
            assert deadlines.of_request(request) is known
