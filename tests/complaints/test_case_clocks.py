"""The rows of a case's clocks: begun, done, stopped, followed, and who owns them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework import guard
from casework.acting import Act
from casework.models import DeadlineRule
from complaints.actions import clocks
from complaints.models import Case, CaseClock
from complaints.models.clocks import Ended
from complaints.rules import limits
from complaints.workflow import CASE, Status
from config.reference.files import read
from config.reference.loader import FILES
from config.reference.tables import DEADLINE_RULES
from tests.complaints.test_matrix import case_in
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ClockFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
START = date(2026, 10, 5)


@pytest.fixture
def act():
    """An action under way, as those that call these functions open it."""
    with guard.writing("test"):
        yield Act("test", user_with_role("team-inspector"), NOW)


@pytest.fixture
def case():
    return Case.objects.get(pk=CaseFactory(investigating=True, received_on=START).pk)


def running(case):
    rows = CaseClock.objects.filter(case=case, ended=Ended.RUNNING)
    return {row.code: row for row in rows.order_by("number")}


def kept(case):
    return case.next_due, case.next_due_on


def test_the_codes_are_those_of_the_rules():
    path = FILES / "deadline_rules.csv"
    assert {line.values["code"] for line in read(DEADLINE_RULES, path)} == set(
        limits.LIMITS
    )
    assert set(limits.LIMITS) >= limits.WINDOWS | limits.WITH_HANDLER | limits.OF_STATE
    assert not limits.WINDOWS & limits.WITH_HANDLER


class TestBegin:
    def test_counts_by_the_rule_and_keeps_the_case(self, act, case):
        row = clocks.begin(act, case, "referral", starts_on=START, of="referral 1")

        assert (row.due_on, row.first_due_on, row.number) == (
            date(2026, 10, 6),
            date(2026, 10, 6),
            1,
        )
        assert (row.unit, row.owner) == (case.responsible_unit, None)
        assert kept(case) == ("referral", date(2026, 10, 6))

    def test_the_next_date_is_that_of_the_earliest(self, act, case):
        clocks.begin(act, case, "completion", starts_on=START)
        clocks.begin(act, case, "update", starts_on=START)
        assert kept(case) == ("update", START + timedelta(days=28))
        clocks.done(act, case, "update", on=TODAY)
        assert kept(case) == ("completion", START + timedelta(days=90))

    def test_time_that_others_have_is_no_date_of_ours(self, act, case):
        clocks.begin(act, case, "appeal", starts_on=START)
        assert kept(case) == ("", clocks.NEVER)

    def test_anew_ends_the_one_that_ran(self, act, case):
        first = clocks.begin(act, case, "meeting", starts_on=START, of="meeting 1")
        second = clocks.begin(act, case, "meeting", starts_on=TODAY, of="meeting 1")
        first.refresh_from_db()
        assert (first.ended, first.done_on) == ("dropped", TODAY)
        assert running(case) == {"meeting": second}

    def test_of_two_records_two_run(self, act, case):
        for number in (1, 2):
            clocks.begin(act, case, "hearing", starts_on=START, of=f"hearing {number}")
        assert CaseClock.objects.filter(case=case, ended="").count() == 2

    def test_by_the_law_of_the_day_it_came_to_notice(self, act, case):
        old = clocks.begin(
            act, case, "completion", starts_on=START, noticed_on=date(2006, 5, 1)
        )
        assert old.due_on == START + timedelta(days=120)

    def test_nothing_where_no_rule_is_in_force(self, act, case):
        DeadlineRule.objects.filter(code="referral").delete()
        assert clocks.begin(act, case, "referral", starts_on=START) is None
        assert running(case) == {}

    def test_it_is_its_owners_else_the_handlers_else_nobodys(self, act, case):
        handler, other = user_with_role("investigator"), user_with_role("investigator")
        case.handler = handler
        rows = [
            clocks.begin(act, case, "notice", starts_on=START, of="subject 1"),
            clocks.begin(act, case, "meeting", starts_on=START, owner=other),
            clocks.begin(act, case, "referral", starts_on=START),
        ]
        assert [row.owner_id for row in rows] == [handler.pk, other.pk, None]

    def test_only_one_of_a_kind_runs(self, case):
        ClockFactory(case=case, code="hearing")
        with pytest.raises(IntegrityError), transaction.atomic():
            ClockFactory(case=case, code="hearing")


class TestEnd:
    def test_done_and_dropped_on_their_day(self, act, case):
        clocks.begin(act, case, "referral", starts_on=START)
        clocks.begin(act, case, "notice", starts_on=START)
        done = clocks.done(act, case, "referral", on=TODAY)
        dropped = clocks.drop(act, case, "notice", on=TODAY)
        assert [(r.ended, r.done_on) for r in (done, dropped)] == [
            ("done", TODAY),
            ("dropped", TODAY),
        ]
        assert kept(case) == ("", clocks.NEVER)

    def test_what_does_not_run_is_not_ended(self, act, case):
        assert clocks.done(act, case, "referral", on=TODAY) is None


class TestStops:
    def test_what_pauses_stands_still_and_the_rest_runs_on(self, act, case):
        clocks.begin(act, case, "determine", starts_on=START)  # due 19 October
        clocks.begin(act, case, "update", starts_on=START)

        clocks.stop_all(act, case, on=date(2026, 10, 12))

        rows = running(case)
        assert rows["determine"].stopped_on == date(2026, 10, 12)
        assert rows["determine"].due_on == clocks.NEVER
        assert kept(case) == ("update", START + timedelta(days=28))

        clocks.resume_all(act, case, on=date(2026, 10, 26))

        row = running(case)["determine"]
        assert (row.stopped_on, row.due_on) == (None, date(2026, 11, 2))
        assert row.first_due_on == date(2026, 10, 19)

    def test_what_was_late_by_then_stays_late(self, act, case):
        clocks.begin(act, case, "determine", starts_on=START)
        clocks.stop_all(act, case, on=date(2026, 11, 2))
        assert running(case)["determine"].due_on == date(2026, 10, 19)

    def test_what_begins_meanwhile_stands_still_from_its_first_day(self, act, case):
        clocks.stop_all(act, case, on=START)
        day = START + timedelta(days=7)
        row = clocks.begin(act, case, "hearing", starts_on=day)
        assert (row.stopped_on, row.due_on) == (day, clocks.NEVER)
        assert row.first_due_on < clocks.NEVER

    def test_twice_is_one_stop(self, act, case):
        clocks.stop_all(act, case, on=START)
        clocks.stop_all(act, case, on=START + timedelta(days=1))
        assert [stop.from_on for stop in case.clock_stops.all()] == [START]

    def test_one_that_ended_while_it_stood_still_has_its_first_date(self, act, case):
        clocks.begin(act, case, "determine", starts_on=START)
        clocks.stop_all(act, case, on=date(2026, 10, 12))
        row = clocks.done(act, case, "determine", on=date(2026, 10, 20))
        assert (row.due_on, row.stopped_on) == (date(2026, 10, 19), None)


class TestUpdates:
    def test_from_the_recording_every_28_days(self, act):
        case = case_in(Status.RECEIVED)
        case = DO["record"](case, user_with_role("cst-officer"), NOW, case.version)
        assert running(case)["update"].due_on == case.recorded_on + timedelta(days=28)

        row = clocks.updated(act, case, case.complainants.get(), TODAY)
        assert row.due_on == TODAY + timedelta(days=28)
        ended = CaseClock.objects.get(case=case, code="update", ended="done")
        assert ended.done_on == TODAY

    def test_an_officer_is_updated_apart(self, act, case):
        subject = SubjectFactory(case=case, number=2)
        row = clocks.updated(act, case, subject, TODAY)
        assert (row.code, row.of) == ("update_officer", "subject 2")

    def test_nobody_complained_of_a_conduct_matter(self):
        case = whole_case(conduct=True)
        case = DO["record"](case, user_with_role("cst-officer"), NOW, case.version)
        assert "update" not in running(case)

    def test_the_letters_are_the_last(self, act):
        case = case_in(Status.DETERMINED)
        case = Case.objects.get(pk=case.pk)
        clocks.updated(act, case, case.complainants.get(), TODAY)
        case = DO["notify"](case, user_with_role("cst-officer"), NOW, case.version)
        row = CaseClock.objects.get(case=case, code="update")
        assert (row.ended, row.done_on) == ("done", TODAY)
        assert clocks.updated(act, case, case.complainants.get(), TODAY) is None


class TestFollow:
    @pytest.mark.parametrize(
        ("status", "verb", "code", "how"),
        [
            (Status.RECORDED, "check", "check", "done"),
            (Status.INVESTIGATING, "submit-report", "completion", "done"),
            (Status.REPORTED, "return", "determine", "done"),
            (Status.INVESTIGATING, "withdraw", "completion", "dropped"),
        ],
    )
    def test_a_move_ends_the_limit_of_the_state(self, status, verb, code, how):
        case = case_in(status)
        if status == Status.REPORTED:
            case = case_in(Status.INVESTIGATING)
            case = DO["submit-report"](case, case.handler, NOW, case.version)
        else:
            ClockFactory(case=case, code=code)
        roles = {"check": "cst-manager", "return": "appropriate-authority"}
        by = user_with_role(roles[verb]) if verb in roles else case.handler
        DO[verb](case, by, NOW, case.version)
        row = CaseClock.objects.filter(case=case, code=code).earliest("number")
        assert (row.ended, row.done_on) == (how, TODAY)

    def test_a_closed_case_has_nothing_left_to_do(self):
        case = case_in(Status.INVESTIGATING)
        for code in ("update", "strategy_review", "appeal"):
            ClockFactory(case=case, code=code)
        case = DO["withdraw"](case, case.handler, NOW, case.version)
        assert set(running(case)) == {"appeal"}  # which somebody else has
        assert kept(case) == ("", clocks.NEVER)

    def test_a_new_handler_and_unit_take_over_what_runs(self):
        case = case_in(Status.INVESTIGATING)
        own = user_with_role("investigator")
        ClockFactory(case=case, owner=case.handler, with_handler=True)
        ClockFactory(case=case, code="hearing", owner=own)
        elsewhere = UnitFactory(team=True)
        with guard.writing("test"):
            CaseClock.objects.filter(case=case).update(unit=elsewhere)

        case = DO["allocate"](case, user_with_role("team-inspector"), NOW, case.version)

        rows = running(case)
        assert rows["completion"].owner == case.handler
        assert rows["hearing"].owner == own
        assert {row.unit_id for row in rows.values()} == {case.responsible_unit_id}

    def test_another_date_of_receipt_counts_anew(self, act, case):
        clocks.begin(act, case, "completion", starts_on=START)
        case.received_on = START + timedelta(days=1)
        clocks.follow(case, "", on=TODAY)
        assert kept(case) == ("completion", START + timedelta(days=91))

    def test_a_state_without_a_limit_of_its_own_leaves_what_runs(self, act, case):
        """As where a case is suspended: what ran stands still, and runs on after."""
        clocks.begin(act, case, "completion", starts_on=START)
        case.status = "suspended"
        clocks.follow(case, "suspend", on=TODAY)
        assert set(running(case)) == {"completion"}


def test_each_limit_of_a_state_is_done_by_some_move():
    for code in limits.OF_STATE:
        assert any(limits.does(line.verb, code) for line in CASE), code
