"""Members of the force who are found for a case: those called so before the others."""

import re

import pytest
from django.urls import reverse

from complaints.forms.members import MOST_MEMBERS, MemberForm, found_members
from tests.complaints.intaking import begin, step
from tests.complaints.sending import fill
from tests.factories.complaints import SubjectFactory, whole_case
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db
SIMILAR = "Similar names"


def member(surname, forenames="Ada", **fields):
    return MemberFactory(surname=surname, forenames=forenames, **fields)


def groups(asked):
    """{heading: the numbers of the members offered below it}."""
    form = MemberForm(members=found_members(asked))
    return {
        heading: [number for number, _ in choices]
        for heading, choices in form.fields["member"].choices
    }


class TestOrder:
    def test_those_called_so_come_first_and_the_others_are_told_apart(self):
        near = member("Catherwode")
        exact = member("Catherwood")
        assert groups("catherwood") == {"": [exact.number], SIMILAR: [near.number]}

    @pytest.mark.parametrize("asked", ["Seán O’Neill", "sean o'neill", "oneill Sean"])
    @pytest.mark.parametrize("surname", ["O'Neill", "O’Neill"])
    def test_accents_apostrophes_and_order_do_not_count(self, asked, surname):
        exact = member(surname, "Seán")
        assert groups(asked) == {"": [exact.number]}

    def test_a_number_is_exact_when_it_is_all_there(self):
        whole, longer = member("Dow", number="77123"), member("Dow", number="771234")
        assert groups("77123") == {"": [whole.number], SIMILAR: [longer.number]}

    def test_where_nobody_is_called_so_all_are_similar(self):
        near = member("Catherwode")
        assert groups("catherwood") == {SIMILAR: [near.number]}

    def test_many_who_are_similar_do_not_push_out_who_is_called_so(self):
        for _ in range(MOST_MEMBERS + 5):
            member("Annson", "John")
        exact = member("Ann", "John Middleton Fairweather")
        found = found_members("john ann")
        assert len(found) == MOST_MEMBERS
        assert found[0] == exact

    @pytest.mark.parametrize("asked", ["", "   ", "(\\", "x" * 1_000])
    def test_what_names_nobody_finds_nobody(self, asked):
        member("Catherwood")
        assert found_members(asked) == []


class TestPages:
    @pytest.fixture
    def both(self):
        return member("Catherwode"), member("Catherwood")

    def told_apart(self, page, both):
        near, exact = both
        before, heading, after = page.content.decode().partition(f">{SIMILAR}<")
        assert heading
        assert exact.number in before
        assert near.number not in before
        assert near.number in after

    def test_intake(self, client, officer, both):
        root = begin(client)
        url = step(client, f"{root}subjects/1/", kind="member", search="Catherwood")
        self.told_apart(client.get(url), both)

    @pytest.mark.parametrize(
        ("surname", "chosen"), [("Catherwood", True), ("Catherwode", False)]
    )
    def test_an_intake_chooses_nobody_who_is_only_similar(
        self, client, officer, surname, chosen
    ):
        only = member(surname)
        root = begin(client)
        url = step(client, f"{root}subjects/1/", kind="member", search="Catherwood")
        page = client.get(url).content.decode()
        assert f'value="{only.number}"' in page
        assert bool(re.search(r'type="radio"[^>]* checked', page)) is chosen

    @pytest.mark.parametrize(
        ("name", "numbers"),
        [("add-subject", ()), ("change-subject", (1,)), ("identify-subject", (2,))],
    )
    def test_a_case(self, client, officer, both, name, numbers):
        case = whole_case(recorded=True)
        SubjectFactory(case=case, number=2, unidentified=True)
        url = reverse(f"complaints:{name}", args=[case.slug, *numbers])
        data = {"kind": "member", "search": "Catherwood", "find": "1"}
        self.told_apart(fill(client, url, **data), both)
