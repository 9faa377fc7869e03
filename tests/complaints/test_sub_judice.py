"""What stands still while a case is sub judice, until when, and how it goes on."""

from datetime import date, timedelta

import pytest

from casework import guard
from casework.models import DeadlineRule
from complaints import actions
from complaints.actions import clocks
from complaints.models import Case
from complaints.models.decided import RESULTS_STAND
from complaints.permissions import check_can_amend
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import do
from tests.complaints.routing import on_a_route
from tests.complaints.sending import signed_in
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import also_alleged, whole_case

pytestmark = pytest.mark.django_db


def _clock(case, code, of):
    """A limit that begins on the day of the test."""
    with guard.writing("test"):
        return clocks.begin(None, case, code, starts_on=NOW.date(), of=of)


class TestSubJudice:
    def test_it_goes_back_through_itself_to_where_a_resolution_began(self):
        case = on_a_route(investigating=True)
        do("offer-resolution", case)
        do("suspend-sub-judice", case)
        assert case.clock_stops.filter(to_on=None).exists()
        assert do("resume", case).status == "resolving"
        assert not case.clock_stops.filter(to_on=None).exists()
        assert do("end-resolution", case).status == "investigating"

    @pytest.mark.parametrize("state", ["determined", "notified"])
    def test_a_trial_after_the_decision_stops_it_and_what_is_heard(self, state):
        case = on_a_route(decided=True, **{state: True})
        hearing = _clock(case, "hearing", "proceeding 1")
        appeal = _clock(case, "appeal", "complainant 1")
        do("suspend-sub-judice", case)
        hearing.refresh_from_db()
        appeal.refresh_from_db()
        assert hearing.stopped_on == NOW.date()
        assert appeal.stopped_on is None  # a complainant's time runs on
        was_due = hearing.first_due_on
        resumed = do("resume", case, at=NOW + timedelta(days=14))
        assert resumed.status == state
        assert resumed.determined_on == case.determined_on
        hearing.refresh_from_db()
        assert hearing.stopped_on is None
        assert hearing.due_on > was_due

    @pytest.mark.parametrize("told", [False, True])
    def test_an_imported_one_that_was_decided_goes_on_from_there(self, told):
        day = date(2026, 9, 22)
        dates = {"determined_on": day} | ({"notified_on": day} if told else {})
        case = whole_case(decided=True, sub_judice=True, **dates)
        resumed = do("resume", case)
        assert resumed.status == ("notified" if told else "determined")

    def test_nobody_who_was_told_is_updated_while_it_stands_still(self):
        case = on_a_route(decided=True, notified=True)
        do("suspend-sub-judice", case)
        assert not case.clocks.filter(code="update").exists()

    def test_what_was_decided_is_not_withdrawn_meanwhile(self):
        case = on_a_route(decided=True, notified=True)
        do("suspend-sub-judice", case)
        with pytest.raises(WrongState, match="neither it nor a part of it"):
            do("withdraw", case)
        do("resume", case)
        assert Case.objects.get(pk=case.pk).status == "notified"

    def test_what_was_decided_is_not_withdrawn_in_parts_meanwhile(self):
        case = on_a_route(decided=True, notified=True)
        also_alleged(case)
        do("suspend-sub-judice", case)
        with pytest.raises(WrongState, match="neither it nor a part of it"):
            do("withdraw-allegations", case)

    @pytest.mark.parametrize("state", ["determined", "notified"])
    def test_nor_what_was_imported_without_its_day(self, state):
        legacy = {"origin": "legacy", "determined_on": None, "notified_on": None}
        case = on_a_route(decided=True, **{state: True}, **legacy)
        now = do("suspend-sub-judice", case)
        assert Case.objects.get(pk=case.pk).results_stand
        assert now.results_stand
        assert Case.objects.filter(RESULTS_STAND).exists()
        with pytest.raises(WrongState, match="neither it nor a part of it"):
            do("withdraw", now)
        with pytest.raises(WrongState, match="no longer change"):
            check_can_amend(now, by=user_with_role("cst-officer"))
        assert do("resume", now).status == state

    def test_what_was_suspended_before_it_was_decided_is_not(self):
        case = on_a_route(investigating=True, origin="legacy")
        do("suspend-sub-judice", case)
        assert not Case.objects.get(pk=case.pk).results_stand
        assert not Case.objects.filter(RESULTS_STAND).exists()

    @pytest.mark.parametrize("state", ["recorded", "finalised"])
    def test_nothing_else_is_suspended(self, state):
        case = on_a_route(decided=state == "finalised", **{state: True})
        with pytest.raises(WrongState, match="You cannot suspend"):
            do("suspend-sub-judice", case)

    def test_its_review_is_a_duty_until_it_is_resumed(self):
        case = on_a_route(investigating=True)
        do("suspend-sub-judice", case)
        (row,) = case.subjudices.all()
        (clock,) = case.clocks.filter(code="sub_judice_review", ended="")
        due_on = NOW.date() + timedelta(days=28)
        assert (clock.of, clock.due_on, row.review_on) == (row.name, due_on, due_on)
        now = Case.objects.get(pk=case.pk)
        assert (now.next_due, now.next_due_on) == ("sub_judice_review", due_on)
        do("resume", case)
        clock.refresh_from_db()
        assert (clock.ended, clock.done_on) == ("done", NOW.date())

    def test_a_review_begins_the_next(self):
        case = on_a_route(sub_judice=True)
        reviewed_on = NOW.date() - timedelta(days=3)
        given = {"reviewed_on": reviewed_on, "reason": "The trial is in March."}
        by = user_with_role("team-inspector")
        now = Case.objects.get(pk=case.pk)
        told = {"case": now, "by": by, "at": NOW, "version": now.version}
        assert actions.review_sub_judice(**told, **given).status == "sub_judice"
        (clock,) = case.clocks.filter(code="sub_judice_review", ended="")
        assert clock.starts_on == reviewed_on
        assert case.subjudices.get().review_on == clock.due_on
        do("review-sub-judice", case)
        rows = case.clocks.filter(code="sub_judice_review").order_by("number")
        assert [row.ended for row in rows] == ["done", ""]

    @pytest.mark.parametrize("days", [-1, 400])
    def test_a_review_is_of_the_time_of_the_suspension(self, days):
        case = on_a_route(sub_judice=True)
        now = Case.objects.get(pk=case.pk)
        with pytest.raises(BadInput) as refused:
            actions.review_sub_judice(
                case=now,
                by=user_with_role("team-inspector"),
                at=NOW,
                version=now.version,
                reviewed_on=NOW.date() - timedelta(days=days),
                reason="The trial is in March.",
            )
        assert refused.value.field == "reviewed_on"

    def test_withdrawing_ends_its_review(self):
        case = on_a_route(investigating=True)
        do("suspend-sub-judice", case)
        do("withdraw", case)
        assert case.clocks.get(code="sub_judice_review").ended == "dropped"

    def test_its_diary_and_its_clocks_show_when_it_is_reviewed(self):
        case = on_a_route(investigating=True)
        do("suspend-sub-judice", case)
        inspector = case.subjudices.get().by
        client = signed_in(inspector)
        for url in (f"{case.get_absolute_url()}clocks/", "/diary/"):
            assert "Review while sub judice" in client.get(url).content.decode(), url
        other = signed_in(user_with_role("team-inspector"))
        assert "Review while sub judice" not in other.get("/diary/").content.decode()

    def test_without_a_rule_it_says_what_is_missing(self):
        DeadlineRule.objects.filter(code="sub_judice_review").delete()
        case = on_a_route(investigating=True)
        with pytest.raises(BadInput, match="No deadline rule says when"):
            do("suspend-sub-judice", case)
