"""Counting deadlines anew after a new bank holiday, beside a pass over their rows."""

import time
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.reference import actions as reference
from accounts.reference.registry import get
from benchmarks.files import in_a_process
from benchmarks.reads import person
from benchmarks.timing import Figure
from casework import deadlines
from casework.models import BankHoliday, Job
from complaints.actions.recounting import RECOUNT_JOB

BUDGET = 20
MOST_MEMORY = 300
SOON = 3  # days from now: most of what runs in working days runs over it
_ONE_AFTER_THE_OTHER = (
    "SET LOCAL enable_indexscan = off",
    "SET LOCAL enable_indexonlyscan = off",
    "SET LOCAL enable_bitmapscan = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
    "SET LOCAL statement_timeout = 0",
)


def recounts():
    """A figure; each run adds a bank holiday of its own, which stays."""
    values = {"on_date": _a_working_day(), "title": "Measured", "source": "Measured"}
    reference.add(get(BankHoliday), values, by=person("system-administrator"))
    job = (
        Job.objects.filter(kind=RECOUNT_JOB)
        .order_by("pk")
        .exclude(key__endswith=" again")
    )
    asked = job.last()
    told = in_a_process("run_job", str(asked.pk))
    asked.refresh_from_db()
    passed = _passed()
    yield Figure(
        "deadlines counted anew after a new bank holiday",
        told["seconds"] * 1000,
        told["seconds"] / passed,
        BUDGET,
        note=f"{asked.result['moved']:,} moved; a pass {passed * 1000:,.0f} ms; peak "
        f"{told['megabytes']} MB, at most {MOST_MEMORY}",
    )
    if told["megabytes"] > MOST_MEMORY:
        yield f"Counting deadlines anew took {told['megabytes']} MB: **over**."


def _a_working_day() -> date:
    days = deadlines.load().days
    day = timezone.localdate() + timedelta(days=SOON)
    while not days.is_working(day):
        day += timedelta(days=1)
    return day


def _passed() -> float:
    """Seconds of one pass over every row of a deadline."""
    with transaction.atomic(), connection.cursor() as cursor:
        for setting in _ONE_AFTER_THE_OTHER:
            cursor.execute(setting)
        started = time.perf_counter()
        cursor.execute(
            "SELECT count(*), max(due_on), max(starts_on) FROM complaints_caseclock"
        )
        cursor.fetchone()
        return time.perf_counter() - started
