"""What somebody typed is theirs to copy, even about a case now closed to them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import drafts
from casework.models import Draft
from complaints.models import Case
from tests.complaints.sending import hidden, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

WORDS = "He said twice that nobody had asked him, and showed me the letter."
WORDS_PAGE, FORGET = "/drafts/words/", "/drafts/words/forget/"


@pytest.fixture
def case():
    return whole_case(investigating=True)


@pytest.fixture
def writer():
    return user_with_role("cst-officer")


def typed(user, case, verb="assess", text=WORDS):
    form = f"/complaints/{case.slug}/{verb}/"
    return drafts.save(user, form, {"reasons": [text]}, at=timezone.now())


def words_page(user):
    return signed_in(user).get(WORDS_PAGE).content.decode()


def names_nothing_of(case, page):
    assert case.reference not in page
    assert case.slug not in page
    assert str(case.complainants.first().person.surname) not in page


def test_words_of_a_barred_case_are_given_without_its_name(case, writer):
    typed(writer, case)
    ConflictFactory(case=case, user=writer)

    page = words_page(writer)

    assert WORDS in page
    names_nothing_of(case, page)


def test_so_are_those_of_a_case_that_moved_away():
    unit = UnitFactory()
    champion = user_with_role("champion", unit)
    case = whole_case(responsible_unit=unit)
    typed(champion, case, "record")
    assert WORDS not in words_page(champion)  # it can be opened, so it waits there
    champion.postings.update(unit=UnitFactory())

    page = words_page(champion)

    assert WORDS in page
    names_nothing_of(case, page)


@pytest.mark.parametrize("form", ["a1b2c3/said/", "quick/"])
def test_so_are_those_of_a_new_case_once_one_may_log_none(writer, form):
    """No link leads to a form that refuses; the words are there all the same."""
    new = reverse("complaints:new")
    for step, content in (
        ("a1b2c3/start/", {"kind": ["PC"]}),
        (form, {"said": [WORDS]}),
    ):
        drafts.save(writer, f"{new}{step}", content, at=timezone.now())
    home = signed_in(writer).get("/").content.decode()
    assert f'href="{new}' in home[home.index("Begun and not sent") :]
    assert WORDS_PAGE not in home
    writer.postings.update(role="investigator")

    home = signed_in(writer).get("/").content.decode()

    assert f'href="{new}' not in home
    assert f'href="{WORDS_PAGE}"' in home
    assert WORDS in words_page(writer)


def test_a_form_that_opened_filled_is_not_shown_and_not_lost(case, writer):
    """It holds what the case says, which nobody barred reads again."""
    typed(writer, case, "amend")
    ConflictFactory(case=case, user=writer)
    client = signed_in(writer)
    client.post(FORGET, {"kept": Draft.objects.get().updated_at.isoformat()})

    assert WORDS not in words_page(writer)
    assert Draft.objects.get().content == {"reasons": [WORDS]}
    assert client.get(Draft.objects.get().form).status_code == 404


def test_nobody_else_reads_them(case, writer):
    typed(writer, case)
    ConflictFactory(case=case, user=writer)

    assert WORDS not in words_page(user_with_role("director"))


def test_they_are_forgotten_when_the_writer_says_so(case, writer):
    typed(writer, case)
    ConflictFactory(case=case, user=writer)
    client = signed_in(writer)
    page = client.get(WORDS_PAGE)

    answer = client.post(FORGET, hidden(page))

    assert answer.url == reverse("casework:draft-words")
    assert not Draft.objects.exists()
    assert "Nothing is kept." in client.get(WORDS_PAGE).content.decode()


def test_nothing_is_forgotten_that_was_not_shown(case, writer):
    client = signed_in(writer)
    open_still = typed(writer, whole_case(investigating=True))
    shown = client.get(WORDS_PAGE)
    typed(writer, case)
    ConflictFactory(case=case, user=writer)

    client.post(FORGET, hidden(shown) | {"kept": open_still.updated_at.isoformat()})

    assert Draft.objects.count() == 2


def test_short_answers_are_not_worth_copying(case, writer):
    typed(writer, case, text="Yes")
    ConflictFactory(case=case, user=writer)

    assert "Nothing is kept." in words_page(writer)


def given_back(page):
    """What the page of a refusal gives back to copy."""
    return re.findall(r"<textarea[^>]*readonly>\n(.*?)</textarea>", page, re.S)


def test_words_of_a_form_refused_meanwhile_are_on_its_refusal():
    """The case is seen still: only the form is closed to who began it."""
    investigator = user_with_role("investigator")
    case = whole_case(allocated=True, handler=investigator)
    draft = drafts.save(
        investigator,
        f"/complaints/{case.slug}/start/",
        {"terms": [WORDS]},
        at=timezone.now(),
    )
    Case.objects.filter(pk=case.pk).update(handler=user_with_role("investigator"))
    client = signed_in(investigator)

    assert draft.form in client.get("/").content.decode()
    refused = client.get(draft.form)
    assert refused.status_code == 403
    assert given_back(refused.content.decode()) == [WORDS]
    client.post(re.search(r'action="(/drafts/discard/[^"]+)"', str(refused.content))[1])
    assert not Draft.objects.exists()
    assert given_back(client.get(draft.form).content.decode()) == []


def test_so_are_those_of_a_case_that_moved_on(case, writer):
    draft = typed(writer, case, "record")

    refused = signed_in(writer).get(draft.form)

    assert refused.status_code == 409
    assert given_back(refused.content.decode()) == [WORDS]


@pytest.mark.parametrize(
    ("role", "status", "given"),
    [("cst-officer", 409, [WORDS]), ("mpa-member", 403, [])],
)
def test_of_a_filled_form_only_to_whom_the_case_shows_as_much(role, status, given):
    case = whole_case(determined=True)
    user = user_with_role(role)
    draft = typed(user, case, "amend")

    refused = signed_in(user).get(draft.form)

    assert refused.status_code == status
    assert given_back(refused.content.decode()) == given


def test_of_a_filled_form_only_what_did_not_stand_there_before(writer):
    said = "He swore at me.\nThen he left, and came back with another."
    case = whole_case(determined=True, said=said)
    form = f"/complaints/{case.slug}/amend/"
    content = {"said": [said.replace("\n", "\r\n")], "place": [WORDS]}
    drafts.save(writer, form, content, at=timezone.now())
    client = signed_in(writer)

    assert given_back(client.get(form).content.decode()) == [WORDS]
    drafts.save(writer, form, content | {"place": [""]}, at=timezone.now())
    assert given_back(client.get(form).content.decode()) == []


def test_a_refusal_gives_nobody_the_words_of_another(case, writer):
    draft = typed(writer, case, "record")

    page = signed_in(user_with_role("cst-officer")).get(draft.form).content.decode()

    assert WORDS not in page
