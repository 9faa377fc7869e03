"""Reviews in the diary: of risks, suspensions, markers and plans; whose each is."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ConflictFactory, whole_case
from tests.factories.interventions import InterventionFactory
from tests.factories.markers import MarkerFactory
from tests.factories.organisation import UnitFactory
from tests.factories.restrictions import RestrictionFactory
from tests.factories.risks import RiskFactory

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def unit():
    return UnitFactory(kind="borough")


def references(page):
    return re.findall(r">([A-Z]{2}/\d+/\d+)</a>", text(page))


def case_of(unit, **fields):
    return whole_case(investigating=True, responsible_unit=unit, **fields)


def test_of_a_unit_beside_its_deadlines_by_the_day(visit, unit):
    champion = user_with_role("champion", unit)
    plan = InterventionFactory(planned=True, responsible_unit=unit, review_on=day(4))
    suspended = RestrictionFactory(
        in_force=True, case=case_of(unit), review_on=day(2), responsible_unit=unit
    )
    marker = MarkerFactory(case=case_of(unit), review_on=day(3))
    page = visit(champion, "/diary/", unit=unit.code, kind="reviews")
    assert references(page) == [
        suspended.reference,
        marker.case.reference,
        plan.reference,
    ]
    shown = text(page)
    assert "Review of an intervention plan" in shown
    assert "Review of the duties of a subject, marker" in shown
    assert "domestic" not in shown.lower()


@pytest.mark.parametrize(
    ("state", "field", "words"),
    [
        ({}, "due_on", "Action of the intervention scheme"),
        ({"planned": True}, "review_on", "Review of an intervention plan"),
        ({"completed": True}, "follow_up_on", "Follow-up of an intervention"),
    ],
)
def test_what_comes_next_in_an_intervention(visit, unit, state, field, words):
    champion = user_with_role("champion", unit)
    InterventionFactory(responsible_unit=unit, **state | {field: day(5)})
    assert words in text(visit(champion, "/diary/"))


def test_a_champion_reads_of_no_other_borough(visit, unit):
    InterventionFactory(planned=True, review_on=day(1))
    assert references(visit(user_with_role("champion", unit), "/diary/")) == []


def test_an_inspector_has_those_of_their_own_unit_alone(visit):
    team = UnitFactory(team=True)
    mine = InterventionFactory(planned=True, responsible_unit=team, review_on=day(1))
    InterventionFactory(planned=True, review_on=day(1))
    inspector = user_with_role("team-inspector", team)
    assert references(visit(inspector, "/diary/")) == [mine.reference]


def test_suspensions_are_reviewed_by_whoever_may(visit, unit):
    row = RestrictionFactory(in_force=True, case=case_of(unit), review_on=day(1))
    assert references(visit(user_with_role("director"), "/diary/")) == [row.reference]
    assert references(visit(user_with_role("champion", unit), "/diary/")) == []


def test_a_proposal_and_what_was_lifted_wait_for_no_review(visit, unit):
    RestrictionFactory(case=case_of(unit))
    assert references(visit(user_with_role("director"), "/diary/")) == []


def test_a_risk_is_whose_looks_after_it(visit):
    team = UnitFactory(team=True)
    owner, inspector = user_with_role("command", team), user_with_role("team-inspector")
    mine = RiskFactory(owner=owner, next_review_on=day(3), responsible_unit=team)
    RiskFactory(owner=None, next_review_on=day(3), responsible_unit=team)
    RiskFactory(owner=owner, closed=True, next_review_on=day(3))
    RiskFactory(owner=owner, responsible_unit=team)  # no review is set
    assert references(visit(owner, "/diary/")) == [mine.reference]
    page = visit(inspector, "/diary/", unit=team.code, kind="reviews")
    assert len(references(page)) == 2
    page = visit(inspector, "/diary/", unit=team.code, person="nobody")
    assert len(references(page)) == 1
    page = visit(inspector, "/diary/", unit=team.code, person=owner.email)
    assert references(page) == [mine.reference]


def test_a_marker_is_the_handlers(visit, unit):
    handler = user_with_role("local-manager", unit)
    mine = MarkerFactory(case=case_of(unit, handler=handler), review_on=day(1))
    MarkerFactory(case=case_of(unit), review_on=day(1))
    MarkerFactory(case=mine.case, kind="sexual-offence", ended=True, review_on=day(1))
    page = visit(handler, "/diary/")
    assert references(page) == [mine.case.reference]
    assert f'href="{mine.case.get_absolute_url()}handling/"' in text(page)


def test_nothing_of_what_one_may_not_see(visit, unit):
    director = user_with_role("director")
    barred = RestrictionFactory(in_force=True, case=case_of(unit), review_on=day(1))
    ConflictFactory(case=barred.case, user=director)
    assert references(visit(director, "/diary/")) == []


def test_pages_go_on_over_all_kinds(visit, unit):
    champion = user_with_role("champion", unit)
    for number in range(20):
        case = case_of(unit, handler=champion)
        MarkerFactory(case=case, review_on=day(number))
        InterventionFactory(planned=True, responsible_unit=unit, review_on=day(number))
    CaseFactory(responsible_unit=unit)
    first = visit(champion, "/diary/")
    following = re.search(r'href="(\?[^"]+)" rel="next"', text(first))
    address = "/diary/" + following[1].replace("&amp;", "&")
    seen = references(first) + references(visit(champion, address))
    assert len(references(first)) == 25
    assert len(seen) == len(set(seen)) == 40
