from datetime import date, timedelta

import pytest

from organisation.models import Member, Unit
from tests.factories.organisation import (
    MemberFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2010, 6, 1)


class TestUnits:
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
