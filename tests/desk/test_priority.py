"""One's work in the order of its priority."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import PriorityRule
from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import AssessmentFactory, CaseFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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
    case = CaseFactory(investigating=True, responsible_unit=borough)
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
