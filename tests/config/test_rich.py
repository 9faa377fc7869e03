"""The demonstration has cases with all that an investigation writes down."""

import pytest
from django.utils import timezone

from accounts import demonstration
from accounts.models import User
from complaints.models import (
    Advice,
    Contact,
    Enquiry,
    LoggedAction,
    PolicyEntry,
    Witness,
)
from config.generator.rich import enrich
from organisation.models import Unit
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db


def test_without_its_people_there_is_nothing_to_write():
    assert enrich(timezone.now()) == 0


def test_two_cases_of_the_investigator_are_written_once():
    demonstration.load_accounts(on=timezone.localdate())
    handler = User.objects.get(email=f"investigator{demonstration.DOMAIN}")
    unit = Unit.objects.get(code="south-team-1")
    for _ in range(3):
        whole_case(investigating=True, handler=handler, responsible_unit=unit)
    assert enrich(timezone.now()) == 2
    written = (PolicyEntry, Witness, Advice)
    assert {model.objects.count() for model in written} == {2}
    assert LoggedAction.objects.count() == 4
    assert Enquiry.objects.filter(status="closed").count() == 2
    assert Contact.objects.filter(is_update=True).count() == 4
    assert enrich(timezone.now()) == 1
    assert enrich(timezone.now()) == 0
