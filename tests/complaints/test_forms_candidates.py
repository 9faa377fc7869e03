"""Who could handle a case in a unit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.forms.candidates import candidates
from organisation.models import AccreditationKind
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ConflictFactory, SubjectFactory
from tests.factories.organisation import (
    AccreditationFactory,
    MemberFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(team=True)


@pytest.fixture
def case(unit):
    return CaseFactory(assessed=True, responsible_unit=unit)


@pytest.fixture
def inspector():
    return user_with_role("team-inspector")


def ask(case, unit, by):
    return candidates(case, unit, by=by, on=timezone.localdate())


def trained(unit, **dates):
    member = MemberFactory()
    kind = AccreditationKind.objects.get(code="dps-investigator")
    AccreditationFactory(member=member, kind=kind, **dates)
    return user_with_role("investigator", unit, member=member)


def test_people_of_the_unit_who_can_report_are_offered(case, unit, inspector):
    one = user_with_role("investigator", unit)
    user_with_role("investigator", UnitFactory())
    user_with_role("team-inspector", unit)
    user_with_role("investigator", unit, is_active=False)
    found, left_out = ask(case, unit, inspector)
    assert [each.user for each in found] == [one]
    assert left_out == 0


def test_training_counts_while_it_lasts(case, unit, inspector):
    yesterday = timezone.localdate() - timedelta(days=1)
    current, lapsed = trained(unit), trained(unit, to_on=yesterday)
    found, _ = ask(case, unit, inspector)
    assert [(each.user, bool(each.warning)) for each in found] == [
        (current, False),
        (lapsed, True),
    ]


def test_open_cases_are_counted_and_the_least_busy_comes_first(case, unit, inspector):
    busy, free = trained(unit), trained(unit)
    CaseFactory.create_batch(2, investigating=True, handler=busy)
    CaseFactory(finalised=True, handler=free)
    found, _ = ask(case, unit, inspector)
    assert [(each.user, each.open_cases) for each in found] == [(free, 0), (busy, 2)]
    assert "2 open cases." in found[1].words


def test_subjects_and_the_conflicted_are_left_out_and_counted(case, unit, inspector):
    subject, conflicted = trained(unit), trained(unit)
    SubjectFactory(case=case, number=1, member=subject.member)
    ConflictFactory(case=case, user=conflicted)
    assert ask(case, unit, inspector) == ([], 2)
