"""The demonstration's calendar has a trial, an inquest and a tribunal to come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from casework import guard
from complaints.filters.courts import KINDS, days_in_court
from complaints.models import CpsReferral, SeverityAssessment
from config.generator.courts import add_days_in_court
from organisation.models import Unit
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db


def shown():
    today = timezone.localdate()
    last = today + timedelta(days=60)
    days = days_in_court(user_with_role("command"), today, last)
    return {day.what: day for day in days}


@pytest.fixture
def people():
    demonstration.load_accounts(on=timezone.localdate())


def test_somebody_is_tried_and_two_claims_are_heard(people):
    unit = Unit.objects.get(code="south-team-1")
    received_on = timezone.localdate() - timedelta(days=80)
    given = {"responsible_unit": unit, "received_on": received_on}
    case = whole_case(conduct=True, reported=True, **given)
    with guard.writing("test"):
        SeverityAssessment.objects.update(severity="gross", could_dismiss=True)
    add_days_in_court(timezone.now())
    days = shown()
    assert set(days) == {KINDS[kind] for kind in ("trial", "inquest", "employment")}
    assert days["Criminal trial"].about == case
    assert CpsReferral.objects.get().status == "charged"


def test_where_nothing_is_so_grave_nobody_is_tried(people):
    whole_case(conduct=True, reported=True)
    add_days_in_court(timezone.now())
    assert set(shown()) == {"Inquest", "Employment tribunal"}
    assert not CpsReferral.objects.exists()
