"""Every address x role x method: each cell by the checks, each kind of cell for real.

A new address fails until `url_rules.RULES` says whom it opens to.
"""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from pages.middleware import HEADERS
from tests.architecture.scene import Scene
from tests.architecture.url_rules import OPEN, RULES

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ODD = ("PUT", "PATCH", "DELETE")
# What reading may write: who read what, and that somebody was here.
NOTED = {
    "accounts_user",
    "audit_detail",
    "audit_entry",
    "audit_head",
    "candour_cache",
    "complaints_caselook",
    "django_session",
}


def names_of(resolver, spaces=()):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            inside = (*spaces, each.namespace) if each.namespace else spaces
            yield from names_of(each, inside)
        else:
            yield ":".join((*spaces, each.name or str(each.pattern)))


NAMES = sorted(set(names_of(get_resolver())))


@pytest.fixture
def scene(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return Scene(tmp_path)


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


def send(browser, method, name, rule, scene, user, near):
    data = scene.data(name, rule, user) if method == "POST" else None
    address = reverse(name, args=scene.args(rule, user, near)) + scene.query(name)
    before = written()
    answer = getattr(browser, method.lower())(address, data)
    if method == "GET":
        now = written()
        changed = {table for table in now if now[table] != before.get(table, 0)}
        assert changed <= NOTED, f"GET {address} writes {changed - NOTED}"
    for header, value in HEADERS.items():
        assert answer.headers[header] == value, (name, method, header)
    assert answer.headers["Cache-Control"] == "no-store", (name, method)
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_requests_are_answered_as_decided(name, scene):
    rule = RULES[name]
    people = some_of_each(rule, scene)
    assert OPEN in people, "the address is open to nobody"
    for method in rule.methods:
        for verdict, (slug, near) in people.items():
            browser = scene.browser(slug, near, rule.opens)
            user = scene.user(slug, near, rule.opens)
            answer = send(browser, method, name, rule, scene, user, near)
            allowed = verdict.value + (rule.also if verdict is OPEN else ())
            assert answer.status_code in allowed, (
                f"{method} {name} as {slug}, {'near' if near else 'far'}: "
                f"{answer.status_code}, not {verdict}"
            )


@pytest.mark.parametrize("name", NAMES)
def test_other_methods_are_refused(name, scene):
    rule = RULES[name]
    slug, near = some_of_each(rule, scene)[OPEN]
    user = scene.user(slug, near, rule.opens)
    for method in METHODS:
        if method not in rule.methods:
            browser = scene.browser(slug, near, rule.opens)
            answer = send(browser, method, name, rule, scene, user, near)
            assert answer.status_code == 405, f"{method} {name}: {answer.status_code}"


@pytest.mark.parametrize("name", NAMES)
def test_without_signing_in(name, scene):
    rule = RULES[name]
    for method in rule.methods:
        answer = send(Browser(), method, name, rule, scene, None, near=False)
        if rule.opens.anonymous == 302:
            assert answer.status_code == 302, f"{method} {name}: {answer.status_code}"
            assert answer.headers["Location"].startswith("/sign-in/?next=")
        else:
            allowed = (rule.opens.anonymous, *rule.also)
            assert answer.status_code in allowed, f"{method}: {answer.status_code}"


def test_another_unit_is_not_there_rather_than_forbidden(scene):
    """A champion of another borough learns nothing from an address."""
    browser = scene.browser("champion", near=False)
    champion = scene.user("champion", near=False)
    for name, rule in RULES.items():
        if "slug" in rule.args and rule.opens.anonymous == 302:
            for method in rule.methods:
                answer = send(browser, method, name, rule, scene, champion, near=False)
                assert answer.status_code == 404, f"{method} {name}"
