"""One's work in the order of its priority."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.models import Case, PriorityRule
from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AssessmentFactory,
    CaseFactory,
    ConflictFactory,
    StatusChangeFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BUDGET = 15


@pytest.fixture
def borough():
    return UnitFactory(kind="borough")


def soon(days):
    return timezone.localdate() + days * DAY


def test_what_is_grave_stands_before_what_is_due(visit, borough):
    manager = user_with_role("local-manager", borough)
    mine = {"investigating": True, "responsible_unit": borough, "handler": manager}
    recent = {"received_on": soon(-30), "incident_on": soon(-40)}
    plain = CaseFactory(**mine, **recent, next_due_on=soon(20))
    grave = CaseFactory(**mine, **recent, next_due_on=soon(60))
    AssessmentFactory(case=grave, risk_public="high")

    page = text(visit(manager, "/priority/"))

    assert page.index(grave.reference) < page.index(plain.reference)
    assert "Why is this first?" in page
    assert "High risk: 40 points" in page
    assert "(unverified)" in page


def test_only_the_last_assessment_counts(visit, borough):
    manager = user_with_role("local-manager", borough)
    case = whole_case(investigating=True, responsible_unit=borough, handler=manager)
    AssessmentFactory(case=case, number=2, risk_public="high")
    AssessmentFactory(
        case=case,
        number=3,
        risk_public="low",
        risk_officers="low",
        risk_organisation="low",
    )
    assert "High risk" not in text(visit(manager, "/priority/"))


def test_a_rule_changed_changes_the_order(visit, borough):
    manager = user_with_role("local-manager", borough)
    mine = {"investigating": True, "responsible_unit": borough, "handler": manager}
    late = CaseFactory(**mine, next_due_on=soon(-30))
    grave = CaseFactory(**mine, next_due_on=soon(60))
    AssessmentFactory(case=grave, risk_public="high")
    page = text(visit(manager, "/priority/"))
    assert page.index(grave.reference) < page.index(late.reference)
    PriorityRule.objects.filter(code="late-long").update(points=90)
    page = text(visit(manager, "/priority/"))
    assert page.index(late.reference) < page.index(grave.reference)


def test_of_a_unit_for_whoever_supervises_it(visit, borough):
    handler = user_with_role("investigator", borough)
    case = CaseFactory(investigating=True, responsible_unit=borough, handler=handler)
    champion = user_with_role("champion", borough)
    shown = text(visit(champion, "/priority/", unit=borough.code))
    assert case.reference in shown
    assert case.reference not in text(visit(champion, "/priority/"))


def test_not_of_a_unit_of_others(visit, borough):
    other = UnitFactory(kind="borough")
    champion = user_with_role("champion", borough)
    assert visit(champion, "/priority/", unit=other.code).status_code == 400
    handler = user_with_role("investigator", borough)
    assert visit(handler, "/priority/", unit=borough.code).status_code == 403


def test_nothing_of_what_one_may_not_see(visit, borough):
    CaseFactory(investigating=True, responsible_unit=borough)
    page = text(visit(user_with_role("mpa-member"), "/priority/"))
    assert "Nothing waits here." in page


def investigated(case, user):
    StatusChangeFactory(case=case, by=user, verb="start")


def listed(visit, user):
    """Which of all cases the person's own list holds."""
    page = text(visit(user, "/priority/"))
    return {case for case in Case.objects.all() if case.reference in page}


@pytest.mark.parametrize(
    ("right", "role", "other"),
    [
        ("case.arrange-hearing", "hearings-office", "misconduct-office"),
        ("case.arrange-meeting", "misconduct-office", "hearings-office"),
        ("case.record-management-action", "misconduct-office", "hearings-office"),
        ("case.record-management-action", "local-manager", "investigator"),
        ("case.record-management-action", "champion", "investigator"),
        ("case.assess-severity", "appropriate-authority", "hearings-office"),
        ("case.redirect-proceeding", "appropriate-authority", "hearings-office"),
    ],
)
def test_what_waits_for_an_office_is_its_to_do(visit, borough, right, role, other):
    case = CaseFactory(
        determined=True,
        responsible_unit=borough,
        handler=user_with_role("investigator"),
        offices=[right, "case.arrange-hearing", "case.arrange-meeting"],
        awaits=[right],
    )
    assert listed(visit, user_with_role(role, borough)) == {case}
    assert listed(visit, user_with_role(other, borough)) == set()


def test_what_one_handles_is_theirs_to_do_in_their_turn_alone(visit, borough):
    handler = user_with_role("investigator", borough)
    own = {"responsible_unit": borough, "handler": handler}
    turns = {
        CaseFactory(**own, **state)
        for state in (
            {"allocated": True},
            {"investigating": True},
            {"determined": True},
        )
    }
    CaseFactory(**own, reported=True)
    CaseFactory(**own, notified=True)
    assert listed(visit, handler) == turns


def test_nobody_is_given_what_they_had_a_part_in(visit, borough):
    authority = user_with_role("appropriate-authority", borough)
    another = CaseFactory(reported=True)
    ConflictFactory(case=CaseFactory(reported=True), user=authority)
    handled = CaseFactory(reported=True)
    investigated(handled, authority)
    assert listed(visit, authority) == {another}


def test_what_had_a_part_in_waits_by_another_right_is_theirs(visit, borough):
    """A decision is for another authority; to send papers is no decision."""
    authority = user_with_role("appropriate-authority", borough)
    right = "case.refer-cps"
    case = CaseFactory(reported=True, offices=[right], awaits=[right])
    investigated(case, authority)
    assert listed(visit, authority) == {case}


def test_nothing_is_finalised_while_an_office_has_to_do_in_it(visit):
    right = "case.arrange-hearing"
    manager = user_with_role("cst-manager")
    done = CaseFactory(notified=True, appeal_ends_on=soon(-30))
    waits = CaseFactory(
        notified=True, appeal_ends_on=soon(-30), offices=[right], awaits=[right]
    )
    assert listed(visit, manager) == {done}
    assert listed(visit, user_with_role("hearings-office")) == {waits}


@pytest.mark.parametrize(
    "role",
    ["hearings-office", "misconduct-office", "appropriate-authority", "champion"],
)
def test_it_asks_no_more_for_many_than_for_one(client, borough, role):
    client.force_login(user_with_role(role, borough))
    rights = ["case.arrange-hearing", "case.arrange-meeting", "case.refer-cps"]

    def more():
        whole_case(
            determined=True, responsible_unit=borough, offices=rights, awaits=rights
        )
        whole_case(reported=True, responsible_unit=borough)

    def asked():
        client.get("/priority/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/priority/").status_code == 200
        return len(captured)

    more()
    few = asked()
    for _ in range(10):
        more()
    assert asked() == few <= BUDGET
