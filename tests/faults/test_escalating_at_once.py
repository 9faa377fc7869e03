"""What is late is told while somebody works on its case: once, and it is kept."""

import threading
from datetime import date

import pytest

from casework import guard
from complaints.actions import clocks
from complaints.actions.escalating import escalate, let_windows_pass
from complaints.models import Case, CaseClock
from complaints.models.clocks import Ended
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ClockFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)
TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)
A_MOMENT = 1.0  # for the job to come as far as the lock


def worked_on(case, at_once, job):
    """Somebody has read the clocks of the case when the job begins, and saves then."""
    read = threading.Event()

    def work():
        with guard.writing("test"):
            locked = Case.objects.select_for_update().get(pk=case.pk)
            held = clocks.held(locked)
            rows = held.running
            read.set()
            threading.Event().wait(A_MOMENT)
            for row in rows:
                held.touch(row)
            held.write()

    def run():
        assert read.wait(30)
        job()

    at_once(work, run)


@pytest.fixture
def late():
    unit = UnitFactory(team=True)
    handler = user_with_role("investigator", unit)
    case = CaseFactory(responsible_unit=unit, handler=handler, allocated=True)
    return ClockFactory(case=case, owner=handler, due_on=YESTERDAY)


def test_what_was_told_is_not_told_again(late, at_once):
    worked_on(late.case, at_once, lambda: escalate(today=TODAY, at=NOW))
    late.refresh_from_db()
    assert late.escalated == 1
    assert escalate(today=TODAY, at=NOW) == 0
    assert late.owner.notifications.count() == 1


def test_time_that_passed_does_not_run_again(late, at_once):
    row = ClockFactory(case=late.case, code="appeal", due_on=YESTERDAY)
    worked_on(late.case, at_once, lambda: let_windows_pass(today=TODAY))
    assert CaseClock.objects.get(pk=row.pk).ended == Ended.PASSED


def test_two_jobs_at_once_tell_once(late, at_once):
    at_once(*[lambda: escalate(today=TODAY, at=NOW)] * 2)
    assert late.owner.notifications.count() == 1
