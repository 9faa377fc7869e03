"""Proceedings from what was decided to their end, and what each step refuses."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from casework import guard
from complaints import actions, rules
from complaints.actions.proceedings import live_at_assessment
from complaints.models import (
    Allegation,
    Case,
    Ground,
    ImposedSanction,
    Proceeding,
    SeverityAssessment,
    law,
)
from complaints.models.clocks import Ended
from complaints.models.imposed import live_sanctions
from complaints.permissions import check_verb
from complaints.rules.regimes import Penalty, Regime, Sanction, last_day
from organisation.models import AccreditationKind, Member
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.sending import day, errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.proceedings import ruled
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import (
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
    whole_case,
)
from tests.factories.logs import WitnessFactory
from tests.factories.organisation import (
    AccreditationFactory,
    LineManagerFactory,
    MemberFactory,
    UnitFactory,
)
from tests.factories.proceedings import (
    ImposedSanctionFactory,
    ProceedingFactory,
    full_panel,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
WHY = "So the papers say."
days = st.dates(date(2008, 12, 1), date(2030, 12, 31))

FINAL = Sanction(
    code="final", name="Final", order=1, months_live=18, extendable_months=18
)
LONGER = Sanction(code="longer", name="Longer", order=2, months_live=18)
REGIME = Regime(
    code="r",
    name="R",
    from_on=date(2008, 12, 1),
    sanctions=(FINAL, LONGER),
    penalties=(
        Penalty(forum="h", sanction="final", from_on=date(2008, 12, 1)),
        Penalty(forum="h", sanction="longer", needs="final", from_on=date(2008, 12, 1)),
    ),
)


def sitting(now):
    return rules.Sitting("h", "gross", date(2010, 1, 1), list(now), now)


class TestLiveUntil:
    @given(days, st.integers(1, 36))
    def test_it_counts_whole_months(self, day, months):
        what = Sanction(code="w", name="W", order=1, months_live=months)
        until = what.live_until(day)
        after = until + timedelta(days=1)
        passed = (after.year - day.year) * 12 + after.month - day.month
        # Where a month has no such day, the warning ends with it.
        whole = passed == months and after.day == day.day
        assert whole or (passed == months + 1 and after.day == 1)

    @given(days)
    def test_an_extension_goes_on_where_the_warning_ends(self, day):
        ends = FINAL.live_until(day)
        until = rules.live_until(
            REGIME, LONGER, sitting({"final": ends}), imposed_on=day
        )
        assert until == last_day(ends + timedelta(days=1), 18)

    @given(days)
    def test_it_is_extended_once(self, day):
        now = {"final": day, "longer": day}
        (problem,) = rules.check_imposed(REGIME, "longer", sitting(now))
        assert problem.sentence == "A final is extended once, and it was."

    def test_nothing_live_is_nothing_to_extend(self):
        before = rules.Sitting("h", "gross", date(2010, 1, 1), ["final"], {})
        (problem,) = rules.check_imposed(REGIME, "longer", before)
        assert "No final is live now" in problem.sentence


@pytest.mark.django_db
class TestSanctions:
    """Every sanction, in every forum that sits, of every regime of the data."""

    def test_what_is_not_open_is_refused_with_its_sentence(self):
        refused = opened = 0
        for regime in law.load().regimes:
            for forum in regime.ruled_on():
                for level in regime.severities if forum.sits else ():
                    here = rules.Sitting(forum.code, level.code, regime.from_on, [], {})
                    offered = {one.code for one in rules.open_now(regime, here)}
                    for one in regime.sanctions:
                        problems = rules.check_imposed(regime, one.code, here)
                        assert bool(problems) == (one.code not in offered)
                        assert all(p.sentence.endswith(".") for p in problems)
                        refused += bool(problems)
                        opened += not problems
        assert refused > 20
        assert opened > 20

    def test_dismissal_for_misconduct_needs_a_live_final_warning(self):
        regime = law.load().regime_on(date(2026, 9, 1))
        for live, is_open in ((["final-written-warning"], True), ([], False)):
            here = rules.Sitting("hearing", "misconduct", date(2026, 9, 1), live, {})
            offered = {one.code for one in rules.open_now(regime, here)}
            assert ("dismissal-with-notice" in offered) == is_open


class Told:
    """One case, and what is done to it by whom."""

    def __init__(self, **fields):
        self.unit = UnitFactory(team=True)
        self.case = whole_case(determined=True, responsible_unit=self.unit, **fields)
        self.people = {}

    def by(self, role):
        if role not in self.people:
            self.people[role] = user_with_role(role, self.unit)
        return fresh(self.people[role])

    def do(self, action, role, **more):
        case = Case.objects.get(pk=self.case.pk)
        return action(case=case, by=self.by(role), at=NOW, version=case.version, **more)

    @property
    def subject(self):
        return self.case.subjects.get()


def open_it(told, role, code, **more):
    return told.do(
        actions.open_proceeding,
        role,
        subject=told.subject,
        code=code,
        opened_on=TODAY,
        **more,
    )


def trained(rank):
    member = MemberFactory(rank=rank)
    kind = AccreditationKind.objects.get(code="panel-member")
    AccreditationFactory(member=member, kind=kind)
    return member


def name(told, role, row, seat, **who):
    return told.do(
        actions.name_panel_member,
        role,
        proceeding=row,
        seat=seat,
        named_on=TODAY,
        **who,
    )


def hear(told, role, row, level, sanction, **more):
    """Documents, a date, findings, what was imposed, and the written outcome."""
    on = {"number": row.number}
    told.do(
        actions.supply_documents,
        role,
        supplied_on=TODAY,
        supplied="The report.",
        supplied_to="The officer",
        **on,
    )
    told.do(
        actions.fix_sitting,
        role,
        sits_on=TODAY + timedelta(days=10),
        sits_at="10:30",
        place="Room 1",
        **on,
    )
    told.do(
        actions.record_findings,
        role,
        held_on=TODAY,
        findings={1: level},
        finding_reasons=WHY,
        **on,
    )
    told.do(
        actions.impose_sanction,
        role,
        concluded_on=TODAY,
        sanction=sanction,
        sanction_reasons=WHY,
        **on,
        **more,
    )
    return told.do(actions.tell_officer, role, told_on=TODAY, **on)


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
        hear(told, office, row, "misconduct", "requirement-to-resign")
        assert ImposedSanction.objects.get().sanction == "requirement-to-resign"

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
        given = supplied | {"supplied_on": TODAY}
        told.do(actions.supply_documents, office, number=row.number, **given)

        def fix(day):
            when = {"sits_on": day, "sits_at": time(10), "place": "Room 1"}
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
    for live, is_open in (([], False), (["final-written-warning"], True)):
        told = Told()
        row = ProceedingFactory(
            case=told.case,
            number=1,
            held=True,
            live=live,
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
        )
        with pytest.raises(BadInput, match="Extend it first, in the interests of"):
            told.do(
                actions.fix_sitting,
                office,
                sits_on=TODAY + timedelta(days=80),
                sits_at="10:30",
                place="Room 1",
                **on,
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


@pytest.mark.django_db
class TestPanels:
    @pytest.mark.parametrize(
        ("seat", "rank", "sentence"),
        [
            ("chair", "superintendent", "must hold the rank of Commander"),
            ("member", "inspector", "must hold the rank of Superintendent"),
            ("independent", "commander", "must be somebody from outside the force"),
        ],
    )
    def test_who_may_not_sit(self, seat, rank, sentence):
        told, row = _with_hearing()
        with pytest.raises(BadInput, match=sentence):
            name(told, "hearings-office", row, seat, member=trained(rank))

    def test_training_alone_is_overridden_with_a_reason(self):
        told, row = _with_hearing()
        member = MemberFactory(rank="commander")
        with pytest.raises(BadInput, match="must have this training on record"):
            name(told, "hearings-office", row, "chair", member=member)
        named = name(
            told, "hearings-office", row, "chair", member=member, overridden=WHY
        )
        assert named.overridden == WHY

    def test_a_subject_of_the_case_does_not_sit(self):
        told, row = _with_hearing()
        with pytest.raises(BadInput, match="they are a subject of the case"):
            name(told, "hearings-office", row, "chair", member=told.subject.member)

    def test_nor_whoever_has_a_conflict_or_decided_it(self):
        told, row = _with_hearing()
        conflicted, authority = (trained("commander") for _ in range(2))
        user = user_with_role("cst-officer", member=conflicted)
        ConflictFactory(case=told.case, user=user)
        decided = user_with_role("appropriate-authority", member=authority)
        with guard.writing("test"):
            Case.objects.filter(pk=told.case.pk).update(authority=decided)
        for member, why in (
            (conflicted, "they have a conflict of interest"),
            (authority, "they decided it"),
        ):
            with pytest.raises(BadInput, match=why):
                name(told, "hearings-office", row, "chair", member=member)

    def test_nor_whoever_is_a_witness_or_manages_the_officer(self):
        told, row = _with_hearing()
        witness, manager = (trained("commander") for _ in range(2))
        WitnessFactory(case=told.case, number=1, member=witness, description="")
        LineManagerFactory(member=told.subject.member, manager=manager)
        for member, why in (
            (witness, "they are a witness in it"),
            (manager, "they manage a subject of it"),
        ):
            with pytest.raises(BadInput, match=why):
                name(told, "hearings-office", row, "chair", member=member)

    @pytest.mark.parametrize("part", ["complains", "is a witness"])
    def test_whose_name_somebody_of_the_case_bears_is_somebody_else(self, part):
        told, row = _with_hearing()
        member = trained("commander")
        Member.objects.filter(pk=member.pk).update(forenames="Iris", surname="Quill")
        member.refresh_from_db()
        person = PersonFactory(forenames="IRIS", surname="Quill")
        if part == "complains":
            ComplainantFactory(case=told.case, person=person)
        else:
            WitnessFactory(case=told.case, number=1, person=person, description="")
        with pytest.raises(BadInput, match="say how you know") as refused:
            name(told, "hearings-office", row, "chair", member=member)
        assert refused.value.field == "overridden"
        why = "The complainant is a man of eighty."
        named = name(
            told, "hearings-office", row, "chair", member=member, overridden=why
        )
        assert named.overridden == why

    def test_an_objection_upheld_frees_the_seat(self):
        play = play_of(BY_VERB["decide-objection"])
        play.do()
        play.part.refresh_from_db()
        assert not play.part.sits


def _with_hearing():
    told = Told()
    return told, ProceedingFactory(case=told.case, number=1)


@pytest.mark.django_db
def test_an_earlier_warning_changes_what_is_open():
    told, row = _with_hearing()
    earlier = ProceedingFactory(case=whole_case(determined=True), number=1, told=True)
    ImposedSanctionFactory(
        case=earlier.case,
        number=1,
        proceeding=earlier,
        member=told.subject.member,
        imposed_on=TODAY - timedelta(days=30),
    )
    full_panel(row)
    found = live_at_assessment(told.case, told.subject, "conduct", on=TODAY)
    assert found == ["final-written-warning"]
