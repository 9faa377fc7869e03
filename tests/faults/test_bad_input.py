"""Bad input at every address that takes any, generated from the resolver.

Whatever is sent: no fault of ours, nothing half-written, and a sentence to read.
"""

import re
import time
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.architecture.openings import OPEN
from tests.architecture.scene import Scene
from tests.architecture.url_rules import RULES
from tests.faults.forms import KEPT, encoded, fields_of, send_raw

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POSTED = [name for name, rule in RULES.items() if "POST" in rule.methods]
READ = [name for name, rule in RULES.items() if "GET" in rule.methods]
# Bytes that are no text: refused before any view is asked.
NO_TEXT = (
    ("NUL", b"%00"),
    ("invalid UTF-8", b"%ff%fe"),
    ("overlong", b"%c0%af"),
    ("lone surrogate", b"%ed%a0%80"),
    ("raw bytes", b"\xff\x00"),
)
TEN_MEGABYTES = encoded([("text", b"w" * 10_000_000)])
MANY_FIELDS = encoded((f"field-{n}", "1") for n in range(1_001))
# Text that is only text, however it looks.
ODD_TEXT = {
    "controls": "\u202egnp.exe\u200b\u2066",
    "operators": "' OR 1=1;-- % _ \\ ! & | <-> :* (",
    "number": "-99999999999999999999e400",
    "too long": "w" * 25_000,
}
QUERIES = (
    "?nobody_knows_this=1&sort=-handler__password&order=;drop&_connector=OR",
    "?q=%27%20OR%201%3D1--%25!%26%7C%3C-%3E%3A*%28%5C&status=%25&kind=%27&kind=XX",
    "?cursor=AAAA&page=-1&per_page=1000000000&number=9223372036854775808",
    "?received_from=31/02/2009&received_to=0000-00-00&from=next+Tuesday&to=04/13/2007"
    "&handler=9223372036854775808&unit=%F0%9F%92%A9&state=",
)
# Of all that can be wrong each address meets one in so many here, and in `make soak`
# everything.
a_share_or_all = pytest.mark.parametrize(
    "share", [4, pytest.param(1, marks=pytest.mark.soak)], ids=["some", "all"]
)
PATHS = ("-1", "9223372036854775808", "1.5", "..%2f..%2fetc", "'", "a" * 300)


@pytest.fixture
def scene(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return Scene(tmp_path)


def let_in(rule, scene):
    """Somebody near enough to be let in, and what they send requests with."""
    for role, near in scene.cells():
        if near and rule.opens.predict(role, near) is OPEN:
            browser = scene.browser(role.slug, near, rule.opens)
            browser.raise_request_exception = False
            return scene.user(role.slug, near, rule.opens), browser
    raise AssertionError("open to nobody")


def open_form(name, scene):
    """(address, browser, fields) of a form, as its page shows it."""
    rule = RULES[name]
    user, browser = let_in(rule, scene)
    url = reverse(name, args=scene.args(rule, user, True)) + scene.query(name)
    fields = {k: v for k, v in scene.data(name, rule, user).items() if v}
    if "GET" in rule.methods:
        page = browser.get(url)
        if page.status_code == 200:
            fields = fields_of(page) | fields
    return url, browser, {k: v for k, v in fields.items() if isinstance(v, str)}


def standing():
    """What cases and accounts there are: it changes by a whole act or not at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT sum(version) FROM complaints_case),"
            " (SELECT count(*) FROM complaints_case),"
            " (SELECT count(*) FROM complaints_allegation),"
            " (SELECT count(*) FROM complaints_subject),"
            " (SELECT count(*) FROM complaints_complainant),"
            " (SELECT count(*) FROM complaints_statuschange),"
            " (SELECT count(*) FROM complaints_letter),"
            " (SELECT count(*) FROM complaints_note),"
            " (SELECT count(*) FROM accounts_posting)"
        )
        return cursor.fetchone()


def said_something(answer) -> bool:
    return bool(re.search(r"<h1[^>]*>\s*\S", answer.content.decode()))


def judge(answer, before, where, wrong, allowed=range(200, 500)):
    if answer.status_code not in allowed:
        wrong.append(f"{where}: {answer.status_code}")
    elif answer.status_code >= 400:
        if standing() != before:
            wrong.append(f"{where}: refused, yet something was written")
        if answer["Content-Type"].startswith("text/html") and not said_something(
            answer
        ):
            wrong.append(f"{where}: no sentence")


def some(kinds, place, share):
    """One in `share` of them, others for the next place."""
    return [kind for at, kind in enumerate(kinds) if (at + place) % share == 0]


def bodies(fields, no_text):
    """(kind, what is sent, what it may be answered with) of all that can be wrong."""
    names = [field for field in fields if field not in KEPT]
    yield "no text", encoded((field, no_text) for field in (*names, "any")), {400}
    yield "10 MB", TEN_MEGABYTES, {400, 413}
    yield "1,001 fields", MANY_FIELDS, {400, 413}
    for kind, text in ODD_TEXT.items():
        sent = {f: v if f in KEPT else text for f, v in fields.items()}
        yield kind, encoded(sent.items()), range(200, 500)
    twice = [*fields.items(), *((field, "9") for field in fields)]
    yield "each field twice", encoded(twice), range(200, 500)


@a_share_or_all
def test_whatever_is_sent_to_any_form_is_text_or_refused(scene, share):
    """One visit to each form, and then what is wrong with what people send."""
    wrong = []
    for place, name in enumerate(POSTED):
        url, browser, fields = open_form(name, scene)

        _, no_text = NO_TEXT[place % len(NO_TEXT)]  # all, one after another
        kinds = list(bodies(fields, no_text))
        for kind, body, allowed in some(kinds, place, share):
            before, start = standing(), time.process_time()
            answer = send_raw(browser, url, body)
            if time.process_time() - start > 1:
                wrong.append(f"{name}, {kind}: slow")
            judge(answer, before, f"{name}, {kind}", wrong, allowed)
    assert wrong == []


def test_bytes_that_are_no_text_are_refused(scene):
    url, browser, fields = open_form("complaints:note", scene)
    wrong, before = [], standing()
    for kind, sent in NO_TEXT:
        for name in ("text", "any"):
            answer = send_raw(browser, url, encoded([*fields.items(), (name, sent)]))
            judge(answer, before, kind, wrong, {400})
    answer = browser.post(url, fields | {"text": "\0"})  # multipart
    judge(answer, before, "NUL in parts", wrong, {400})
    assert wrong == []


@a_share_or_all
def test_strange_filters_and_sorts_at_every_address(scene, share):
    wrong = []
    lists = [name for name in READ if not RULES[name].args]
    for name in (*lists, *some([n for n in READ if RULES[n].args], 0, share)):
        rule = RULES[name]
        user, browser = let_in(rule, scene)
        url = reverse(name, args=scene.args(rule, user, True))
        # A page of one thing has no filters of its own: one query of strange ones.
        for query in QUERIES[:1] if rule.args else QUERIES:
            start = time.process_time()
            answer = browser.get(url + query)
            if time.process_time() - start > 2:
                wrong.append(f"{name}{query[:60]}: slow")
            known = range(200, 500) if name != "health_ready" else {200, 503}
            if answer.status_code not in known:
                wrong.append(f"{name}{query[:60]}: {answer.status_code}")
    assert wrong == []


UNKNOWN = (
    "nobody_knows_this=1",
    "complainants__person__surname__startswith=A",
    "sort=handler__password",
    "_connector=OR",
    "cursor=AAAA",
)


@pytest.mark.parametrize("name", ["complaints:cases", "api:cases"])
def test_what_a_list_does_not_know_it_says(scene, name):
    _, browser = let_in(RULES[name], scene)
    for query in UNKNOWN:
        answer = browser.get(f"{reverse(name)}?{query}")
        assert answer.status_code == 400, query
        assert len(answer.content) > 20


@a_share_or_all
def test_crafted_addresses_lead_nowhere(scene, share):
    wrong = []
    for place, (name, rule) in enumerate(RULES.items()):
        if not rule.args:
            continue
        user, browser = let_in(rule, scene)
        args = scene.args(rule, user, True)
        real = reverse(name, args=args)
        for arg in args:
            for path in some(PATHS, place, share):
                url = real.replace(f"/{quote(str(arg), safe=':')}/", f"/{path}/", 1)
                answer = browser.get(url)
                if answer.status_code >= 500:
                    wrong.append(f"{url}: {answer.status_code}")
    assert wrong == []


def test_an_address_of_nothing_and_of_what_one_may_not_see_are_the_same(scene):
    case = scene.case("investigating")
    champion = Client()
    champion.force_login(scene.user("champion", False))
    for part in ("", "people/", "history/", "determine/"):
        hidden = champion.get(f"/complaints/{case.slug}/{part}")
        nothing = champion.get(f"/complaints/PC-99999-26/{part}")
        assert hidden.status_code == nothing.status_code == 404
        assert without_token(hidden) == without_token(nothing)


def without_token(page) -> str:
    text = page.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
