"""Which forms open with words of the case: nobody barred from it reads their drafts."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from casework import drafts
from casework.models import Draft
from complaints.models import CaseAccess
from complaints.urls import amend_urls, conflict_urls, verb_urls
from complaints.workflow import REGISTERS
from tests.complaints.sending import signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.verb_forms import PAGES, scene
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AssessmentFactory,
    ConflictFactory,
    SubjectFactory,
    whole_case,
)

pytestmark = pytest.mark.django_db

FORMS = [
    each.name
    for each in (*verb_urls, *amend_urls, *conflict_urls)
    if each.callback.view_class.keeps_draft
]
NUMBERED = ("change-allegation", "change-subject", "change-person", "identify-subject")


class Boxes(HTMLParser):
    """What stands in the boxes for words of a page's own form."""

    def __init__(self, page):
        super().__init__()
        self.words, self._in_box = [], False
        self.feed(page[page.index("<main") : page.index("</main>")])

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self._in_box = tag == "textarea"
        if tag == "input" and named.get("type", "text") in ("text", "email", "search"):
            self._add(named.get("value") or "")

    def handle_endtag(self, tag):
        self._in_box = False

    def handle_data(self, data):
        if self._in_box:
            self._add(data)

    def _add(self, text):
        if re.search("[A-Za-z]{3}", text):
            self.words.append(text)


def opened(name):
    """(who opened it, case, address) of a form that somebody may open."""
    if name in BY_VERB:
        play = play_of(BY_VERB[name])
        play.step.form(play)  # arranges what its page offers
        return play.user, play.case, play.url
    verb = next((page for page in PAGES if page.verb == name), None)
    if verb:
        play = scene(verb)
        case, user = play.case, play.user
        AssessmentFactory(case=case, number=9, reasons="A remark at the counter.")
    else:
        case = whole_case(recorded=True)
        user = user_with_role("director" if name == "restrict" else "cst-officer")
    if name == "restrict":
        named = {"user": user_with_role("command"), "by": user, "at": timezone.now()}
        CaseAccess.objects.create(case=case, **named)
    number = 7 if name.endswith("-subject") else 1
    if name in ("identify-subject", "change-subject"):
        SubjectFactory(
            case=case,
            number=number,
            unidentified=True,
            description="Tall, with a beard",
        )
    args = [case.slug, number] if name in NUMBERED else [case.slug]
    address = reverse(f"complaints:{name}", args=args)
    return user, case, f"{address}?unit={case.responsible_unit.code}"


@pytest.mark.parametrize("name", FORMS)
def test_what_opens_with_words_of_the_case_is_filled(name):
    user, _, address = opened(name)

    page = signed_in(user).get(address)

    assert page.status_code == 200
    assert f"complaints:{name}" in drafts._allowed
    filled = f"complaints:{name}" in drafts._filled
    words = bool(Boxes(page.content.decode()).words)
    # A step of a record may find nothing written in it yet.
    assert filled is words or (filled and name in BY_VERB)


def test_there_is_no_other_filled_form():
    """But those of the registers, which are kept from whoever is barred as well."""
    of_registers = {
        f"{noun}-{line.verb}" for noun, table in REGISTERS.items() for line in table
    }
    filled = {each.removeprefix("complaints:") for each in drafts._filled}
    assert filled <= {*FORMS, *of_registers}


def test_nobody_barred_reads_the_issues_of_a_check_again():
    user, case, address = opened("check")
    client = signed_in(user)
    address = address.partition("?")[0]
    words = Boxes(client.get(address).content.decode()).words
    content = {"issues": words, "reasons": ["These are words of my own, at length."]}
    drafts.save(user, address, content, at=timezone.now())
    ConflictFactory(case=case, user=user)

    page = client.get("/drafts/words/").content.decode()

    assert any(len(each) > 20 for each in words)
    assert not any(each in page for each in words)
    assert "words of my own" not in page
    assert Draft.objects.get().content == content


def test_what_was_added_to_a_case_comes_back_to_whom_it_is_closed():
    for name in ("add-allegation", "add-subject", "add-complainant"):
        user, case, address = opened(name)
        assert resolve(address.partition("?")[0]).url_name == name
        content = {"text": [f"My own account of it, for {name}."]}
        drafts.save(user, address.partition("?")[0], content, at=timezone.now())
        ConflictFactory(case=case, user=user)

        page = signed_in(user).get("/drafts/words/").content.decode()

        assert f"My own account of it, for {name}." in page
