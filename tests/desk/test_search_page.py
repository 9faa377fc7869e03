"""The page of a search: what it finds, says and keeps back."""

import pytest

from audit import trail
from casework import guard
from complaints import search as case_search
from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_search_finds_by_reference_name_and_words(visit):
    case = whole_case()
    name = case.complainants.get().person.surname
    officer = user_with_role("cst-officer")

    for words in (case.reference, case.reference.lower().replace("/", " "), name):
        assert case.slug in text(visit(officer, "/search/", q=words)), words
    assert case.slug in text(visit(officer, "/search/", q="swore counter"))
    assert case.slug not in text(visit(officer, "/search/", q="swore -counter"))
    assert case.slug in text(visit(officer, "/search/", q="helicopter OR counter"))
    assert case.slug in text(visit(officer, "/search/", q='"swore at me"'))


def test_search_finds_by_number_alone_and_by_telephone(visit):
    case = whole_case(reference_serial=81_299)
    other = whole_case()
    person = case.complainants.get().person
    with guard.writing("test"):
        person.telephone = "+44 (20) 7946-0123"
        person.save()
        case_search.index(case)
    officer = user_with_role("cst-officer")

    for words in ("81299", f"{case.kind} 81299", "+44 20 7946 0123", "442079460123"):
        page = text(visit(officer, "/search/", q=words))
        assert case.slug in page, words
        assert other.slug not in page, words
    assert case.slug not in text(
        visit(user_with_role("mpa-member"), "/search/", q="442079460123")
    )


def test_a_misspelt_name_finds_the_nearest(visit):
    case = whole_case()

    page = text(visit(user_with_role("cst-officer"), "/search/", q="Exampel"))

    assert case.slug in page
    assert "spelt nearly so" in page


def test_a_similar_name_is_printed_as_it_was_recorded(visit):
    case = whole_case()
    person = case.complainants.get().person
    with guard.writing("test"):
        person.forenames, person.surname = "Ambrosius", "FitzÉtienne"
        person.save()
        case_search.index(case)
    officer = user_with_role("cst-officer")

    for asked, shown in (
        ("fitzetiene", "FitzÉtienne"),
        ("ambrosius fitzetiene", "Ambrosius FitzÉtienne"),
    ):
        page = text(visit(officer, "/search/", q=asked))
        assert f"<strong><bdi>{shown}</bdi></strong>" in page


def test_a_similar_name_whose_letters_are_kept_as_others_has_its_capital(visit):
    case = whole_case()
    person = case.complainants.get().person
    with guard.writing("test"):
        person.surname = "Sørensen"  # which is looked up as sorensen
        person.save()
        case_search.index(case)

    page = text(visit(user_with_role("cst-officer"), "/search/", q="sorensan swore"))

    assert "<strong><bdi>Sorensen swore</bdi></strong>" in page


NARROW = {
    "mpa-member": "by reference alone",
    "commander": "searches references, units and categories: names",
    "mpa-officer": "searches references, units and categories: names",
    "misconduct-office": "names and what was said only in cases that are with you",
    "investigator": "names and what was said only in cases that are with you",
    "system-administrator": "shows no cases",
}


@pytest.mark.parametrize("role", NARROW)
def test_who_searches_less_is_told_so_and_not_to_use_other_words(visit, role):
    case = whole_case()
    user = user_with_role(role, UnitFactory())

    for words in ("swore", case.complainants.get().person.surname):
        page = text(visit(user, "/search/", q=words))
        assert NARROW[role] in page
        assert "Try fewer words" not in page


@pytest.mark.parametrize("role", ["cst-officer", "champion", "director"])
def test_who_searches_all_that_they_see_is_told_to_use_other_words(visit, role):
    page = text(visit(user_with_role(role, UnitFactory()), "/search/", q="xylophone"))

    assert "Try fewer words" in page
    assert "Your role" not in page


def test_what_is_found_says_nothing_of_the_role(visit):
    case = whole_case()

    assert "Your role" not in text(
        visit(user_with_role("mpa-member"), "/search/", q=case.reference)
    )


def test_a_word_that_stands_somewhere_is_not_respelt(visit):
    whole_case(said="The exampla of the counter")

    page = text(visit(user_with_role("cst-officer"), "/search/", q="exampla xylophone"))

    assert "spelt nearly so" not in page


@pytest.mark.parametrize("role", ["mpa-member", "mpa-officer", "commander"])
def test_search_finds_nothing_through_a_hidden_field(visit, role):
    case = whole_case()
    user = user_with_role(role, case.responsible_unit)

    for words in ("swore", case.complainants.get().person.surname):
        assert case.slug not in text(visit(user, "/search/", q=words))


def test_search_does_not_reach_another_borough(visit):
    case = whole_case()
    champion = user_with_role("champion", UnitFactory())

    assert case.slug not in text(visit(champion, "/search/", q="swore"))
    assert case.slug not in text(visit(champion, "/search/", q=case.reference))


def test_each_search_is_recorded(visit):
    officer = user_with_role("cst-officer")
    visit(officer, "/search/", q="baton")

    entry = trail.entries(actor=officer, events=["case.search"])[0]

    assert entry.kind == "consultation"
    assert entry.changes == {"words": [None, "baton"]}


@pytest.mark.parametrize(
    "words",
    ["' OR 1=1--", "%", "_", "\\", "!&|", ":*", "<->", "((", '"', "-", "a" * 200],
)
def test_search_takes_anything_as_words(visit, words):
    answer = visit(user_with_role("cst-officer"), "/search/", q=words)

    assert answer.status_code == 200


def test_search_refuses_too_many_words_in_a_sentence(visit):
    answer = visit(user_with_role("cst-officer"), "/search/", q="a" * 201)

    assert answer.status_code == 400
    assert "Search for 200 characters or fewer." in text(answer)


@pytest.mark.parametrize("cursor", ["x_y", "²", "-1", "9" * 40, "2026-13-01_1"])
def test_search_refuses_a_page_it_does_not_know(visit, cursor):
    whole_case()

    answer = visit(user_with_role("cst-officer"), "/search/", q="swore", cursor=cursor)

    assert answer.status_code == 400
    assert "This page of the search is not known." in text(answer)


def test_a_snippet_is_text_and_only_its_mark_is_markup(visit):
    case = whole_case(said="He swore <script>alert(1)</script> at the counter")

    page = text(visit(user_with_role("cst-officer"), "/search/", q="swore"))

    assert case.slug in page
    assert "<mark>swore</mark>" in page
    assert "<script>alert" not in page


def test_a_match_says_where_it_stands(visit):
    case = whole_case()
    name = case.complainants.get().person.surname
    officer = user_with_role("cst-officer")

    assert f"<mark>{name}</mark>" in text(visit(officer, "/search/", q=name))
    assert "People: <bdi>" in text(visit(officer, "/search/", q=name))
    assert "What was said: <bdi>" in text(visit(officer, "/search/", q="swore"))
    assert "<mark>" not in text(visit(officer, "/search/", q=case.reference))

    whole_case(conduct=True, said="The register was altered.")
    assert "What is known: <bdi>" in text(visit(officer, "/search/", q="altered"))


class TestOfficers:
    """Whoever is called so, with the way to all of their cases."""

    def test_by_name_and_by_number(self, visit):
        member = MemberFactory(surname="Quillfeather", forenames="Barnaby")
        inspector = user_with_role("team-inspector")
        for words in ("quillfeather", "Barnaby Quillfeather", member.number):
            page = text(visit(inspector, "/search/", q=words))
            assert f"/complaints/officers/{member.key}/" in page, words
        asked = trail.entries(actor=inspector, events=["case.search"])
        assert "members" in {entry.subject_key for entry in asked}

    def test_not_who_is_called_nearly_so(self, visit):
        member = MemberFactory(surname="Quillfeather")
        page = text(visit(user_with_role("team-inspector"), "/search/", q="Quilfeater"))
        assert str(member.key) not in page

    def test_not_for_a_question_with_operators(self, visit):
        member = MemberFactory(surname="Quillfeather")
        page = visit(user_with_role("command"), "/search/", q="quillfeather OR heron")
        assert str(member.key) not in text(page)

    @pytest.mark.parametrize("role", ["commander", "mpa-member", "mpa-officer"])
    def test_not_for_who_does_not_see_who_people_are(self, visit, role):
        member = MemberFactory(surname="Quillfeather")
        page = text(visit(user_with_role(role), "/search/", q="quillfeather"))
        assert str(member.key) not in page

    def test_a_row_that_stands_for_nobody_named_is_none(self, visit):
        member = MemberFactory(surname="Quillfeather", placeholder=True)
        page = text(visit(user_with_role("command"), "/search/", q="quillfeather"))
        assert str(member.key) not in page
