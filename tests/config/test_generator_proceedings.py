"""The demonstration has proceedings, each at another point."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from casework import guard
from complaints.models import Outcome, Proceeding
from config.generator.proceedings import add_proceedings
from organisation.models import Unit
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db


def test_without_its_people_there_are_none():
    assert add_proceedings(timezone.now()) == 0


def test_each_goes_as_far_as_its_place_in_the_row():
    demonstration.load_accounts(on=timezone.localdate())
    unit = Unit.objects.get(code="south-team-1")
    for _ in range(5):
        whole_case(determined=True, responsible_unit=unit)
    with guard.writing("test"):
        Outcome.objects.update(case_to_answer=True, severity="gross", forum="hearing")
    assert add_proceedings(timezone.now()) == 5
    found = Proceeding.objects.values_list("status", flat=True)
    assert set(found) == {"opened", "warranted", "supplied", "fixed"}
    fixed = Proceeding.objects.filter(status="fixed").order_by("sits_on")
    first, second = fixed
    assert timezone.localdate() < first.sits_on < second.sits_on
    assert second.sits_on <= timezone.localdate() + timedelta(days=45)
    for each in fixed:
        seats = set(each.panel.values_list("seat", flat=True))
        assert seats == {"chair", "member", "independent"}
