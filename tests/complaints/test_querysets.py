"""Which cases there are for whom, asked of the rows alone."""

import pytest

from complaints.models import Case
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def test_a_case_is_found_by_the_address_it_has():
    case, _ = CaseFactory(), CaseFactory()

    assert Case.objects.at(case.slug).get() == case
    assert not Case.objects.at("PC-no-99").exists()


def test_an_address_leads_nobody_beyond_their_reach():
    case = CaseFactory()
    champion = user_with_role("champion", UnitFactory())

    assert not Case.objects.visible_to(champion).at(case.slug).exists()
