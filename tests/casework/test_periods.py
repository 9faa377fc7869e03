import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection

from casework import periods
from casework.models import Job, Period
from tests.factories.casework import NOW

MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)
AUDIT = periods.weekly(0, time(6))


@pytest.fixture
def schedule(kind, monkeypatch):
    """This schedule alone; other rooms have theirs."""
    kind(lambda job, progress: {})
    monkeypatch.setattr(periods, "_schedules", {})
    periods.every("sample-week", kind="sample", dues=AUDIT)


@pytest.mark.django_db
class TestOnce:
    def test_true_for_one_caller(self):
        assert periods.once("sample", "2026-W47", NOW)
        assert not periods.once("sample", "2026-W47", NOW)
        assert periods.once("sample", "2026-W48", NOW)


@pytest.mark.django_db(transaction=True)
def test_once_at_once():
    together = threading.Barrier(6)

    def ask(_):
        try:
            together.wait()
            return periods.once("sample", "2026-W47", NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(ask, range(6))) == 1


@pytest.mark.django_db
class TestOpenDue:
    def test_first_period_is_the_newest(self, schedule):
        assert periods.open_due(MONDAY + timedelta(minutes=1)) == 1
        row = Period.objects.get(schedule="sample-week")
        assert (row.key, row.late) == ("2026-W47", False)
        job = Job.objects.get(key="sample-week 2026-W47")
        assert job.arguments == {"period": "2026-W47"}

    def test_doubled_beat_changes_nothing(self, schedule):
        periods.open_due(MONDAY)
        assert periods.open_due(MONDAY + timedelta(minutes=1)) == 0

    def test_missed_periods_are_opened_in_order_and_marked(self, schedule):
        periods.open_due(MONDAY)
        assert periods.open_due(MONDAY + timedelta(days=15)) == 2
        rows = Period.objects.filter(schedule="sample-week").order_by("id")
        assert [(row.key, row.late) for row in rows] == [
            ("2026-W47", False),
            ("2026-W48", True),
            ("2026-W49", True),
        ]


class TestWeekly:
    def test_once_a_week_over_both_changes_of_the_clock(self):
        year = AUDIT(
            datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, tzinfo=UTC)
        )
        dues = list(year)
        assert [due.key for due in dues] == [
            *(f"2024-W{week:02d}" for week in range(1, 53)),
            "2025-W01",
        ]
        assert {due.due_at.strftime("%H:%M %a") for due in dues} == {"06:00 Mon"}
        summer = next(due for due in dues if due.key == "2024-W27")
        assert summer.due_at.astimezone(UTC).hour == 5


class TestDaily:
    def test_once_a_day_over_both_changes_of_the_clock(self):
        year = periods.daily(time(6))(
            datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, 23, tzinfo=UTC)
        )
        dues = list(year)
        assert [dues[0].key, dues[-1].key] == ["2024-01-01", "2024-12-31"]
        assert len({due.key for due in dues}) == len(dues) == 366
        assert {due.due_at.strftime("%H:%M") for due in dues} == {"06:00"}

    def test_what_was_opened_already_is_not_due_again(self):
        at = datetime(2024, 7, 1, 5, tzinfo=UTC)  # six in the morning, in summer
        assert list(periods.daily(time(6))(at, at + timedelta(hours=20))) == []
