"""How often a page asks the database: within its budget, and no more for 200 rows."""

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
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

ROWS = 200
LIST, CASE, HOME, SEARCH, API = 12, 20, 15, 12, 8
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
    for _ in range(ROWS - 1):
        whole_case(investigating=True, responsible_unit=unit)
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
    yield "/search/?q=counter", SEARCH
    yield "/search/?q=Exampel", SEARCH


@pytest.mark.parametrize("role", READERS)
def test_pages_ask_as_often_for_one_row_as_for_many(role, case, unit):
    user = user_with_role(role, unit)
    public = role == "mpa-member"
    found = [
        (path, budget, queries(path, user=user))
        for path, budget in (*pages_of(case), ("/", HOME))
        if not (public and path.endswith(("/people/", "/history/")))
    ]

    grow(case, unit)

    for path, budget, before in found:
        after = queries(path, user=user)
        assert len(after) == len(before), _told(path, before, after)
        assert len(after) <= budget, _told(path, before, after)


@pytest.mark.parametrize("size", [25, 100])
def test_the_api_asks_as_often_for_one_row_as_for_many(size, case, unit):
    _, token = client_with_token("cst-officer", unit)
    path = f"/api/v1/cases/?page_size={size}"
    before = queries(path, token=token)

    grow(case, unit)

    assert Case.objects.count() == ROWS
    after = queries(path, token=token)
    assert len(after) == len(before), _told(path, before, after)
    assert len(after) <= API, _told(path, before, after)


def _told(path, before, after) -> str:
    """Both lists of queries, shortened, for whoever has to find the new one."""
    lines = [f"{path}: {len(before)} queries, then {len(after)}"]
    lines += [f"then: {one[:200]}" for one in after]
    return "\n".join(lines)
