"""Whom the intervention scheme brings in, once and again, and who is told."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import ROLES
from audit import trail
from casework import deadlines, guard
from casework.models import DeadlineRule, Notification
from complaints.actions.coming_due import action_due
from complaints.actions.detecting import detect
from complaints.models import Intervention, InterventionRule
from complaints.rules.interventions import (
    Complaint,
    Scheme,
    counts,
    is_triggered,
    window_from,
)
from organisation.models import LineManager
from pages.refusals import BadInput
from tests.factories.accounts import UserFactory, fresh, user_with_role
from tests.factories.complaints import CaseFactory, CaseTagFactory, SubjectFactory
from tests.factories.interventions import InterventionFactory
from tests.factories.organisation import MemberFactory, UnitFactory

ON = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "months", "first"),
    [
        (date(2026, 11, 20), 12, date(2025, 11, 21)),
        (date(2026, 1, 1), 1, date(2025, 12, 2)),
        (date(2028, 2, 29), 12, date(2027, 3, 1)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
    ],
)
def test_the_window_is_so_many_months_long(on, months, first):
    assert window_from(on, months) == first


@pytest.mark.django_db
def test_without_any_rule_it_says_what_is_missing():
    DeadlineRule.objects.filter(code="intervention").delete()
    with pytest.raises(BadInput, match="an administrator enters one"):
        action_due(deadlines.load(), None, ON)


_COMPLAINTS = st.lists(
    st.builds(
        Complaint,
        received_on=st.dates(ON - timedelta(days=500), ON + timedelta(days=5)),
        categories=st.sets(st.sampled_from("ASU")).map(frozenset),
        withdrawn=st.booleans(),
        of_event=st.booleans(),
    ),
    max_size=8,
)
_SCHEMES = st.builds(
    Scheme,
    cases=st.integers(1, 4),
    months=st.integers(1, 18),
    categories=st.sets(st.sampled_from("ASU")).map(frozenset),
    events_count=st.booleans(),
    withdrawn_count=st.booleans(),
)


@given(complaints=_COMPLAINTS, scheme=_SCHEMES)
def test_more_complaints_never_take_anybody_out(complaints, scheme):
    some = complaints[:-1]
    if is_triggered(some, scheme, on=ON):
        assert is_triggered(complaints, scheme, on=ON)
    counted = [each for each in complaints if counts(each, scheme, on=ON)]
    assert is_triggered(complaints, scheme, on=ON) is (len(counted) >= scheme.cases)


def set_rule(**changes):
    InterventionRule.objects.update(**changes)
    return InterventionRule.objects.get()


def complain_of(member, days, *, tagged=False, **fields):
    case = CaseFactory(
        received_on=ON - timedelta(days=days),
        responsible_unit=member.unit,
        categories=fields.pop("categories", ["U"]),
        **(fields or {"recorded": True}),
    )
    SubjectFactory(case=case, member=member)
    if tagged:
        CaseTagFactory(case=case)
    return case


@pytest.fixture
def officer(db):
    return MemberFactory(unit=UnitFactory())


class TestDetecting:
    def test_three_in_twelve_months(self, officer):
        cases = [complain_of(officer, days) for days in (10, 200, 360)]
        assert detect(on=ON, at=NOW) == 1
        row = Intervention.objects.get()
        assert row.member == officer
        assert set(row.cases.all()) == set(cases)
        assert row.due_on == ON + timedelta(days=28)
        entry = trail.history_of(row)[0]
        assert (entry.event, entry.actor_name) == ("intervention.open", "Candour")

    def test_two_are_not_enough(self, officer):
        complain_of(officer, 10)
        complain_of(officer, 20)
        assert detect(on=ON, at=NOW) == 0

    def test_once_while_it_runs(self, officer):
        for days in (10, 20, 30):
            complain_of(officer, days)
        assert [detect(on=ON, at=NOW), detect(on=ON, at=NOW)] == [1, 0]

    def test_again_only_with_a_new_complaint(self, officer):
        for days in (100, 120, 130):
            complain_of(officer, days)
        InterventionFactory(
            member=officer, completed=True, triggered_on=ON - timedelta(days=90)
        )
        assert detect(on=ON, at=NOW) == 0
        complain_of(officer, 5)
        assert detect(on=ON, at=NOW) == 1
        row = Intervention.objects.latest("pk")
        assert row.repeat_of is not None

    def test_what_does_not_count(self, officer):
        complain_of(officer, 10)
        complain_of(officer, 20)
        complain_of(officer, 30, withdrawn=True)
        complain_of(officer, 40, tagged=True)
        complain_of(officer, 50, not_recorded=True)
        complain_of(officer, 400)
        complain_of(officer, 60, conduct=True, recorded=True)
        assert detect(on=ON, at=NOW) == 0

    def test_somebody_without_a_unit_is_with_the_unit_of_their_latest_case(self, db):
        officer, latest = MemberFactory(unit=None), UnitFactory()
        for days, unit in ((5, latest), (10, UnitFactory()), (200, UnitFactory())):
            case = CaseFactory(
                recorded=True,
                received_on=ON - timedelta(days=days),
                responsible_unit=unit,
                categories=["U"],
            )
            SubjectFactory(case=case, member=officer)
        assert [detect(on=ON, at=NOW), detect(on=ON, at=NOW)] == [1, 0]
        assert Intervention.objects.get().responsible_unit == latest

    def test_placeholders_are_nobody(self, db):
        nobody = MemberFactory(unit=UnitFactory(), placeholder=True)
        for days in (10, 20, 30):
            complain_of(nobody, days)
        assert detect(on=ON, at=NOW) == 0

    @pytest.mark.parametrize(
        ("rule", "opened"),
        [
            ({"cases": 4}, 0),
            ({"months": 1}, 0),
            ({"categories": ["A"]}, 0),
            ({"categories": ["U"]}, 1),
            ({"to_on": date(2020, 1, 1)}, 0),
        ],
    )
    def test_the_rule_is_data(self, officer, rule, opened):
        set_rule(**rule)
        for days in (10, 50, 60):
            complain_of(officer, days)
        assert detect(on=ON, at=NOW) == opened

    def test_events_and_withdrawn_count_where_the_rule_says(self, officer):
        set_rule(events_count=True, withdrawn_count=True)
        complain_of(officer, 10)
        complain_of(officer, 20, tagged=True)
        complain_of(officer, 30, withdrawn=True)
        assert detect(on=ON, at=NOW) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_the_question_finds_whom_the_rule_names(seed):
    chance = Random(seed)
    member = MemberFactory(unit=UnitFactory())
    scheme = Scheme(
        cases=chance.randint(1, 3),
        months=chance.randint(1, 14),
        categories=frozenset(chance.sample("ASU", chance.randint(0, 2))),
        events_count=chance.random() < 0.5,
        withdrawn_count=chance.random() < 0.5,
    )
    set_rule(
        cases=scheme.cases,
        months=scheme.months,
        categories=sorted(scheme.categories),
        events_count=scheme.events_count,
        withdrawn_count=scheme.withdrawn_count,
    )
    complaints = []
    for _ in range(chance.randint(0, 6)):
        one = Complaint(
            ON - timedelta(days=chance.randint(0, 420)),
            frozenset(chance.choice("ASU")),
            withdrawn=chance.random() < 0.3,
            of_event=chance.random() < 0.3,
        )
        complaints.append(one)
        complain_of(
            member,
            (ON - one.received_on).days,
            tagged=one.of_event,
            categories=sorted(one.categories),
            **({"withdrawn": True} if one.withdrawn else {"recorded": True}),
        )
    assert detect(on=ON, at=NOW) == int(is_triggered(complaints, scheme, on=ON))


def test_the_champion_and_the_line_manager_are_told(officer):
    champion = user_with_role("champion", officer.unit)
    elsewhere = user_with_role("champion", UnitFactory())
    manager = UserFactory(member=MemberFactory(unit=officer.unit))
    with guard.writing("test"):
        LineManager.objects.create(
            member=officer, manager=manager.member, from_on=date(2020, 1, 1)
        )
    for days in (10, 20, 30):
        complain_of(officer, days)
    detect(on=ON, at=NOW)
    told = {row.user_id: row for row in Notification.objects.all()}
    row = Intervention.objects.get()
    assert told.keys() == {champion.pk, manager.pk}
    assert told[champion.pk].url == row.get_absolute_url()
    assert str(officer) in told[manager.pk].sentence
    assert row.reference not in told[manager.pk].sentence
    assert elsewhere.pk not in told


def test_nobody_reads_their_own(officer):
    row = InterventionFactory(member=officer, responsible_unit=officer.unit)
    champion = user_with_role("champion", officer.unit)
    assert Intervention.objects.visible_to(champion).get() == row
    champion.member = officer
    champion.save()
    assert not Intervention.objects.visible_to(fresh(champion)).exists()


@pytest.mark.django_db
def test_each_role_sees_what_its_units_are():
    row = InterventionFactory()
    for slug, role in ROLES.items():
        near = user_with_role(slug, row.responsible_unit)
        far = user_with_role(slug, UnitFactory())
        reads = "intervention.read" in role.permissions
        visible = Intervention.objects.visible_to
        assert visible(near).exists() is reads, slug
        assert visible(far).exists() is (reads and not role.within_unit), slug
