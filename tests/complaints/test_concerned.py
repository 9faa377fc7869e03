"""Which offices a case stays in sight of, though nothing in it waits for them."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError

from accounts.permissions import Permission as P
from casework import guard
from complaints.actions import amending
from complaints.actions.awaiting import keep_awaited
from complaints.actions.inputs import NewSubject
from complaints.actions.proceedings import openable
from complaints.models import Case, Outcome, law
from complaints.permissions import Sight
from complaints.views.cards import in_words
from tests.complaints.steps.playing import NOW
from tests.complaints.verbs import DO
from tests.factories.accounts import user_with_role
from tests.factories.appeals import DirectionFactory
from tests.factories.complaints import whole_case
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory

pytestmark = pytest.mark.django_db


def ruled(forum, *, answer, severity):
    """Determined, and sent there."""
    case = whole_case(determined=True, decided=True)
    with guard.writing("test"):
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=answer, severity=severity, forum=forum
        )
        keep_awaited(case, on=NOW.date())
        case.save()
    return case


def fresh_case(case):
    return Case.objects.get(pk=case.pk)


def knows(role, case) -> bool:
    return Sight(case, user_with_role(role)).identity


def test_management_action_is_in_sight_of_the_misconduct_office():
    case = ruled("management_action", answer=True, severity="misconduct")
    assert knows("misconduct-office", case)
    assert case.awaits == ["case.record-management-action"]
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
    assert withdrawn.awaits == ["case.continue-as-conduct"]
    assert Sight(withdrawn, authority).identity
    assert not knows("hearings-office", withdrawn)
    DO["continue-as-conduct"](withdrawn, authority, NOW, withdrawn.version)
    conduct = withdrawn.linked_from.get().case
    assert conduct.awaits == [str(P.CASE_ASSESS_SEVERITY)]


class TestEveryMove:
    """Whom a case waits for is kept by whatever is done to it."""

    def test_what_is_withdrawn_waits_for_the_authority_alone(self):
        case = whole_case(investigating=True, handler=user_with_role("investigator"))
        handler = case.handler
        case = DO["certify-requirements"](case, handler, NOW, case.version)
        assert case.awaits == [str(P.CASE_ASSESS_SEVERITY)]
        by = user_with_role("cst-manager")
        withdrawn = DO["withdraw"](case, by, NOW, case.version)
        assert withdrawn.awaits == [str(P.CASE_CONTINUE_AS_CONDUCT)]
        finalised = whole_case(finalised=True, decided=True)
        with (
            guard.writing("test"),
            pytest.raises(IntegrityError, match="case_closed_awaits_nothing"),
        ):
            Case.objects.filter(pk=finalised.pk).update(awaits=["case.refer-cps"])

    def test_an_officer_named_later_is_still_to_be_assessed(self):
        case = whole_case(conduct=True, allocated=True)
        amending.add_subject(
            case=case,
            by=user_with_role("cst-officer"),
            at=NOW,
            version=case.version,
            subject=NewSubject("member", member=MemberFactory()),
        )
        case.refresh_from_db()
        assert case.awaits == [str(P.CASE_ASSESS_SEVERITY)]

    def test_nothing_is_arranged_on_a_ruling_that_no_longer_stands(self):
        case = ruled("meeting", answer=True, severity="misconduct")
        with guard.writing("test"):
            Case.objects.filter(pk=case.pk).update(
                status="notified", notified_on=case.determined_on
            )
        DirectionFactory(case=case, number=1, kind="redetermine")
        case = fresh_case(case)
        assert case.awaits == [str(P.CASE_ARRANGE_MEETING)]
        by = user_with_role("appropriate-authority")
        again = DO["redetermine"](case, by, NOW, case.version)
        assert again.awaits == []


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
