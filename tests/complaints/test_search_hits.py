"""By whichever ways somebody may search, all that they lead to is found once."""

from datetime import date

import pytest

from casework import guard
from complaints import search
from complaints.models import Case
from organisation.classification import FieldClass
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
# A role, whether its unit is the one whose cases are told of, and how many of the
# newest entries are looked at before all: asked of whoever may search everything.
SEARCHES = [
    ("cst-officer", False, 1),
    ("cst-officer", False, 3),
    ("cst-officer", False, 500),
    ("command", False, 1),
    ("champion", True, 500),
    ("investigator", True, 500),
    ("investigator", False, 500),
    ("appropriate-authority", False, 500),
    ("mpa-member", False, 1),
]


@pytest.fixture
def small(monkeypatch):
    """Pages of two, and any two hits are many."""
    monkeypatch.setattr("complaints.search.question.RANKED", 1)
    monkeypatch.setattr("complaints.search.question.PAGE", 2)


def told_of(user, unit) -> None:
    """Cases that hold the word in what was said, or in the name of their unit."""
    named, other = UnitFactory(name="Lantern Yard"), UnitFactory()
    handled = {"handler": user}
    decided = {"authority": user}
    days = iter(range(1, 29))
    for where in (unit, named, other):
        for fields in ({}, {}, handled, decided, handled | decided):
            for restricted in ("standard", "restricted"):
                whole_case(
                    responsible_unit=where,
                    confidentiality=restricted,
                    said="They took the lantern." if where != named else "Nothing.",
                    sort_received_on=date(2026, 3, next(days, 28)),
                    **fields,
                )
    ConflictFactory(case=Case.objects.filter(handler=user).last(), user=user)
    with guard.writing("test"):
        for case in Case.objects.all():
            search.index(case)


def pages(user) -> list[list[Case]]:
    found, cursor = [], ""
    while True:
        page = search.search("lantern", user=user, cursor=cursor)
        found.append(page.rows)
        cursor = page.next_cursor
        if not cursor:
            return found


@pytest.mark.parametrize(("role", "of_unit", "near"), SEARCHES)
def test_all_are_found_newest_first_and_none_twice(
    role, of_unit, near, small, monkeypatch
):
    monkeypatch.setattr("complaints.search.hits._NEAR", near)
    unit = UnitFactory()
    user = user_with_role(role, unit if of_unit else UnitFactory())
    told_of(user, unit)
    named = Case.objects.showing(user, FieldClass.IDENTITY)
    official = Case.objects.showing(user, FieldClass.OFFICIAL)
    expected = set(named.filter(said__contains="lantern"))
    expected |= set(named.filter(responsible_unit__name="Lantern Yard"))
    expected |= set(official.filter(responsible_unit__name="Lantern Yard"))

    found = pages(user)

    rows = [row for page in found for row in page]
    assert all(len(page) == 2 for page in found[:-1])
    assert len(rows) == len(set(rows))
    assert set(rows) == expected
    order = [(row.sort_received_on, row.pk) for row in rows]
    assert order == sorted(order, reverse=True)


def test_somebody_of_no_reach_finds_nothing():
    whole_case(said="They took the lantern.")

    assert (
        search.search("lantern", user=user_with_role("system-administrator")).rows == []
    )
