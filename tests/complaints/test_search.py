"""The order in which search shows what it found."""

from datetime import date, timedelta

import pytest

from casework import guard
from complaints import actions, search
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_smith():
    """The older of two cases of one unit, and the only one with Smith in it."""
    unit = UnitFactory(name="Kingston")
    older = whole_case(
        responsible_unit=unit,
        received_on=date(2026, 3, 1),
        sort_received_on=date(2026, 3, 1),
    )
    person = older.complainants.get().person
    person.surname = "Smith"
    with guard.writing("test"):
        person.save()
        search.index(older)
    whole_case(
        responsible_unit=unit,
        received_on=date(2026, 4, 1),
        sort_received_on=date(2026, 4, 1),
    )
    return older


def found(user):
    return search.search("kingston OR smith", user=user).rows


def test_a_name_that_is_seen_makes_a_better_match(of_smith):
    assert found(user_with_role("cst-officer"))[0] == of_smith


def test_a_hidden_name_does_not_sort_what_is_found(of_smith):
    rows = found(user_with_role("investigator"))

    assert len(rows) == 2
    assert rows[1] == of_smith


def test_a_name_sorts_the_cases_in_which_it_is_seen(of_smith):
    handler = user_with_role("investigator")
    of_smith.handler = handler
    with guard.writing("test"):
        of_smith.save()

    assert found(handler)[0] == of_smith


def test_a_case_is_found_by_the_name_of_the_unit_it_went_to():
    case = whole_case(assessed=True)
    inspector = user_with_role("team-inspector")

    actions.allocate(
        case=case,
        by=inspector,
        at=NOW,
        version=case.version,
        unit=UnitFactory(name="Havering"),
    )

    assert search.search("havering", user=inspector).rows == [case]


class TestSpelling:
    """A word is corrected by the names in cases that its reader may search, alone."""

    @pytest.fixture
    def unit(self):
        return UnitFactory()

    def of(self, surname, **fields):
        case = whole_case(**fields)
        person = case.complainants.get().person
        person.surname = surname
        with guard.writing("test"):
            person.save()
            search.index(case)
        return case

    def asked(self, words, role, unit):
        user = user_with_role(role, unit)
        answer = search.search(words, user=user)
        return answer.words, answer.rows

    def test_the_nearest_name_is_the_nearest_in_reach(self, unit):
        case = self.of("Merriwether", responsible_unit=unit)
        self.of("Merriwethar")

        answer = self.asked("merriwethax", "champion", unit)

        assert answer == ("merriwether", [case])

    def test_that_a_word_stands_in_a_case_out_of_reach_changes_nothing(self, unit):
        case = self.of("Merriwether", responsible_unit=unit)
        self.of("Merriwethax")

        answer = self.asked("merriwethax", "champion", unit)

        assert answer == ("merriwether", [case])

    def test_a_name_out_of_reach_is_not_suggested(self, unit):
        self.of("Merriwether")

        assert self.asked("merriwethax", "champion", unit) == ("merriwethax", [])

    @pytest.mark.parametrize("role", ["commander", "mpa-officer"])
    def test_a_hidden_name_does_not_lead_to_the_unit_called_so(self, role):
        unit = UnitFactory(name="Kingston")
        self.of("Kingston", responsible_unit=unit)

        assert self.asked("kingstan", role, unit) == ("kingstan", [])

    def test_nor_does_a_name_in_a_case_out_of_reach(self):
        unit = UnitFactory(name="Kingston")
        self.of("Merriwether", responsible_unit=unit)
        self.of("Kingston")

        assert self.asked("kingstan", "champion", unit) == ("kingstan", [])


class TestNames:
    """People called just so come before those called nearly so, who are told apart."""

    @pytest.fixture
    def of(self):
        def make(surname, forenames="Aya", day=1, **fields):
            received = date(2026, 3, day)
            case = whole_case(received_on=received, sort_received_on=received, **fields)
            person = case.complainants.get().person
            person.surname, person.forenames = surname, forenames
            with guard.writing("test"):
                person.save()
                search.index(case)
            return case

        return make

    @pytest.fixture
    def officer(self):
        return user_with_role("cst-officer")

    def asked(self, words, user, **more):
        found = search.search(words, user=user, **more)
        alike = [row for row in found.rows if getattr(row, "similar", "")]
        return [row for row in found.rows if row not in alike], alike, found

    def test_just_so_comes_before_another_form_of_the_word(self, of, officer):
        other = of("Rowans", day=20)
        exact = of("Rowan", day=3)

        assert self.asked("rowan", officer)[0] == [exact, other]
        assert self.asked("Rowans", officer)[0] == [other, exact]

    @pytest.mark.parametrize("written", ["O'Neill", "O’Neill"])
    @pytest.mark.parametrize("asked", ["O'Neill", "O’Neill", "o’neill", "oneill"])
    def test_an_apostrophe_is_one_however_it_is_typed(
        self, of, officer, written, asked
    ):
        exact = of(written)
        near = of("O'Neil", day=20)

        rows, alike, _ = self.asked(asked, officer)

        assert rows + alike == [exact, near]

    @pytest.mark.parametrize("asked", ["Siân", "sian", "SIÂN"])
    @pytest.mark.parametrize("written", ["Siân", "Sian"])
    def test_so_is_an_accent(self, of, officer, written, asked):
        form = of("Sians", day=20)
        exact = of(written)

        assert self.asked(asked, officer)[0] == [exact, form]

    def test_a_name_of_two_letters_is_part_of_what_was_asked(self, of, officer):
        exact = of("Rowan", "Ng")
        near = of("Rowen", "Ng")
        of("Rowan", "Aya")
        of("Rowen", "Aya")

        assert self.asked("Ng Rowan", officer)[:2] == ([exact], [near])

    def test_nearly_so_comes_last_and_says_so(self, of, officer):
        near, nearer = of("Ashgorve", day=20), of("Ashgrave", day=4)
        exact = of("Ashgrove", day=3)
        of("Quillfeather")

        rows, alike, found = self.asked("ashgrove", officer)

        assert rows == [exact]
        assert alike == [nearer, near]
        assert found.count == 1
        assert found.asked == ""

    def test_of_several_names_each_may_be_spelt_otherwise(self, of, officer):
        exact = of("Brightwater", "Amara")
        near = of("Brightwatre", "Amarah")
        of("Brightwatre", "Hugo")

        assert self.asked("amara brightwater", officer)[:2] == ([exact], [near])

    def test_a_name_out_of_reach_is_not_similar(self, of):
        unit = UnitFactory()
        exact = of("Merriwether", responsible_unit=unit)
        of("Merriwethar")

        champion = user_with_role("champion", unit)
        assert self.asked("merriwether", champion)[:2] == ([exact], [])
        member = user_with_role("mpa-member")
        assert self.asked("merriwether", member)[:2] == ([], [])

    @pytest.mark.parametrize("words", ["counter", '"rowan"', "rowan -x", "rowan or x"])
    def test_words_that_name_nobody_find_nobody_similar(self, of, officer, words):
        of("Rowan", said="A counter")
        of("Rowen")
        of("Countar")

        assert self.asked(words, officer)[1] == []

    def test_similar_ones_stand_below_the_last_page(self, of, officer, monkeypatch):
        monkeypatch.setattr("complaints.search.question.PAGE", 2)
        exact = [of("Rowan", day=day) for day in (9, 8, 7)]
        near = of("Rowen")

        rows, alike, found = self.asked("rowan", officer)
        assert (rows, alike) == (exact[:2], [])
        rows, alike, _ = self.asked("rowan", officer, cursor=found.next_cursor)
        assert (rows, alike) == (exact[2:], [near])

    def test_the_page_tells_them_apart(self, of, officer, client):
        exact, near = of("Ashgrove"), of("Ashgrave")
        client.force_login(officer)

        page = client.get("/search/", {"q": "ashgrove"}).content.decode()

        assert "1 case<" in page
        before, _, after = page.partition("Similar names")
        assert exact.slug in before
        assert near.slug not in before
        assert near.slug in after
        assert "<mark>Ashgrave</mark>" in after


def test_a_respelt_name_goes_on_from_page_to_page():
    """Newest first, for one name; the next page is asked for by the name put right."""
    cases = [
        whole_case(received_on=day, sort_received_on=day)
        for day in (date(2026, 1, 1) + timedelta(days=n % 20) for n in range(30))
    ]
    for case in cases:
        person = case.complainants.get().person
        person.surname = "Thistlewood"
        with guard.writing("test"):
            person.save()
            search.index(case)
    road = whole_case(said="It was in Thistlewood Road.")
    with guard.writing("test"):
        search.index(road)  # a road is nobody called so, on no page
    user = user_with_role("cst-officer")

    first = search.search("Thistlwood", user=user)
    second = search.search(first.words, user=user, cursor=first.next_cursor)

    assert (first.asked, first.words) == ("Thistlwood", "thistlewood")
    assert not (first.ranked or first.capped)
    assert first.count_text == second.count_text == "30"
    newest = sorted(cases, key=lambda case: (case.received_on, case.pk), reverse=True)
    assert [*first.rows, *second.rows] == newest
    assert second.next_cursor == ""
