"""What runs of proceedings: from the papers on, while they are held, and no longer."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from casework import guard
from complaints import actions
from complaints.models import CaseClock, ClockExtension, Proceeding
from pages.refusals import BadInput, WrongState
from tests.complaints.hearing import SERVED, TODAY, TOLD_WHEN, WHY, Told, name, trained
from tests.complaints.sending import day, errors
from tests.complaints.steps import BY_VERB, play_of
from tests.factories.complaints import ClockFactory
from tests.factories.proceedings import ProceedingFactory, full_panel

pytestmark = pytest.mark.django_db
OFFICE = "hearings-office"
DUE = date(2026, 11, 26)
HELD = date(2026, 11, 12)


def running(case):
    """What runs of proceedings in the case."""
    rows = CaseClock.objects.filter(case=case, ended="").exclude(of="")
    return {row.code for row in rows}


def proceedings(told, **traits):
    return ProceedingFactory(case=told.case, number=1, **traits)


def supply(told, row):
    told.do(
        actions.supply_documents,
        OFFICE,
        number=row.number,
        supplied_on=TODAY,
        supplied="The report.",
        supplied_to="The officer",
        **SERVED,
    )


def postpone(told, row, sits_on, ground="alternative-date"):
    return told.do(
        actions.postpone_sitting,
        OFFICE,
        number=row.number,
        sits_on=sits_on,
        sits_at=time(10, 30),
        place="Room 1",
        moved_on=TODAY,
        served_on=TODAY,
        **TOLD_WHEN,
        ground=ground,
        moved_reasons=WHY,
    )


SPECIAL = {"forum": "special", "kind": "special", "forum_name": "Special case hearing"}


class TestTheOfficersAnswer:
    def test_is_due_before_a_hearing(self):
        told = Told()
        supply(told, proceedings(told))
        assert running(told.case) == {"hearing", "statement"}

    @pytest.mark.parametrize(
        ("traits", "codes"),
        [(SPECIAL, {"special_case"}), ({"board": True}, set())],
        ids=["special", "board"],
    )
    def test_is_not_asked_for_by_its_rule_elsewhere(self, traits, codes):
        told = Told()
        supply(told, proceedings(told, **traits))
        assert running(told.case) == codes


class TestTheEnd:
    @pytest.mark.parametrize("verb", ["refuse-hearing", "send-back", "end-proceeding"])
    def test_nothing_runs_of_what_is_not_held(self, verb):
        told = Told()
        traits = {
            "refuse-hearing": {"unreviewed": True},
            "send-back": {"supplied_documents": True, **SPECIAL},
            "end-proceeding": {},
        }[verb]
        row = proceedings(told, **traits)
        for code in ("disposal", "hearing"):
            ClockFactory(case=told.case, code=code, of=row.name)
        seated = seat(told, row)
        ClockFactory(case=told.case, code="objection", of=seated.name)
        ClockFactory(case=told.case, code="hearing", of="proceedings 9")
        end(told, row, verb)
        rows = CaseClock.objects.filter(case=told.case, ended="").exclude(of="")
        # What came back waits to be decided anew, and then to be heard.
        back = [] if verb == "end-proceeding" else ["subject 1"]
        assert sorted(each.of for each in rows) == ["proceedings 9", *back]


def seat(told, row, **more):
    rank = "assistant_commissioner" if row.kind == "special" else "commander"
    return name(told, OFFICE, row, "chair", member=trained(rank), **more)


def end(told, row, verb):
    if verb == "end-proceeding":
        given = {"ended_on": TODAY, "end_kind": "resigned", "end_reasons": WHY}
    elif verb == "send-back":
        given = {"sent_back_on": TODAY, "sent_back_reasons": WHY}
    else:
        given = {"reviewed_on": TODAY, "review_reasons": WHY}
    action = getattr(actions, verb.replace("-", "_"))
    told.do(action, OFFICE, number=row.number, **given)


class TestTheWrittenOutcome:
    """It is owed once the proceedings end, not once something is found."""

    def held(self):
        told = Told()
        row = proceedings(told, fixed=True, sits_on=HELD)
        full_panel(row)
        told.do(
            actions.record_findings,
            OFFICE,
            number=row.number,
            held_on=HELD,
            findings={1: "gross"},
            finding_reasons=WHY,
        )
        return told, row

    def conclude(self, told, row, **more):
        told.do(
            actions.impose_sanction,
            OFFICE,
            number=row.number,
            concluded_on=TODAY,
            sanction_reasons=WHY,
            **more,
        )

    def test_is_owed_from_the_day_on_which_it_was_decided_what_is_imposed(self):
        told, row = self.held()
        assert "written_outcome" not in running(told.case)
        self.conclude(told, row, sanction="final-written-warning")
        clock = CaseClock.objects.get(case=told.case, code="written_outcome")
        assert (clock.of, clock.starts_on) == (row.name, TODAY)
        assert clock.due_on == date(2026, 11, 27)
        given = {"number": row.number, "told_on": TODAY}
        told.do(actions.tell_officer, OFFICE, **given, **SERVED)
        clock.refresh_from_db()
        assert (clock.ended, clock.done_on) == ("done", TODAY)

    def test_also_where_nothing_was_proved(self):
        told = Told()
        row = proceedings(told, held=True, proved=False)
        self.conclude(told, row)
        assert running(told.case) == {"written_outcome"}


class TestObjections:
    def test_the_time_runs_once_the_officer_is_told_later(self):
        told = Told()
        row = proceedings(told)
        member = seat(told, row)
        assert running(told.case) == set()
        told.do(actions.tell_panel, OFFICE, number=member.number, told_on=TODAY)
        clock = CaseClock.objects.get(case=told.case, code="objection")
        assert (clock.of, clock.starts_on) == (member.name, TODAY)
        member.refresh_from_db()
        assert member.told_on == TODAY

    def test_the_officer_is_told_once(self):
        told = Told()
        member = seat(told, proceedings(told), told_on=TODAY)
        with pytest.raises(WrongState, match="The officer was told of this member on"):
            told.do(actions.tell_panel, OFFICE, number=member.number, told_on=TODAY)

    def test_not_before_the_member_was_named(self):
        play = play_of(BY_VERB["tell-panel"])
        with pytest.raises(BadInput) as caught:
            play.do(told_on=play.part.named_on - timedelta(days=1))
        assert caught.value.field == "told_on"

    def test_not_once_it_was_held(self):
        play = play_of(BY_VERB["tell-panel"])
        with guard.writing("test"):
            Proceeding.objects.update(status="sent_back")
        with pytest.raises(WrongState, match="no longer changes"):
            play.do()


class TestAnotherDate:
    def fixed(self, **traits):
        told = Told()
        row = proceedings(told, fixed=True, sits_on=date(2026, 11, 25), **traits)
        code = "special_case" if traits else "hearing"
        ClockFactory(
            case=told.case,
            code=code,
            of=row.name,
            starts_on=date(2026, 10, 15),
            rule_on=date(2026, 9, 1),
            due_on=DUE,
        )
        return told, row

    def test_of_the_officer_is_lawful_past_the_time_for_it(self):
        told, row = self.fixed()
        later = date(2026, 12, 1)
        assert postpone(told, row, later).sits_on == later
        clock = CaseClock.objects.get(case=told.case, code="hearing")
        assert clock.due_on == later
        assert ClockExtension.objects.get(clock=clock).reason == WHY

    def test_within_the_time_extends_nothing(self):
        told, row = self.fixed()
        postpone(told, row, DUE)
        assert not ClockExtension.objects.exists()

    def test_too_long_after_is_refused(self):
        told, row = self.fixed()
        with pytest.raises(BadInput, match="Wednesday 2 December 2026 at the latest"):
            postpone(told, row, date(2026, 12, 3))

    def test_on_another_ground_the_time_is_extended_first(self):
        told, row = self.fixed()
        with pytest.raises(BadInput, match="Extend it first"):
            postpone(told, row, date(2026, 12, 1), ground="interests-of-justice")

    def test_a_special_case_has_no_longer(self):
        told, row = self.fixed(**SPECIAL)
        with pytest.raises(BadInput, match="Extend it first"):
            postpone(told, row, date(2026, 12, 1))

    def test_its_form_takes_and_refuses_the_same(self):
        play = play_of(BY_VERB["postpone-sitting"])
        sits_on = next_working(timezone.localdate())
        with guard.writing("test"):
            Proceeding.objects.update(sits_on=sits_on)
        ClockFactory(
            case=play.case,
            code="hearing",
            of=Proceeding.objects.get().name,
            starts_on=sits_on - timedelta(days=40),
            due_on=sits_on,
        )
        later = day("sits_on", next_working(sits_on))
        refused = errors(play.post(ground="interests-of-justice", **later))
        assert any("Extend it first" in each for each in refused)
        assert play.post(ground="alternative-date", **later).status_code == 302


def next_working(on):
    on += timedelta(days=1)
    while on.weekday() > 4:
        on += timedelta(days=1)
    return on
