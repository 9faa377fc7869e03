"""A case is saved while a new bank holiday moves its date: neither is lost."""

from datetime import date

import pytest

from casework.models import BankHoliday
from complaints import actions
from complaints.actions.recounting import Day, recount
from complaints.models import Case, CaseClock
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)
START, DUE, MOVED = date(2026, 11, 9), date(2026, 11, 23), date(2026, 11, 24)
HOLIDAY = Day(date(2026, 11, 18), "Jubilee")


def test_a_save_and_two_runs_at_once(at_once):
    case = CaseFactory(
        received_on=START, next_due="recording", next_due_on=DUE, investigating=False
    )
    by = user_with_role("cst-officer")
    BankHoliday.objects.create(on_date=HOLIDAY.on, title=HOLIDAY.title)

    def save():
        actions.amend(
            case=case, by=fresh(by), at=NOW, version=case.version, place="The counter"
        )

    def run():
        recount([HOLIDAY], at=NOW, key="one")

    at_once(save, run, run)

    row = CaseClock.objects.get(case=case)
    saved = Case.objects.get(pk=case.pk)
    assert saved.place == "The counter"
    assert (row.due_on, saved.next_due_on) == (MOVED, MOVED)
    assert saved.next_due == "recording"
