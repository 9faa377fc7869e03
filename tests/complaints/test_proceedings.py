"""Proceedings from what was decided to their end, and what each step refuses."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from casework import guard
from complaints import actions
from complaints.models import (
    Allegation,
    Case,
    Ground,
    ImposedSanction,
    Proceeding,
    SeverityAssessment,
)
from complaints.models.clocks import Ended
from complaints.models.imposed import live_sanctions
from complaints.permissions import check_verb
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.hearing import (
    NOW,
    SERVED,
    TODAY,
    TOLD_WHEN,
    WHY,
    Told,
    hear,
    name,
    open_it,
    trained,
)
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.proceedings import ruled
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    whole_case,
)
from tests.factories.organisation import (
    MemberFactory,
    UnitFactory,
)
from tests.factories.proceedings import (
    ProceedingFactory,
    full_panel,
    warned,
)


@pytest.mark.django_db
class TestWholeLives:
    def test_a_hearing_of_2008_to_dismissal(self):
        told, office = Told(), "hearings-office"
        ruled(told)
        row = open_it(told, office, "conduct-2008.hearing.gross")
        with pytest.raises(WrongState, match="waits for the review"):
            hear(told, office, row, "gross", "dismissal-without-notice")
        told.do(
            actions.warrant_hearing,
            office,
            number=row.number,
            reviewed_on=TODAY,
            review_reasons=WHY,
        )
        name(told, office, row, "chair", member=trained("commander"))
        name(told, office, row, "member", member=trained("superintendent"))
        name(told, office, row, "independent", outsider="I. Lay")
        hear(told, office, row, "gross", "dismissal-without-notice")
        imposed = ImposedSanction.objects.get()
        assert imposed.sanction_name == "Dismissal without notice"
        assert imposed.ends_service
        assert imposed.live_until is None
        windows = told.case.clocks.filter(code="tribunal", ended=Ended.RUNNING)
        assert windows.count() == 1

    def test_a_full_board_of_2004(self):
        told, office = Told(received_on=date(2008, 5, 1)), "hearings-office"
        ruled(told, severity="misconduct")
        _raised(told, date(2008, 5, 1))
        row = open_it(told, office, "conduct-2004.hearing.misconduct")
        assert row.kind == "board"
        told.do(
            actions.warrant_hearing,
            office,
            number=row.number,
            reviewed_on=TODAY,
            review_reasons=WHY,
        )
        name(told, office, row, "presiding", member=trained("commander"))
        for seat in ("assessor", "second-assessor"):
            name(told, office, row, seat, member=trained("superintendent"))
        leaves = {"effective_on": TODAY + timedelta(days=30)}
        hear(told, office, row, "misconduct", "requirement-to-resign", **leaves)
        imposed = ImposedSanction.objects.get()
        assert imposed.sanction == "requirement-to-resign"
        assert imposed.effective_on == TODAY + timedelta(days=30)

    def test_a_meeting_and_an_appeal_against_it(self):
        told, office = Told(), "misconduct-office"
        ruled(told, severity="misconduct", forum="meeting")
        row = open_it(told, office, "conduct-2008.meeting.misconduct")
        name(told, office, row, "chair", member=MemberFactory(rank="inspector"))
        hear(told, office, row, "misconduct", "written-warning")
        member = told.subject.member
        (live,) = live_sanctions(member, on=TODAY)
        assert live.live_until == date(2027, 11, 19)
        row.refresh_from_db()
        appeal = told.do(
            actions.lodge_officer_appeal,
            office,
            proceeding=row,
            forum="appeal-meeting",
            lodged_on=TODAY,
            grounds=(),
            reasons=WHY,
        )
        name(
            *(told, office, row, "chair"),
            appeal=appeal,
            member=MemberFactory(rank="superintendent"),
        )
        told.do(
            actions.decide_officer_appeal,
            office,
            number=appeal.number,
            upheld=True,
            effect="set_aside",
            decided_on=TODAY,
            decision=WHY,
        )
        assert live_sanctions(member, on=TODAY) == []

    def test_no_hearing_is_warranted_and_the_authority_decides_anew(self):
        told = Told()
        ruled(told)
        row = open_it(told, "hearings-office", "conduct-2008.hearing.gross")
        told.do(
            actions.refuse_hearing,
            "hearings-office",
            number=row.number,
            reviewed_on=TODAY,
            review_reasons=WHY,
        )
        told.case.refresh_from_db()
        assert told.case.awaits == ["case.redirect-proceeding"]
        told.do(
            actions.redirect_proceeding,
            "appropriate-authority",
            number=row.number,
            forum="special",
            redirect_reasons=WHY,
        )
        code, certified = "conduct-2008.special.gross", ["special-conditions"]
        with pytest.raises(BadInput, match="open only where this is certified") as no:
            open_it(told, "hearings-office", code)
        assert no.value.field == "conditions"
        again = open_it(told, "hearings-office", code, conditions=certified)
        assert (again.forum, again.conditions) == ("special", certified)

    def test_an_officer_who_resigns_first(self):
        play = play_of(BY_VERB["end-proceeding"])
        play.do()
        assert Proceeding.objects.get().end_kind == "resigned"


@pytest.mark.django_db
class TestSpecialCase:
    """What it rests on and when it sits is dated data, and is held to."""

    CODE = "conduct-2008.special.gross"

    def special(self):
        told = Told()
        ruled(told, forum="special")
        return told

    @pytest.mark.parametrize("given", [[], ["another"], ["special-conditions", "x"]])
    def test_nothing_but_its_conditions_opens_it(self, given):
        with pytest.raises(BadInput, match="is open only where this is certified: “B"):
            open_it(self.special(), "hearings-office", self.CODE, conditions=given)
        assert not Proceeding.objects.exists()

    def test_a_condition_that_the_law_adds_is_asked_too(self):
        Ground.objects.create(
            purpose="special_case",
            code="signed",
            name="The director has signed it",
            from_on=date(2008, 12, 1),
        )
        with pytest.raises(BadInput, match="certified: “The director has signed it”"):
            open_it(
                self.special(),
                "hearings-office",
                self.CODE,
                conditions=["special-conditions"],
            )

    def test_its_page_asks_and_its_card_shows_them(self):
        told = self.special()
        client = signed_in(told.by("hearings-office"))
        url = reverse("complaints:open-proceeding", args=[told.case.slug])
        data = {"what": f"1 {self.CODE}"} | day("opened_on", TODAY)
        told.case.refresh_from_db()
        sent = send(client, url, version=told.case.version, **data)
        assert "is open only where this is certified" in errors(sent)[0]
        data |= {"conditions": ["special-conditions"]}
        sent = send(client, url, version=told.case.version, **data)
        assert sent.status_code == 302, errors(sent)
        shown = client.get(sent.url).content.decode()
        assert "Both special conditions are satisfied" in shown

    def test_it_sits_neither_too_early_nor_too_late(self):
        told = self.special()
        office = "hearings-office"
        conditions = ["special-conditions"]
        row = open_it(told, office, self.CODE, conditions=conditions)
        warranted = {"reviewed_on": TODAY, "review_reasons": WHY}
        told.do(actions.warrant_hearing, office, number=row.number, **warranted)
        supplied = {"supplied": "The film.", "supplied_to": "The officer"}
        given = supplied | {"supplied_on": TODAY} | SERVED
        told.do(actions.supply_documents, office, number=row.number, **given)

        def fix(day):
            when = {"sits_on": day, "sits_at": time(10), "place": "Room 1"}
            when |= {"fixed_on": TODAY, "served_on": TODAY} | TOLD_WHEN
            return told.do(actions.fix_sitting, office, number=row.number, **when)

        # Ten working days after Friday 20 November 2026, and fifteen.
        with pytest.raises(BadInput, match="must be Friday 4 December"):
            fix(date(2026, 12, 3))
        with pytest.raises(BadInput, match="time for it ends on Friday 11 December"):
            fix(date(2026, 12, 14))
        assert fix(date(2026, 12, 4)).status == "fixed"

    def test_other_forums_ask_for_none(self):
        told = Told()
        ruled(told)
        code = "conduct-2008.hearing.gross"
        row = open_it(told, "hearings-office", code, conditions=["special-conditions"])
        assert row.conditions == []


@pytest.mark.django_db
def test_dismissal_for_misconduct_at_a_hearing_needs_a_warning_live_at_assessment():
    for is_open in (False, True):
        told = Told()
        if is_open:
            warned(told.subject.member)
        row = ProceedingFactory(
            case=told.case,
            number=1,
            held=True,
            severity="misconduct",
            severity_name="Misconduct",
        )
        full_panel(row)
        given = {
            "concluded_on": row.held_on,
            "sanction": "dismissal-with-notice",
            "sanction_reasons": WHY,
            "effective_on": row.held_on + timedelta(days=28),
            "number": row.number,
        }
        if is_open:
            told.do(actions.impose_sanction, "hearings-office", **given)
            imposed = ImposedSanction.objects.get(proceeding=row)
            assert imposed.sanction == "dismissal-with-notice"
            continue
        with pytest.raises(BadInput, match="is open only where a final written"):
            told.do(actions.impose_sanction, "hearings-office", **given)
        assert not ImposedSanction.objects.exists()


def _raised(told, day):
    with guard.writing("test"):
        Allegation.objects.filter(case=told.case).update(raised_on=day)


@pytest.mark.django_db
class TestRefusals:
    def test_only_the_right_office_arranges(self):
        told = Told()
        ruled(told, severity="misconduct", forum="meeting")
        with pytest.raises(NotAllowed, match="The Misconduct Office arranges this"):
            open_it(told, "hearings-office", "conduct-2008.meeting.misconduct")

    def test_what_was_not_decided_is_not_opened(self):
        told = Told()
        ruled(told)
        with pytest.raises(BadInput, match="No decision of the authority leads there"):
            open_it(told, "hearings-office", "conduct-2008.special.gross")

    def test_a_panel_with_a_free_seat_finds_nothing(self):
        play = play_of(BY_VERB["record-findings"])
        actions.leave_panel(
            case=Case.objects.get(pk=play.case.pk),
            by=play.user,
            at=NOW,
            version=Case.objects.get(pk=play.case.pk).version,
            number=3,
            left_on=TODAY,
            left_reasons=WHY,
        )
        with pytest.raises(WrongState, match="nobody is named as Independent member"):
            play.do()

    def test_a_date_after_its_time_is_refused(self):
        told, office = Told(), "hearings-office"
        ruled(told)
        row = open_it(told, office, "conduct-2008.hearing.gross")
        on = {"number": row.number}
        told.do(
            actions.warrant_hearing,
            office,
            reviewed_on=TODAY,
            review_reasons=WHY,
            **on,
        )
        told.do(
            actions.supply_documents,
            office,
            supplied_on=TODAY,
            supplied="The report.",
            supplied_to="The officer",
            **on,
            **SERVED,
        )
        with pytest.raises(BadInput, match="Extend it first, in the interests of"):
            told.do(
                actions.fix_sitting,
                office,
                sits_on=TODAY + timedelta(days=80),
                sits_at=time(10, 30),
                place="Room 1",
                fixed_on=TODAY,
                served_on=TODAY,
                **on,
                **TOLD_WHEN,
            )

    def test_a_matter_of_conduct_is_assessed_before_it_is_reported(self):
        unit = UnitFactory(team=True)
        handler = user_with_role("investigator", unit)
        case = whole_case(
            investigating=True, conduct=True, handler=handler, responsible_unit=unit
        )
        check_verb("submit-report", case, by=handler)
        with guard.writing("test"):
            SeverityAssessment.objects.filter(case=case).delete()
        with pytest.raises(WrongState, match="severity in .* is not assessed"):
            check_verb("submit-report", case, by=handler)
