"""The demonstration has proceedings, each at another point."""

import pytest
from django.utils import timezone

from accounts import demonstration
from casework import guard
from complaints.models import Outcome, Proceeding
from config.generator.proceedings import add_proceedings
from organisation.models import Unit
from tests.factories.complaints import whole_case
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db


def test_without_its_people_there_are_none():
    assert add_proceedings(timezone.now()) == 0


def test_each_goes_as_far_as_its_place_in_the_row():
    demonstration.load_accounts(on=timezone.localdate())
    unit = Unit.objects.get(code="south-team-1")
    for rank in ("commander", "superintendent", "chief_superintendent"):
        MemberFactory(rank=rank)
    for _ in range(5):
        whole_case(determined=True, responsible_unit=unit)
    with guard.writing("test"):
        Outcome.objects.update(case_to_answer=True, severity="gross", forum="hearing")
    assert add_proceedings(timezone.now()) == 5
    found = set(Proceeding.objects.values_list("status", flat=True))
    assert found == {"opened", "warranted", "supplied", "fixed"}
