"""Limits that are nobody's by name, in the diary of the office that keeps them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ClockFactory,
    ConflictFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db
LINE = re.compile(r'<bdi>(.*?)</bdi><span class="app-row-hint">')
HEARINGS, MISCONDUCT = "hearings-office", "misconduct-office"
OFFICES = ["case.arrange-hearing", "case.arrange-meeting"]
BUDGET = 15


def day(days):
    return timezone.localdate() + timedelta(days=days)


def lines(page):
    return LINE.findall(text(page))


def clock(case, code, days=1, **fields):
    due_on = day(days)
    fields.setdefault("starts_on", min(due_on, case.received_on))
    return ClockFactory(case=case, code=code, due_on=due_on, **fields)


def arranged(code="hearing", days=1, **traits):
    """A limit of proceedings that an office arranges."""
    case = whole_case(determined=True, offices=OFFICES)
    row = ProceedingFactory(case=case, number=1, **traits)
    return clock(case, code, days, of=row.name)


@pytest.mark.parametrize(
    ("traits", "code", "office", "other"),
    [
        ({}, "hearing", HEARINGS, MISCONDUCT),
        ({"meeting": True}, "meeting", MISCONDUCT, HEARINGS),
        ({}, "disposal", HEARINGS, MISCONDUCT),
        ({"meeting": True}, "written_outcome", MISCONDUCT, HEARINGS),
    ],
)
def test_of_proceedings_it_is_theirs_who_arrange_them(
    visit, traits, code, office, other
):
    arranged(code, **traits)
    (line,) = lines(visit(user_with_role(office), "/diary/"))
    assert line.endswith(", proceeding 1")
    assert lines(visit(user_with_role(other), "/diary/")) == []


@pytest.mark.parametrize(
    ("right", "role", "other"),
    [
        ("case.arrange-hearing", HEARINGS, MISCONDUCT),
        ("case.arrange-meeting", MISCONDUCT, HEARINGS),
        ("case.record-management-action", MISCONDUCT, HEARINGS),
        ("case.redirect-proceeding", "appropriate-authority", HEARINGS),
    ],
)
def test_what_was_decided_is_theirs_who_begin_it(visit, right, role, other):
    case = whole_case(determined=True, offices=OFFICES, awaits=[right])
    clock(case, "disposal", of="subject 1", awaits=[right])
    assert len(lines(visit(user_with_role(role), "/diary/"))) == 1
    assert lines(visit(user_with_role(other), "/diary/")) == []


class TestTheAuthority:
    @pytest.mark.parametrize("code", ["determine", "severity", "referral", "direction"])
    def test_has_what_is_to_be_decided(self, visit, code):
        authority = user_with_role("appropriate-authority")
        mine = CaseFactory(reported=True, authority=authority)
        clock(mine, code)
        clock(CaseFactory(reported=True), code)  # nobody decides it yet
        another = user_with_role("appropriate-authority")
        clock(CaseFactory(reported=True, authority=another), code)
        page = visit(authority, "/diary/")
        assert len(lines(page)) == 2
        assert mine.reference in text(page)

    def test_says_when_it_is_late(self, visit):
        clock(CaseFactory(reported=True), "determine", days=-3)
        page = text(visit(user_with_role("appropriate-authority"), "/diary/"))
        assert "Late by" in page
        assert "Decision on the report" in page

    def test_is_no_handler(self, visit):
        handler = user_with_role("investigator")
        clock(CaseFactory(reported=True, handler=handler), "determine")
        assert lines(visit(handler, "/diary/")) == []


def test_nothing_of_a_case_that_one_may_not_see(visit):
    office = user_with_role(HEARINGS)
    ConflictFactory(case=arranged().case, user=office)
    assert lines(visit(office, "/diary/")) == []


@pytest.mark.parametrize(
    ("kind", "number"), [("deadlines", 1), ("updates", 0), ("tasks", 0)]
)
def test_they_are_deadlines(visit, kind, number):
    arranged()
    page = visit(user_with_role(HEARINGS), "/diary/", kind=kind)
    assert len(lines(page)) == number


def test_they_stand_among_ones_own_by_the_day_page_by_page(visit):
    team = UnitFactory(team=True)
    user = user_with_role("appropriate-authority", team)
    for number in range(20):
        clock(CaseFactory(reported=True), "determine", number)
        case = CaseFactory(investigating=True, authority=user)
        clock(case, "completion", number, owner=user)
    first = visit(user, "/diary/")
    assert len(set(lines(first)[:2])) == 2
    following = re.search(r'href="(\?[^"]+)" rel="next"', text(first))
    second = visit(user, "/diary/" + following[1].replace("&amp;", "&"))
    assert (len(lines(first)), len(lines(second))) == (25, 15)
    back = re.search(r'href="(\?[^"]+)" rel="prev"', text(second))
    again = visit(user, "/diary/" + back[1].replace("&amp;", "&"))
    assert lines(again) == lines(first)


@pytest.mark.parametrize("role", [HEARINGS, MISCONDUCT, "appropriate-authority"])
def test_it_asks_no_more_for_many_than_for_one(client, role):
    client.force_login(user_with_role(role))

    def asked():
        client.get("/diary/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/diary/").status_code == 200
        return len(captured)

    def both(days):
        arranged(days=days)
        arranged("meeting", days, meeting=True)
        clock(CaseFactory(reported=True), "determine", days)

    both(1)
    few = asked()
    for number in range(10):
        both(number)
    assert asked() == few <= BUDGET


class TestTheUnitOfAnOffice:
    """Its diary, as whoever supervises it sees it, holds what the office keeps."""

    @pytest.fixture(params=[HEARINGS, MISCONDUCT])
    def office(self, request):
        return user_with_role(request.param, UnitFactory(kind="ocu"))

    @pytest.fixture
    def unit(self, office):
        return office.postings.get().unit

    @pytest.fixture
    def director(self):
        return user_with_role("director", UnitFactory())

    @pytest.fixture(autouse=True)
    def limits(self):
        arranged()
        arranged("meeting", meeting=True)
        for right in (*OFFICES, "case.record-management-action"):
            case = whole_case(determined=True, offices=OFFICES, awaits=[right])
            clock(case, "disposal", of="subject 1", awaits=[right])
        clock(CaseFactory(reported=True), "determine")

    def test_has_the_same_rows_as_the_offices_own(self, visit, director, office, unit):
        own = lines(visit(office, "/diary/"))
        assert len(own) >= 2
        assert lines(visit(director, "/diary/", unit=unit.code)) == own
        by_name = {"unit": unit.code, "person": "nobody"}
        assert lines(visit(director, "/diary/", **by_name)) == own

    def test_has_each_once_though_the_case_is_the_units_own(
        self, visit, director, office, unit
    ):
        case = whole_case(determined=True, offices=OFFICES, responsible_unit=unit)
        for reviewed in (True, False):
            traits = {} if reviewed else {"meeting": True}
            row = ProceedingFactory(case=case, number=2 - reviewed, **traits)
            clock(case, "hearing", of=row.name)
        page = visit(director, "/diary/", unit=unit.code)
        assert len(lines(page)) == len(lines(visit(office, "/diary/"))) + 1

    def test_is_nobodys_by_name(self, visit, director, office, unit):
        colleague = user_with_role("investigator", unit)
        person = {"unit": unit.code, "person": colleague.email}
        assert lines(visit(director, "/diary/", **person)) == []
        assert lines(visit(director, "/diary/", unit=unit.code, kind="updates")) == []

    def test_has_nothing_once_nobody_of_the_office_is_posted_there(
        self, visit, director, office, unit
    ):
        office.postings.update(to_on=day(-1))
        assert lines(visit(director, "/diary/", unit=unit.code)) == []


def test_the_diary_of_another_unit_has_nothing_of_the_offices(visit):
    user_with_role(HEARINGS, UnitFactory(kind="ocu"))
    team = UnitFactory(team=True)
    user_with_role("appropriate-authority", team)
    arranged()
    page = visit(user_with_role("director", UnitFactory()), "/diary/", unit=team.code)
    assert lines(page) == []
