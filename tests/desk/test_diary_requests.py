"""Freedom of Information requests in the diary: by the day that the Act gives them."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework import deadlines
from casework.models import DeadlineRule
from complaints.filters.foi import due_on
from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.claims import FoiRequestFactory
from tests.factories.complaints import CaseTaskFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
NAME = "Answer to a Freedom of Information request"


@pytest.fixture
def desk():
    return UnitFactory(desk=True)


@pytest.fixture
def analyst(desk):
    return user_with_role("pau-analyst", desk)


def received(days, unit, **fields):
    """An open request that came in so many days ago."""
    on = timezone.localdate() - timedelta(days=days)
    return FoiRequestFactory(received_on=on, responsible_unit=unit, **fields)


def references(page):
    return re.findall(r">([A-Z]{2}/\d+/\d+)</a>", text(page))


def test_those_of_the_office_by_the_day_the_late_ones_as_late(visit, analyst, desk):
    fresh, late = received(0, desk), received(90, desk)
    received(10, desk, decided=True, decided_on=timezone.localdate())
    received(10, UnitFactory(desk=True))
    page = visit(analyst, "/diary/")
    assert references(page) == [late.reference, fresh.reference]
    shown = text(page)
    assert f'href="{late.get_absolute_url()}"' in shown
    assert NAME in shown
    assert shown.index("Late by") < shown.index(fresh.reference)
    assert f"{due_on(deadlines.load(), fresh.received_on).day} " in shown


def test_the_office_is_led_to_it(visit, analyst):
    assert 'href="/diary/"' in text(visit(analyst, "/"))
    reader = user_with_role("review-officer")
    assert 'href="/diary/"' not in text(visit(reader, "/"))


@pytest.mark.parametrize(
    ("kind", "count"), [("deadlines", 1), ("updates", 0), ("tasks", 0), ("reviews", 0)]
)
def test_they_are_deadlines(visit, analyst, desk, kind, count):
    received(5, desk)
    assert len(references(visit(analyst, "/diary/", kind=kind))) == count


def test_of_a_unit_for_whoever_reads_the_register(visit, desk):
    row = received(5, desk)
    received(5, UnitFactory(desk=True))
    director = user_with_role("director")
    page = visit(director, "/diary/", unit=desk.code)
    assert references(page) == [row.reference]
    assert references(visit(director, "/diary/")) == []  # it is not theirs to answer
    page = visit(director, "/diary/", unit=desk.code, person="nobody")
    assert references(page) == [row.reference]


@pytest.mark.parametrize("role", ["team-inspector", "champion"])
def test_none_for_who_does_not_read_the_register(visit, desk, role):
    received(5, desk)
    user = user_with_role(role, desk)
    assert references(visit(user, "/diary/")) == []
    assert references(visit(user, "/diary/", unit=desk.code)) == []


def test_what_the_act_gives_no_day_has_none(visit, analyst, desk):
    FoiRequestFactory(received_on=date(2004, 12, 31), responsible_unit=desk)
    assert references(visit(analyst, "/diary/")) == []
    received(5, desk)
    DeadlineRule.objects.filter(code="foi").delete()
    assert references(visit(analyst, "/diary/")) == []


def test_pages_go_on_and_back_over_days_that_many_are_due_on(visit, analyst, desk):
    """Those received from Friday to Monday are due near one another, or together."""
    for days in (*range(40, 10, -1), *range(11, 41)):  # neither order is that of keys
        received(days, desk)
    for days in range(-10, 20, 3):
        CaseTaskFactory(
            case=whole_case(responsible_unit=desk, handler=analyst),
            owner=analyst,
            due_on=timezone.localdate() + timedelta(days=days),
        )
    forwards, backwards = [], []
    address, last = "/diary/", ""
    while address:
        page = visit(analyst, address)
        forwards.append(references(page))
        last, address = address, link(page, "next")
    address = last
    while address:
        page = visit(analyst, address)
        backwards.insert(0, references(page))
        address = link(page, "prev")
    assert [len(page) for page in forwards] == [25, 25, 20]
    seen = sum(forwards, [])
    assert len(set(seen)) == 70
    assert sum(backwards, []) == seen


def link(page, rel):
    found = re.search(rf'href="(\?[^"]+)" rel="{rel}"', text(page))
    return found and "/diary/" + found[1].replace("&amp;", "&")
