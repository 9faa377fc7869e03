from datetime import date, timedelta

import pytest

from organisation.models import Member, Membership, Unit
from organisation.models.units import MembershipKind
from tests.factories.organisation import (
    MemberFactory,
    MembershipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2010, 6, 1)


def code_of(text):
    unit = Unit.objects.named(text)
    return unit.code if unit else None


class TestUnits:
    def test_there_are_32_boroughs_by_name(self):
        boroughs = list(Unit.objects.boroughs())
        assert len(boroughs) == 32
        assert boroughs[0].name == "Barking and Dagenham"

    def test_under_their_codes(self):
        units = Unit.objects.by_code()
        assert units["kingston-upon-thames"].name == "Kingston upon Thames"

    @pytest.mark.parametrize("days, open_", [(-1, False), (0, True), (9, True)])
    def test_open_from_the_first_day(self, days, open_):
        unit = UnitFactory(opened_on=DAY)
        day = DAY + timedelta(days=days)
        assert Unit.objects.open_on(day).filter(pk=unit.pk).exists() is open_

    @pytest.mark.parametrize("days, open_", [(0, True), (1, False)])
    def test_open_on_the_last_day(self, days, open_):
        unit = UnitFactory(closed_on=DAY)
        day = DAY + timedelta(days=days)
        assert Unit.objects.open_on(day).filter(pk=unit.pk).exists() is open_

    @pytest.mark.parametrize(
        "text, code",
        [
            ("Barking & Dagenham", "barking-and-dagenham"),
            ("  barking  and DAGENHAM ", "barking-and-dagenham"),
            ("Central Opertions", "central-operations"),
            ("Bexleyheath", "bexley"),
            ("tower-hamlets", "tower-hamlets"),
            ("Nowhere", None),
        ],
    )
    def test_named_by_code_name_or_other_spelling(self, text, code):
        assert code_of(text) == code

    def test_two_of_one_name_are_no_answer(self):
        UnitFactory(name="Twin")
        UnitFactory(name="Twin")
        assert code_of("Twin") is None

    def test_in_a_group_on_a_day(self):
        membership = MembershipFactory(from_on=DAY, to_on=DAY)
        group = membership.group

        def members(day):
            return list(Unit.objects.in_group(group, MembershipKind.AREA, day))

        assert members(DAY) == [membership.unit]
        assert members(DAY - timedelta(days=1)) == []
        assert members(DAY + timedelta(days=1)) == []


class TestMemberships:
    def test_the_group_of_a_day(self):
        membership = MembershipFactory(to_on=DAY)
        later = MembershipFactory(unit=membership.unit, from_on=DAY + timedelta(days=1))

        def group(day):
            return Membership.objects.group_of(
                membership.unit, MembershipKind.AREA, day
            )

        assert group(DAY) == membership.group
        assert group(DAY + timedelta(days=1)) == later.group

    def test_none_where_there_is_none(self):
        unit = UnitFactory()
        found = Membership.objects.group_of(unit, MembershipKind.AREA, DAY)
        assert found is None


class TestSearchingMembers:
    @pytest.fixture
    def dubois(self):
        return MemberFactory(
            surname="Dubois", forenames="Zoë Anne Renée", number="QX104417"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Dubois",
            "DUBOIS zoe",
            "anne dubois",
            "renee",
            "Zoë",
            "QX104417",
            "qx1044",
            "4417 dub",
        ],
    )
    def test_found_by(self, dubois, text):
        assert dubois in Member.objects.search(text)

    @pytest.mark.parametrize("text", ["", "   ", "Dubois Mary", "QX104418", "%", "_"])
    def test_not_found_by(self, dubois, text):
        assert dubois not in Member.objects.search(text)

    @pytest.mark.parametrize(
        "surname, typed",
        [
            ("Smyth", "Smith"),
            ("Reid", "Reed"),
            ("Phillips", "filips"),
            ("Catherwood", "Cathewood"),
            ("Núñez", "nunes"),
        ],
    )
    def test_a_surname_is_found_by_its_sound_or_nearly_its_letters(
        self, surname, typed
    ):
        member = MemberFactory(surname=surname)
        assert member in Member.objects.search(typed)

    def test_the_most_alike_stands_first(self):
        near = MemberFactory(surname="Catherwode", forenames="A")
        exact = MemberFactory(surname="Catherwood", forenames="B")
        assert list(Member.objects.search("Catherwood")) == [exact, near]

    def test_ten_megabytes_of_text_are_cut_short(self, dubois):
        assert list(Member.objects.search("x" * 10_000_000)) == []

    @pytest.mark.parametrize(
        "joined, left, serving",
        [
            (None, None, True),
            (DAY, DAY, True),
            (DAY + timedelta(days=1), None, False),
            (None, DAY - timedelta(days=1), False),
        ],
    )
    def test_serving_on_a_day(self, joined, left, serving):
        member = MemberFactory(joined_on=joined, left_on=left)
        found = Member.objects.serving_on(DAY).filter(pk=member.pk).exists()
        assert found is serving
