"""Whose rank counts for a seat of a panel, and as of which day."""

from datetime import timedelta

import pytest

from complaints import actions
from complaints.models import Proceeding, law
from organisation.models import Member
from pages.refusals import BadInput, WrongState
from tests.complaints.hearing import TODAY, WHY, Told, name
from tests.factories.organisation import MemberFactory, MemberPostingFactory
from tests.factories.proceedings import (
    SITS,
    OfficerAppealFactory,
    PanelMemberFactory,
    ProceedingFactory,
)

pytestmark = pytest.mark.django_db
OFFICE = "misconduct-office"
SENIOR = "must hold a higher rank than the officer concerned"


def meeting(**state):
    told = Told()
    return told, ProceedingFactory(case=told.case, number=1, meeting=True, **state)


def find(told):
    return told.do(
        actions.record_findings,
        OFFICE,
        number=1,
        held_on=SITS,
        findings={1: "misconduct"},
        finding_reasons=WHY,
    )


class TestTheOfficers:
    def promoted(self, told, rank):
        Member.objects.filter(pk=told.subject.member.pk).update(rank=rank)

    def test_it_is_that_of_now_not_of_when_the_case_was_logged(self):
        told, row = meeting()
        assert told.subject.rank == "constable"
        self.promoted(told, "chief_superintendent")
        with pytest.raises(BadInput, match=SENIOR):
            name(told, OFFICE, row, "chair", member=MemberFactory(rank="inspector"))

    def test_it_is_that_of_the_case_where_nobody_knows_it(self):
        told, row = meeting()
        self.promoted(told, "unknown")
        told.case.subjects.update(rank="inspector")
        row = Proceeding.objects.get()
        with pytest.raises(BadInput, match=SENIOR):
            name(told, OFFICE, row, "chair", member=MemberFactory(rank="inspector"))

    def test_it_is_that_of_the_day_on_which_the_panel_sits(self):
        told, row = meeting(fixed=True)
        chair = MemberFactory(rank="inspector")
        PanelMemberFactory(case=told.case, proceeding=row, number=1, member=chair)
        self.promoted(told, "chief_superintendent")
        MemberPostingFactory(
            member=told.subject.member, rank="sergeant", to_on=TODAY - timedelta(days=1)
        )
        assert find(told).status == "held"


class TestThatOfWhoSits:
    def test_it_is_that_of_the_day(self):
        told, row = meeting(fixed=True)
        chair = MemberFactory(rank="inspector")
        PanelMemberFactory(case=told.case, proceeding=row, number=1, member=chair)
        before = MemberPostingFactory(member=chair, rank="constable", to_on=SITS)
        with pytest.raises(WrongState, match=SENIOR):
            find(told)
        before.to_on = SITS - timedelta(days=1)
        before.save()
        assert find(told).status == "held"


class TestThatOfWhoeverHeldWhatIsAppealedAgainst:
    def appealed(self, rank):
        told, row = meeting(told=True)
        chair = MemberFactory(rank=rank)
        PanelMemberFactory(case=told.case, number=1, proceeding=row, member=chair)
        appeal = OfficerAppealFactory(
            case=told.case, number=1, proceeding=row, forum="appeal-meeting"
        )
        return told, row, appeal, chair

    @pytest.mark.parametrize("rank", ["sergeant", "inspector"])
    def test_nobody_hears_the_appeal_who_is_not_above_it(self, rank):
        told, row, appeal, _ = self.appealed("inspector")
        sentence = "a higher rank than whoever held what is appealed against"
        who = {"member": MemberFactory(rank=rank), "appeal": appeal}
        with pytest.raises(BadInput, match=sentence) as refused:
            name(told, OFFICE, row, "chair", **who)
        assert refused.value.field == "member"
        above = {"member": MemberFactory(rank="chief_inspector"), "appeal": appeal}
        assert name(told, OFFICE, row, "chair", **above).appeal == appeal

    def test_it_is_that_of_the_day_of_the_meeting(self):
        told, row, appeal, chair = self.appealed("superintendent")
        MemberPostingFactory(member=chair, rank="sergeant", to_on=SITS)
        who = {"member": MemberFactory(rank="inspector"), "appeal": appeal}
        assert name(told, OFFICE, row, "chair", **who).member == who["member"]

    def test_of_police_staff_who_held_it_no_rank_says_anything(self):
        told, row, appeal, _ = self.appealed("staff")
        who = {"member": MemberFactory(rank="sergeant"), "appeal": appeal}
        assert name(told, OFFICE, row, "chair", **who).appeal == appeal

    def test_it_is_asked_again_when_the_appeal_is_decided(self):
        told, _, appeal, _ = self.appealed("inspector")
        weak = MemberFactory(rank="sergeant")
        given = {"case": told.case, "proceeding": appeal.proceeding, "appeal": appeal}
        PanelMemberFactory(number=2, member=weak, **given)
        with pytest.raises(WrongState, match="whoever held what is appealed against"):
            told.do(
                actions.decide_officer_appeal,
                OFFICE,
                number=appeal.number,
                upheld=False,
                effect="stands",
                decided_on=TODAY,
                decision=WHY,
            )

    def test_a_seat_says_whom_it_is_above(self):
        regime = law.load().regime("conduct-2008")
        seats = {seat for seat in regime.seats if seat.senior_to_panel}
        assert {(seat.forum, seat.code) for seat in seats} == {
            ("appeal-meeting", "chair")
        }
