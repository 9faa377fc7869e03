"""The demonstration's interventions begin on the day on which the count was reached."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from complaints.models import Intervention
from config.generator.interventions import add_interventions
from tests.factories.complaints import CaseFactory, SubjectFactory
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


def complained(member, ago):
    """Complaints against somebody, each so many days ago."""
    for days in ago:
        received_on = timezone.localdate() - timedelta(days=days)
        case = CaseFactory(responsible_unit=member.unit, received_on=received_on)
        SubjectFactory(case=case, member=member)


def test_without_cases_there_are_none():
    add_interventions(timezone.now())
    assert not Intervention.objects.exists()


def test_each_is_opened_planned_and_completed_on_days_of_its_own():
    demonstration.load_accounts(on=timezone.localdate())
    early, late = (MemberFactory(unit=UnitFactory(team=True)) for _ in range(2))
    complained(early, [400, 350, 300])
    complained(late, [60, 30, 5])
    add_interventions(timezone.now())
    first, second = Intervention.objects.order_by("triggered_on")
    today = timezone.localdate()
    assert (first.member, first.triggered_on) == (early, today - timedelta(days=300))
    assert first.status == "completed"
    assert first.triggered_on < first.interviewed_on < first.completed_on < today
    assert (second.member, second.triggered_on) == (late, today - timedelta(days=5))
    assert second.status == "triggered"
