"""How often a page asks the database: within its budget, and no more for 200 rows."""

from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework import guard
from complaints.models import Case, Note
from tests.factories.accounts import client_with_token, user_with_role
from tests.factories.complaints import (
    NOON,
    CaseTaskFactory,
    ConflictFactory,
    ConflictRulingFactory,
    OutcomeFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import (
    LineManagerFactory,
    MemberFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

ROWS = 200
HISTORY = 30  # cases about one member
LIST, CASE, HOME, SEARCH, API = 12, 20, 15, 12, 8
OFFICER, REGISTER = 15, 15
NOT_ASKED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")
READERS = ("cst-officer", "investigator", "champion", "mpa-member")


@pytest.fixture
def unit():
    return UnitFactory(name="Sampleborough")


@pytest.fixture
def case(unit):
    return whole_case(investigating=True, responsible_unit=unit)


def grow(case, unit) -> None:
    """Many more cases, and many more rows below the one that is looked at."""
    member = case.subjects.first().member
    for number in range(ROWS - 1):
        other = whole_case(investigating=True, responsible_unit=unit)
        if number < HISTORY:
            against = SubjectFactory(case=other, member=member, number=2)
            OutcomeFactory(allegation=other.allegations.get(), subject=against)
    officer = user_with_role("cst-officer")
    with guard.writing("test"):
        Note.objects.bulk_create(
            Note(case=case, text="Rang.", by=officer, at=NOON) for _ in range(ROWS)
        )
    for _ in range(20):
        CaseTaskFactory(case=case, owner=officer)


def queries(path, *, user=None, token="") -> list[str]:
    """What a page asks when it is opened again."""
    client = Client(headers={"Authorization": f"Bearer {token}"} if token else None)
    if user is not None:
        client.force_login(user)
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    statements = [one["sql"] for one in captured.captured_queries]
    return [one for one in statements if not one.upper().startswith(NOT_ASKED)]


def pages_of(case):
    """(address, budget) of every page that is measured, but the home."""
    yield "/complaints/?per_page=100", LIST
    yield "/complaints/?per_page=100&kind=PC&category=U&sort=reference", LIST
    yield f"{case.get_absolute_url()}", CASE
    for part in ("allegations", "people", "history"):
        yield f"{case.get_absolute_url()}{part}/", CASE
    member = case.subjects.first().member
    yield f"/complaints/officers/{member.key}/", OFFICER
    yield "/search/?q=counter", SEARCH
    yield "/search/?q=Exampel", SEARCH
    yield f"/search/?q={case.reference_serial:05}", SEARCH


def asked_of(case, unit):
    """(who and what, budget, a way to ask for it) of everything that is counted."""
    for role in READERS:
        user = user_with_role(role, unit)
        for path, budget in (*pages_of(case), ("/", HOME)):
            hidden = role == "mpa-member" and (
                path.endswith(("/people/", "/history/")) or "/officers/" in path
            )
            if not hidden:
                yield f"{role} {path}", budget, partial(queries, path, user=user)
    _, token = client_with_token("cst-officer", unit)
    for size in (25, 100):
        path = f"/api/v1/cases/?page_size={size}"
        yield path, API, partial(queries, path, token=token)


def test_every_page_asks_as_often_for_one_row_as_for_many(case, unit):
    before = [(*each, each[2]()) for each in asked_of(case, unit)]

    grow(case, unit)

    assert Case.objects.count() == ROWS
    faults = []
    for name, budget, ask, few in before:
        many = ask()
        if len(many) != len(few) or len(many) > budget:
            faults.append(_told(name, few, many))
    assert not faults, "\n".join(faults)


def registers_of(supervisor):
    """(what, budget, a way to ask for it) of the register of conflicts."""
    for query in ("", "?kind=managers", "?kind=managers&account=yes&person=Sample"):
        path = f"/complaints/conflicts/{query}"
        yield path, REGISTER, partial(queries, path, user=supervisor)


def test_the_register_of_conflicts_asks_as_often_for_one_row_as_for_many(unit):
    supervisor = user_with_role("command", member=MemberFactory())
    manager = MemberFactory(surname="Sample")
    user_with_role("local-manager", unit, member=manager)

    def conflicted():
        case = whole_case(investigating=True, responsible_unit=unit)
        LineManagerFactory(member=case.subjects.get().member, manager=manager)
        ConflictFactory(case=case, user=user_with_role("cst-officer"))
        ConflictRulingFactory(case=case, manager=manager)

    conflicted()
    before = [(*each, each[2]()) for each in registers_of(supervisor)]
    for _ in range(HISTORY):
        conflicted()

    faults = []
    for name, budget, ask, few in before:
        many = ask()
        if len(many) != len(few) or len(many) > budget:
            faults.append(_told(name, few, many))
    assert not faults, "\n".join(faults)


def _told(path, before, after) -> str:
    """Both lists of queries, shortened, for whoever has to find the new one."""
    lines = [f"{path}: {len(before)} queries, then {len(after)}"]
    lines += [f"then: {one[:200]}" for one in after]
    return "\n".join(lines)
