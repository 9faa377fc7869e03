"""On which day a forum sits, and with whom it can sit that day."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from casework import guard
from casework.models.cases import FAR_FUTURE
from complaints import actions
from complaints.models import Case, CaseClock, PanelMember
from organisation.models import Accreditation, Member
from pages.refusals import BadInput, WrongState
from tests.complaints.hearing import (
    NOW,
    SERVED,
    TODAY,
    TOLD_WHEN,
    WHY,
    Told,
    name,
    trained,
    with_hearing,
)
from tests.complaints.sending import day, errors, send, signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ConflictFactory
from tests.factories.organisation import MemberFactory
from tests.factories.proceedings import (
    SITS,
    PanelMemberFactory,
    ProceedingFactory,
    full_panel,
)

pytestmark = pytest.mark.django_db
OFFICE = "hearings-office"
LATER = SITS + timedelta(days=2)


def ready(**fields):
    """A hearing on the day before it sits, with everybody who hears it."""
    told = Told()
    row = ProceedingFactory(case=told.case, number=1, fixed=True, **fields)
    full_panel(row)
    return told, row


def find(told, row, held_on=SITS, **more):
    return told.do(
        actions.record_findings,
        OFFICE,
        number=row.number,
        held_on=held_on,
        findings={1: "gross"},
        finding_reasons=WHY,
        **more,
    )


class TestItsDay:
    def test_on_the_day_that_was_fixed_it_needs_no_reason(self):
        told, row = ready()
        assert find(told, row, held_reasons="Nobody asked.").held_reasons == ""

    def test_another_day_needs_a_reason(self):
        told, row = ready()
        with pytest.raises(BadInput, match="fixed for Tuesday 10 November") as no:
            find(told, row, LATER)
        assert no.value.field == "held_reasons"
        found = find(told, row, LATER, held_reasons="The room was flooded.")
        assert (found.held_on, found.held_reasons) == (LATER, "The room was flooded.")

    def test_its_page_asks_for_it(self):
        told, row = ready()
        client = signed_in(told.by(OFFICE))
        url = reverse("complaints:record-findings", args=[told.case.slug, row.number])
        told.case.refresh_from_db()
        given = {"found-1": "gross", "finding_reasons": WHY} | day("held_on", LATER)
        sent = send(client, url, version=told.case.version, **given)
        assert "say why it was held on another day" in errors(sent)[0]
        given["held_reasons"] = "The room was flooded."
        sent = send(client, url, version=told.case.version, **given)
        assert sent.status_code == 302, errors(sent)
        assert "The room was flooded." in client.get(sent.url).content.decode()

    def supplied(self, on, **kind):
        """Its documents were given on a day, so that its time runs from there."""
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, **kind)
        given = {"supplied": "The film.", "supplied_to": "The officer"} | SERVED
        told.do(actions.supply_documents, OFFICE, number=1, supplied_on=on, **given)
        with guard.writing("test"):
            type(row).objects.filter(pk=row.pk).update(
                status="fixed", sits_on=TODAY, sits_at=time(10), fixed_on=on
            )
        return told, row

    def test_a_special_case_does_not_sit_before_its_time(self):
        on = TODAY - timedelta(days=7)
        told, row = self.supplied(on, special=True)
        chief = MemberFactory(rank="assistant_commissioner")
        PanelMemberFactory(case=told.case, proceeding=row, number=1, member=chief)
        with pytest.raises(BadInput, match="at the earliest") as no:
            find(told, row, TODAY, held_reasons=WHY)
        assert no.value.field == "held_on"

    def test_a_hearing_does_not_sit_after_its_time(self):
        told, row = self.supplied(date(2026, 9, 28))
        full_panel(row)
        with pytest.raises(BadInput, match="The time for it ended on .*: extend it"):
            find(told, row, TODAY, held_reasons=WHY)


class TestSubJudice:
    """No proceedings take place while they could prejudice a trial."""

    def suspended(self, row):
        """As where it is suspended from today on: its time stands still."""
        with guard.writing("test"):
            Case.objects.filter(pk=row.case_id).update(status="sub_judice")
            clocks = CaseClock.objects.filter(case=row.case, of=row.name)
            clocks.update(stopped_on=TODAY, due_on=FAR_FUTURE)

    def test_nobody_sits(self):
        told, row = ready()
        self.suspended(row)
        with pytest.raises(WrongState, match="suspended as sub judice: nobody sits"):
            find(told, row)

    def test_no_date_is_fixed(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, supplied_documents=True)
        self.suspended(row)
        given = {"sits_on": TODAY, "sits_at": time(10, 30), "place": "Room 1"}
        given |= {"fixed_on": TODAY, "served_on": TODAY} | SERVED
        with pytest.raises(WrongState, match="suspended as sub judice: nobody sits"):
            told.do(actions.fix_sitting, OFFICE, number=1, **given)

    def test_a_special_case_is_moved_to_no_day_before_its_time(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, special=True)
        given = {"supplied": "The film.", "supplied_to": "The officer"} | SERVED
        told.do(actions.supply_documents, OFFICE, number=1, supplied_on=TODAY, **given)
        with guard.writing("test"):
            type(row).objects.filter(pk=row.pk).update(
                status="fixed", sits_on=TODAY, sits_at=time(10), fixed_on=TODAY
            )
        self.suspended(row)
        moved = {"number": 1, "sits_at": time(10, 30), "place": "Room 1"}
        moved |= {"moved_on": TODAY, "served_on": TODAY} | TOLD_WHEN
        moved |= {"ground": "interests-of-justice", "moved_reasons": WHY}
        early, late = TODAY + timedelta(days=2), TODAY + timedelta(days=200)
        with pytest.raises(BadInput, match="The date must be .* or later"):
            told.do(actions.postpone_sitting, OFFICE, sits_on=early, **moved)
        row = told.do(actions.postpone_sitting, OFFICE, sits_on=late, **moved)
        assert row.sits_on == late


class TestWhoSits:
    def test_not_with_an_objection_undecided(self):
        told, row = ready()
        second = PanelMember.objects.get(seat="member")
        objected = {"objected_on": SITS, "objection": WHY}
        with guard.writing("test"):
            PanelMember.objects.filter(pk=second.pk).update(
                status="objected", **objected
            )
        with pytest.raises(WrongState, match=f"objection to {second.who} is undecided"):
            find(told, row)
        decided = {"upheld": False, "decided_on": SITS, "decision": WHY}
        told.do(actions.decide_objection, OFFICE, number=second.number, **decided)
        assert find(told, row).status == "held"

    def test_not_with_training_that_lapsed_before(self):
        told, row = ready()
        Accreditation.objects.filter(member__sat_on__seat="chair").update(
            to_on=SITS - timedelta(days=1)
        )
        sentence = "could not sit on 10 November 2026 with .* training on record"
        with pytest.raises(WrongState, match=sentence):
            find(told, row)

    def test_unless_it_was_overridden_when_they_were_named(self):
        told, row = ready()
        Accreditation.objects.all().delete()
        with guard.writing("test"):
            PanelMember.objects.all().update(overridden="She has sat since 1998.")
        assert find(told, row).status == "held"

    def test_not_with_a_rank_below_the_seats(self):
        told, row = ready()
        Member.objects.filter(sat_on__seat="member").update(rank="inspector")
        with pytest.raises(WrongState, match="the rank of Superintendent"):
            find(told, row)

    def test_not_with_who_has_a_conflict_since(self):
        told, row = ready()
        member = Member.objects.get(sat_on__seat="member")
        user = user_with_role("cst-officer", member=member)
        ConflictFactory(case=told.case, user=user)
        with pytest.raises(WrongState, match="they have declared a conflict in it"):
            find(told, row)

    def test_training_is_asked_of_the_day_it_is_to_sit(self):
        told, row = with_hearing()
        sits_on = NOW.date() + timedelta(days=20)
        with guard.writing("test"):
            type(row).objects.update(sits_on=sits_on)
        row.refresh_from_db()
        member = trained("commander")
        held = Accreditation.objects.filter(member=member)
        held.update(to_on=sits_on - timedelta(days=1))
        with pytest.raises(BadInput, match="must have this training on record"):
            name(told, OFFICE, row, "chair", member=member)
        held.update(from_on=sits_on, to_on=None)
        assert name(told, OFFICE, row, "chair", member=member).status == "named"
