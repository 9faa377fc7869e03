"""The queues that a person's roles give them."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from casework import deadlines
from complaints import actions
from complaints.filters.lists import CaseList
from desk.queues import NEXT_ROWS, count, do_next, next_step, queues_of
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranded():
    """A case whose handler declared a conflict in it."""
    unit = UnitFactory()
    handler = user_with_role("investigator", unit)
    case = CaseFactory(investigating=True, responsible_unit=unit, handler=handler)
    actions.declare_conflict(case=case, by=handler, at=NOW, reason="My brother.")
    case.refresh_from_db()
    return case


def without_handler(user):
    found = [q for q in queues_of(user) if q.label == "Without a handler"]
    return found[0] if found else None


@pytest.mark.parametrize("role", ["team-inspector", "champion"])
def test_a_case_that_lost_its_handler_waits_for_who_names_the_next(stranded, role):
    unit = stranded.responsible_unit if role == "champion" else None
    user = user_with_role(role, unit) if unit else user_with_role(role)
    CaseFactory(investigating=True, responsible_unit=stranded.responsible_unit,
                handler=user_with_role("investigator"))  # fmt: skip

    queue = without_handler(user)

    assert list(queue.rows) == [stranded]
    assert next_step(stranded, user) == "Allocate"
    listed = CaseList(
        user,
        QueryDict(queue.query),
        today=timezone.localdate(),
        days=deadlines.load().days,
    )
    assert list(listed.page) == [stranded]


def test_it_is_no_queue_of_another_borough_nor_of_who_names_nobody(stranded):
    elsewhere = without_handler(user_with_role("champion", UnitFactory()))
    assert not elsewhere.rows.exists()
    assert without_handler(user_with_role("cst-manager")) is None


def test_a_long_queue_of_late_work_does_not_hide_another():
    """What a manager checks is late for a day, what they finalise for weeks."""
    manager = user_with_role("cst-manager")
    for day in range(1, 13):
        CaseFactory(notified=True, next_due_on=date(2026, 9, day))
    late = CaseFactory(recorded=True, next_due_on=date(2026, 9, 29))
    queues = queues_of(manager)

    count(queues, today=date(2026, 9, 30), soon_until=date(2026, 10, 5))
    rows = do_next(queues)

    assert late in rows
    assert len(rows) == NEXT_ROWS
    assert [row.next_due_on for row in rows] == sorted(r.next_due_on for r in rows)
