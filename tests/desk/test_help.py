"""The help, open to everybody: what it promises, every role, every word."""

import html
import re

import pytest
from django.utils import timezone

from accounts.roles import ROLES
from complaints.models import Forum, HandlingRoute
from desk.glossary import ASKED, WORDS
from desk.help import ADVICE
from desk.queues import ORDER
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory

pytestmark = pytest.mark.django_db


def help_of(client):
    return html.unescape(client.get("/help/").content.decode())


def test_is_open_to_strangers_and_holds_what_it_promises(client):
    page = help_of(client)
    promised = set(re.findall(r'href="#([a-z]+)"', page)) - {"main"}
    assert {"roles", "words", "searching", "keys", "ask"} <= promised
    for part in promised:
        assert f'id="{part}"' in page, part
    assert "/accounts/roles/" not in page  # which strangers could not open


def test_leads_who_is_signed_in_to_the_policy(client):
    client.force_login(user_with_role("champion"))
    assert 'href="/accounts/roles/"' in help_of(client)


def test_tells_of_every_role_what_the_policy_says_and_some_advice(client):
    page = help_of(client)
    for slug, role in ROLES.items():
        assert f"{role.name}</dt>" in page
        assert f"{role.description} {ADVICE[slug]}" in page
    assert ADVICE.keys() == ROLES.keys()


def test_describes_do_next_as_home_does(client):
    client.force_login(user_with_role("cst-officer"))
    CaseFactory(next_due_on=timezone.localdate())
    home = html.unescape(client.get("/").content.decode())

    for page in (help_of(client), home):
        assert ORDER in page


def test_explains_every_word_once(client):
    page = help_of(client)
    page = page[page.index('id="words"') :]
    for word, meaning in WORDS.items():
        assert page.count(f"{word}</dt>") == 1, word
        assert meaning in page
    assert page.index(f"{ASKED[-1]}</dt>") < page.index("Allocate</dt>")


@pytest.mark.parametrize("way", ["31 3 2026", "31/3/2026", "2026-03-31"])
def test_says_every_way_of_writing_a_date(client, way):
    assert way in help_of(client)


def test_explains_each_route_and_forum_that_a_page_names():
    known = [word.lower() for word in WORDS]
    names = {row.name for row in HandlingRoute.objects.all()}
    names |= {row.name for row in Forum.objects.all()}
    assert len(names) > 25
    unexplained = {
        name for name in names if not any(word in name.lower() for word in known)
    }
    assert unexplained == set()


@pytest.mark.parametrize(
    "word",
    [
        *("Direction and control", "Discontinuance", "Dispensation", "Investigation"),
        *("Local resolution", "Not recording", "Resolution at first contact"),
        *("Service recovery", "Special case hearing", "Special requirements"),
        *("Sub judice", "Withdraw", "Misconduct hearing", "Misconduct meeting"),
        *("Full board", "Performance procedures", "Police Appeals Tribunal"),
    ],
)
def test_says_where_a_route_or_a_proceeding_comes_from(word):
    sourced = r"\((SI|Police|Home Office|IPCC|MPA|source|UK)[^)]*"
    assert re.search(sourced, WORDS[word]), WORDS[word]
