"""Which offices a case stays in sight of, though nothing in it waits for them."""

from datetime import UTC, datetime, time, timedelta

import pytest

from accounts.permissions import Permission as P
from casework import guard
from complaints.actions.awaiting import keep_awaited
from complaints.actions.proceedings import openable
from complaints.models import Outcome, law
from complaints.permissions import Sight
from complaints.views.cards import in_words
from tests.complaints.steps.playing import NOW
from tests.complaints.verbs import DO
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.organisation import UnitFactory
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory

pytestmark = pytest.mark.django_db


def ruled(forum, *, answer, severity):
    """Determined, and sent there."""
    case = whole_case(determined=True, decided=True)
    with guard.writing("test"):
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=answer, severity=severity, forum=forum
        )
        keep_awaited(case)
        case.save()
    return case


def knows(role, case) -> bool:
    return Sight(case, user_with_role(role)).identity


def test_management_action_is_in_sight_of_the_misconduct_office():
    case = ruled("management_action", answer=True, severity="misconduct")
    assert knows("misconduct-office", case)
    assert case.awaits == []
    assert not knows("hearings-office", case)


def test_performance_is_in_sight_of_the_office_of_the_third_stage():
    case = ruled("performance", answer=False, severity="none")
    assert knows("hearings-office", case)
    assert case.awaits == [str(P.CASE_ARRANGE_MEETING)]


def test_no_further_action_is_in_sight_of_neither():
    case = ruled("none", answer=True, severity="misconduct")
    assert not knows("hearings-office", case)
    assert not knows("misconduct-office", case)


def test_a_withdrawn_complaint_is_in_sight_of_who_may_go_on_with_it():
    unit = UnitFactory(team=True)
    case = whole_case(investigating=True, responsible_unit=unit)
    authority = user_with_role("appropriate-authority", unit)
    withdrawn = DO["withdraw"](case, user_with_role("cst-manager"), NOW, case.version)
    assert withdrawn.awaits == []
    assert Sight(withdrawn, authority).identity
    assert not knows("hearings-office", withdrawn)
    DO["continue-as-conduct"](withdrawn, authority, NOW, withdrawn.version)
    conduct = withdrawn.linked_from.get().case
    assert conduct.awaits == [str(P.CASE_ASSESS_SEVERITY)]


class TestStagesOfPerformance:
    @pytest.fixture
    def case(self):
        case = whole_case(determined=True)
        row = ProceedingFactory(
            case=case,
            number=1,
            told=True,
            subject=case.subjects.get(),
            regime="performance-2008",
            forum="first-stage",
            kind="stage",
            severity="unsatisfactory",
        )
        ImposedSanctionFactory(
            case=case,
            number=1,
            proceeding=row,
            field="performance",
            regime="performance-2008",
            sanction="improvement-notice",
            live_until=NOW.date() + timedelta(days=200),
        )
        return case

    def codes(self, case, *, on=None, **changed):
        rows = Outcome.objects.filter(allegation__case=case)
        rows.update(forum="performance", severity="none", case_to_answer=False)
        case.proceedings.update(**changed) if changed else None
        found = openable(case, law.load(), on=on or NOW.date())
        return {one.forum.code for rows in found.values() for one in rows}

    def test_the_next_follows_on_the_same_while_the_notice_is_live(self, case):
        assert self.codes(case) == {"second-stage", "third-stage"}

    def test_not_once_the_notice_is_no_longer_live(self, case):
        later = NOW.date() + timedelta(days=201)
        # Gross incompetence may begin at the third.
        assert self.codes(case, on=later) == {"third-stage"}

    def test_not_before_the_first_is_over(self, case):
        assert self.codes(case, status="fixed") == set()


def test_a_time_is_told_without_seconds():
    assert in_words(time(9, 5)) == "09:05"
    assert in_words(datetime(2026, 1, 2, 9, 5, tzinfo=UTC)) == "2 January 2026 at 09:05"
