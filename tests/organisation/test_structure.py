from datetime import date

import pytest

from organisation import structure
from organisation.models import Unit
from organisation.models.units import MembershipKind
from tests.factories.organisation import (
    ContactFactory,
    MemberFactory,
    MemberPostingFactory,
    MembershipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2010, 6, 1)


def test_the_support_unit_of_a_borough():
    membership = MembershipFactory(support=True)
    found = structure.borough_support_unit_of(membership.unit, DAY)
    assert found == membership.group


def test_a_part_of_a_borough_is_served_with_its_borough():
    belgravia = Unit.objects.get(code="belgravia")
    served = structure.borough_support_unit_of(belgravia, DAY)
    assert served.kind == "support_unit"


def test_no_support_unit_before_there_were_any():
    merton = Unit.objects.get(code="merton")
    assert structure.borough_support_unit_of(merton, date(2001, 1, 1)) is None


def test_parents_end_where_units_are_part_of_each_other():
    one, other = UnitFactory(), UnitFactory()
    MembershipFactory(part=True, unit=one, group=other)
    MembershipFactory(part=True, unit=other, group=one)
    assert structure.parents_of(one, DAY) == [other]


def test_group_and_members_of_family_group_2():
    group = Unit.objects.get(code="family-group-2")
    names = {
        unit.name
        for unit in structure.members_of(group, MembershipKind.FAMILY_GROUP, DAY)
    }
    assert names == {
        "Bexley",
        "Bromley",
        "Havering",
        "Kingston upon Thames",
        "Merton",
        "Richmond upon Thames",
        "Sutton",
    }
    merton = Unit.objects.get(code="merton")
    assert structure.group_of(merton, MembershipKind.FAMILY_GROUP, DAY) == group


def test_contacts_of_a_unit_on_a_day():
    unit = UnitFactory()
    ContactFactory(unit=unit, to_on=date(2010, 5, 31))
    now = ContactFactory(unit=unit, from_on=DAY)
    ContactFactory()
    assert list(structure.contacts_of(unit, DAY)) == [now]


class TestUnitOn:
    def test_the_posting_of_the_day(self):
        member = MemberFactory()
        first = MemberPostingFactory(member=member, to_on=date(2010, 5, 31))
        second = MemberPostingFactory(member=member, from_on=DAY)
        assert structure.unit_on(member, date(2010, 5, 31)) == first.unit
        assert structure.unit_on(member, DAY) == second.unit

    def test_the_later_of_two(self):
        member = MemberFactory()
        MemberPostingFactory(member=member)
        attached = MemberPostingFactory(member=member, from_on=DAY)
        assert structure.unit_on(member, DAY) == attached.unit

    def test_none_on_a_day_that_no_posting_covers(self):
        posting = MemberPostingFactory(from_on=DAY)
        assert structure.unit_on(posting.member, date(2009, 1, 1)) is None

    def test_without_postings_the_unit_on_the_row(self):
        member = MemberFactory()
        assert structure.unit_on(member, DAY) == member.unit
