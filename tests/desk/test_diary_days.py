"""Days that somebody set in a case, in the diary of whoever sees to it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.conduct import ManagementActionFactory
from tests.factories.logs import EnquiryFactory, WitnessCareFactory, WitnessFactory
from tests.factories.markers import MarkerFactory
from tests.factories.organisation import UnitFactory
from tests.factories.routes import PlanActionFactory

pytestmark = pytest.mark.django_db
LINE = re.compile(r'<bdi>(.*?)</bdi><span class="app-row-hint">')
BUDGET = 15


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def unit():
    return UnitFactory(kind="borough")


@pytest.fixture
def handler(unit):
    return user_with_role("local-manager", unit)


@pytest.fixture
def case(unit, handler):
    return whole_case(investigating=True, responsible_unit=unit, handler=handler)


def lines(page):
    return LINE.findall(text(page))


def everything(case, handler, on=1):
    """One of each kind, the first of them due first."""
    EnquiryFactory(case=case, owner=handler, due_on=day(on))
    PlanActionFactory(case=case, due_on=day(on + 1))
    witness = WitnessFactory(case=case)
    WitnessCareFactory(case=case, witness=witness, next_on=day(on + 2))
    MarkerFactory(case=case, review_on=day(on + 3))


def test_of_ones_own_each_kind_stands_on_its_day_with_its_page(visit, case, handler):
    everything(case, handler)
    page = visit(handler, "/diary/")
    shown = lines(page)
    assert [re.sub(r" \d+", "", line) for line in shown] == [
        "Line of enquiry",
        "Agreed action of the local resolution",
        "Next contact with witness",
        "Review of the duties of a subject, marker",
    ]
    for name in ("logs", "handling", "witnesses"):
        assert f'href="{case.get_absolute_url()}{name}/"' in text(page)


@pytest.mark.parametrize(("kind", "number"), [("tasks", 2), ("reviews", 2)])
def test_what_is_to_be_done_is_a_task_and_the_rest_a_review(
    visit, case, handler, kind, number
):
    everything(case, handler)
    assert len(lines(visit(handler, "/diary/", kind=kind))) == number


def test_what_is_late_says_so(visit, case, handler):
    EnquiryFactory(case=case, owner=handler, due_on=day(-3))
    assert "Late by" in text(visit(handler, "/diary/"))


def test_a_line_of_enquiry_is_whose_it_is(visit, case, handler, unit):
    other = user_with_role("investigator", UnitFactory(team=True))
    EnquiryFactory(case=case, owner=other, due_on=day(1))
    assert lines(visit(handler, "/diary/")) == []
    champion = user_with_role("champion", unit)
    asked = {"unit": unit.code, "person": other.email}
    assert len(lines(visit(champion, "/diary/", **asked))) == 1
    assert lines(visit(champion, "/diary/", unit=unit.code, person="nobody")) == []


def test_what_is_done_waits_for_nothing(visit, case, handler):
    EnquiryFactory(case=case, owner=handler, due_on=day(1), closed=True)
    PlanActionFactory(case=case, due_on=day(1), status="done", done_on=day(0))
    witness = WitnessFactory(case=case)
    WitnessCareFactory(case=case, witness=witness, number=1, next_on=day(1))
    WitnessCareFactory(case=case, witness=witness, number=2, next_on=None)
    assert lines(visit(handler, "/diary/")) == []


def test_nor_does_a_case_that_is_closed(visit, unit, handler):
    closed = whole_case(finalised=True, responsible_unit=unit, handler=handler)
    everything(closed, handler)
    assert lines(visit(handler, "/diary/")) == []


class TestManagementAction:
    def test_its_review_is_the_offices_in_a_closed_case_too(self, visit, handler):
        closed = whole_case(finalised=True, offices=["case.arrange-meeting"])
        ManagementActionFactory(case=closed, number=1, review_on=day(2))
        ManagementActionFactory(case=closed, number=2, review_on=None)
        office = user_with_role("misconduct-office")
        assert lines(visit(office, "/diary/")) == ["Review of management action 1"]
        ConflictFactory(case=closed, user=office)
        assert lines(visit(office, "/diary/")) == []

    @pytest.mark.parametrize(("days", "number"), [(0, 1), (1, 0)])
    def test_it_is_a_queue_of_theirs_once_it_is_due(self, visit, days, number):
        case = whole_case(finalised=True, offices=["case.arrange-meeting"])
        ManagementActionFactory(case=case, number=1, review_on=day(days))
        office = user_with_role("misconduct-office")
        assert "?awaits=review-management-action" in text(visit(office, "/"))
        listed = visit(office, "/complaints/", awaits="review-management-action")
        assert (case.reference in text(listed)) == bool(number)


def test_nothing_of_a_case_that_one_may_not_see(visit, case, handler):
    everything(case, handler)
    ConflictFactory(case=case, user=handler)
    assert lines(visit(handler, "/diary/")) == []


def test_pages_go_on_over_all_kinds(visit, unit, handler):
    for number in range(10):
        case = whole_case(investigating=True, responsible_unit=unit, handler=handler)
        everything(case, handler, on=number)
    first = visit(handler, "/diary/")
    following = re.search(r'href="(\?[^"]+)" rel="next"', text(first))
    second = visit(handler, "/diary/" + following[1].replace("&amp;", "&"))
    assert (len(lines(first)), len(lines(second))) == (25, 15)
    back = re.search(r'href="(\?[^"]+)" rel="prev"', text(second))
    again = visit(handler, "/diary/" + back[1].replace("&amp;", "&"))
    assert lines(again) == lines(first)


@pytest.mark.parametrize("role", ["local-manager", "champion", "misconduct-office"])
def test_it_asks_no_more_for_many_days_than_for_one(client, unit, role):
    user = user_with_role(role, unit)
    client.force_login(user)
    path = f"/diary/?unit={unit.code}" if role == "champion" else "/diary/"

    def asked():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    case = whole_case(investigating=True, responsible_unit=unit, handler=user)
    everything(case, user)
    few = asked()
    for number in range(5):
        other = whole_case(investigating=True, responsible_unit=unit, handler=user)
        everything(other, user, on=number)
    assert asked() == few <= BUDGET
