"""Every address x role x method: each cell by the checks, each kind of cell for real.

A new address fails until `url_rules.RULES` says whom it opens to.
"""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import override_settings
from django.urls import get_resolver, reverse

from casework.documents import CONTENT_SECURITY_POLICY as OF_FILES
from pages.middleware import HEADERS
from tests.architecture.openings import OPEN
from tests.architecture.scene import Scene
from tests.architecture.url_rules import RULES

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What reading may write: who read what, and that somebody was here.
NOTED = {
    "accounts_user",
    "audit_chainhead",
    "audit_detail",
    "audit_entry",
    "candour_cache",
    "complaints_caselook",
    "django_session",
    # Set anew by triggers of the tables that it watches, which are counted themselves;
    # the server tells now and then late of a load before.
    "organisation_stamp",
}


def names_of(resolver, spaces=()):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            inside = (*spaces, each.namespace) if each.namespace else spaces
            yield from names_of(each, inside)
        else:
            yield ":".join((*spaces, each.name or str(each.pattern)))


NAMES = sorted(set(names_of(get_resolver())))


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    """The rows behind all addresses, made once and undone at the end."""
    media = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), undone():
        yield Scene(media)


@pytest.fixture
def scene(stage):
    """The same rows for one test, whose changes are undone after it."""
    with undone():
        yield stage


@contextmanager
def undone():
    """As Django's TestCase does: refusals may be recorded inside of it."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def test_every_address_has_a_rule():
    assert sorted(RULES) == NAMES


def test_every_cell_is_decided_as_the_policy_says(scene):
    wrong, cells = [], 0
    for name, rule in RULES.items():
        for role, near in scene.cells():
            user = scene.user(role.slug, near, rule.opens)
            expected = rule.opens.predict(role, near)
            decided = rule.opens.decide(user, near, scene)
            cells += len(METHODS)
            if decided is not expected:
                where = "near" if near else "far"
                wrong.append(f"{name}: {role.slug}, {where}: {decided}")
    print(f"{cells:,} cells: {len(RULES)} addresses x roles, near and far, x methods")
    assert wrong == []


def some_of_each(rule, scene):
    """One near and one far person of each verdict there is: {verdict: (role, near)}."""
    found = {}
    for role, near in scene.cells():
        found.setdefault(rule.opens.predict(role, near), (role.slug, near))
    return found


def written():
    """{table: rows inserted, changed or deleted by this transaction so far}."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del "
            "FROM pg_stat_xact_user_tables"
        )
        return dict(cursor.fetchall())


def send(method, name, rule, scene, person):
    """The answer to one request of (role, near) or, for None, of nobody we know."""
    user, near, browser = None, False, Browser()
    if person is not None:
        slug, near = person
        user = scene.user(slug, near, rule.opens)
        browser = scene.browser(slug, near, rule.opens)
    data = scene.data(name, rule, user) if method == "POST" else None
    address = reverse(name, args=scene.args(rule, user, near)) + scene.query(name)
    before = written()
    answer = getattr(browser, method.lower())(address, data)
    if method == "GET":
        now = written()
        # Counts only grow, but by what an earlier transaction left to be reported.
        more = {t: now[t] - before.get(t, 0) for t in now if now[t] > before.get(t, 0)}
        assert more.keys() <= NOTED, f"GET {address} writes {more}"
    check_headers(answer)
    return answer


def check_headers(answer):
    for header, value in HEADERS.items():
        sent = answer.headers[header]
        stricter = header == "Content-Security-Policy" and sent == OF_FILES
        assert sent == value or stricter, (header, sent)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", NAMES)
def test_requests_are_answered_as_decided(name, scene):
    rule = RULES[name]
    people = some_of_each(rule, scene)
    assert OPEN in people, "the address is open to nobody"
    for method in rule.methods:
        without_signing_in(method, name, rule, scene)
        for verdict, person in people.items():
            as_somebody(method, name, rule, scene, verdict, person)
    for method in one_of_the_others(name, rule):
        answer = send(method, name, rule, scene, people[OPEN])
        assert answer.status_code in (405, *set(rule.also) & {404}), (
            f"{method}: {answer.status_code}"
        )


def one_of_the_others(name, rule):
    """A method that the address does not take: another for the next address."""
    others = [method for method in METHODS if method not in rule.methods]
    return others[NAMES.index(name) % len(others) :][:1] if others else []


def as_somebody(method, name, rule, scene, verdict, person):
    with undone():
        answer = send(method, name, rule, scene, person)
    allowed = verdict.value + (rule.also if verdict is OPEN else ())
    assert answer.status_code in allowed, (
        f"{method} as {person}: {answer.status_code}, not {verdict}"
    )


def without_signing_in(method, name, rule, scene):
    answer = send(method, name, rule, scene, None)
    if rule.opens.anonymous == 302:
        assert answer.status_code == 302, f"{method}: {answer.status_code}"
        assert answer.headers["Location"].startswith("/sign-in/?next=")
    else:
        allowed = (rule.opens.anonymous, *rule.also)
        assert answer.status_code in allowed, f"{method}: {answer.status_code}"


def test_another_unit_is_not_there_rather_than_forbidden(scene):
    """A champion of another borough learns nothing from an address."""
    champion = "champion", False
    for name, rule in RULES.items():
        if "slug" in rule.args and rule.opens.anonymous == 302:
            for method in rule.methods:
                answer = send(method, name, rule, scene, champion)
                assert answer.status_code == 404, f"{method} {name}"
