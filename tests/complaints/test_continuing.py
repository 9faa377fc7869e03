"""What a conduct matter takes over from the withdrawn complaint that goes on in it."""

import pytest

from accounts.models import User
from audit import trail
from casework import guard
from complaints import actions
from complaints.models import Case, CaseLink, ConflictRuling
from complaints.permissions import check_is_independent, had_parts_in
from complaints.querysets import is_barred, managing_among
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.handled import again, case_with, do
from tests.complaints.hearing import Told, name, trained
from tests.complaints.test_directions import carry_out, directed, runs
from tests.complaints.verbs import DO, NOW
from tests.complaints.withdrawing import withdraw_whole
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    ConflictFactory,
    whole_case,
)
from tests.factories.ipcc import ReferralFactory
from tests.factories.logs import WitnessFactory
from tests.factories.organisation import LineManagerFactory, MemberFactory, UnitFactory
from tests.factories.papers import DocumentFactory
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db
LINKED = "case.link"


@pytest.fixture
def complaint():
    """Investigated by its handler, whose line of command stands in it too."""
    unit = UnitFactory(team=True)
    handler = user_with_role("investigator", unit)
    case = whole_case(allocated=True, responsible_unit=unit, handler=handler)
    case = DO["start"](case, handler, NOW, case.version)
    return DO["withdraw"](case, user_with_role("cst-manager"), NOW, case.version)


def goes_on(case):
    case = again(case)
    authority = user_with_role("appropriate-authority")
    DO["continue-as-conduct"](case, authority, NOW, case.version)
    return case.linked_from.get().case


class TestConflicts:
    def test_one_that_is_declared_bars_from_both(self, complaint):
        friend = user_with_role("investigator")
        row = ConflictFactory(case=complaint, user=friend, reason="A friend.")
        conduct = goes_on(complaint)
        kept = conduct.conflicts.get()
        assert (kept.user, kept.reason) == (friend, "A friend.")
        assert kept.declared_at == row.declared_at
        assert is_barred(fresh(friend), conduct)
        told = trail.history_of(conduct)[0]
        assert told.changes["conflicts"] == [None, [friend.email]]

    def test_one_that_has_ended_does_not(self, complaint):
        friend = user_with_role("investigator")
        ConflictFactory(
            case=complaint, user=friend, ended_at=NOW, end_reason="Not so close."
        )
        assert not goes_on(complaint).conflicts.exists()

    @pytest.mark.parametrize("upheld", [True, False])
    def test_the_latest_ruling_on_a_manager_holds(self, complaint, upheld):
        manager = MemberFactory()
        subject = complaint.subjects.get()
        LineManagerFactory(member=subject.member, manager=manager)
        for each in (not upheld, upheld):
            actions.decide_conflict(
                case=again(complaint),
                by=user_with_role("command"),
                at=NOW,
                upheld=each,
                reasons="A remote line of command.",
                manager=manager,
            )
        conduct = goes_on(complaint)
        ruling = ConflictRuling.objects.get(case=conduct)
        assert (ruling.manager, ruling.upheld) == (manager, upheld)
        assert bool(managing_among([manager.pk], conduct)) is upheld


class TestTheIpcc:
    """What it has in hand stays in its hands."""

    def withdrawn(self, mode, *, goes_on=True):
        unit = UnitFactory(team=True)
        case = whole_case(investigating=True, responsible_unit=unit)
        ReferralFactory(case=case, number=1, decided=True, mode=mode)
        decided = {"ipcc_reference": "2026/014", "ipcc_decided_on": NOW.date()}
        now = again(case)
        return actions.withdraw(
            case=now,
            by=user_with_role("cst-manager"),
            at=NOW,
            version=now.version,
            request_on=NOW.date(),
            reason="They moved away.",
            document=DocumentFactory(case=case),
            **decided | {"goes_on": goes_on},
        )

    @pytest.mark.parametrize("mode", ["supervised", "managed", "independent"])
    def test_its_mode_and_its_referral_are_taken_over(self, mode):
        case = self.withdrawn(mode)
        conduct = goes_on(case)
        kept, first = conduct.referrals.get(), case.referrals.get()
        assert (conduct.mode, kept.mode, kept.status) == (mode, mode, "decided")
        assert kept.referred_on == first.referred_on
        assert trail.history_of(conduct)[0].changes["mode"] == [None, mode]

    def test_what_it_ended_does_not_go_on(self):
        case = self.withdrawn("supervised", goes_on=False)
        with pytest.raises(WrongState, match="does not go on as conduct"):
            goes_on(case)
        assert not case.linked_from.exists()

    def test_most_were_never_referred(self, complaint):
        conduct = goes_on(complaint)
        assert conduct.mode == ""
        assert not conduct.referrals.exists()


def test_of_an_imported_withdrawal_nothing_was_decided():
    case = whole_case(withdrawn=True)
    by = user_with_role("appropriate-authority")
    with pytest.raises(WrongState, match="before Candour kept withdrawals"):
        DO["leave-withdrawn"](case, by, NOW, case.version)


class TestIndependence:
    def test_who_had_a_part_in_the_complaint_does_not_decide_it(self, complaint):
        conduct = goes_on(complaint)
        handler = fresh(complaint.handler)
        with pytest.raises(NotAllowed, match="you investigated it"):
            check_is_independent(conduct, by=handler)
        assert had_parts_in([conduct.pk], by=handler) == {conduct.pk}

    @pytest.mark.parametrize(
        ("part", "why"),
        [
            ("handler", "they investigated it"),
            ("witness", "they are a witness of it"),
            ("authority", "they decided it"),
        ],
    )
    def test_nor_sits_on_a_panel_in_it(self, complaint, part, why):
        told, member = Told(), trained("commander")
        told.case = goes_on(complaint)
        with guard.writing("test"):
            with_office = {"offices": ["case.arrange-hearing"]}
            Case.objects.filter(pk=told.case.pk).update(
                responsible_unit=told.unit, **with_office
            )
        row = ProceedingFactory(case=told.case, number=1)
        if part == "handler":
            User.objects.filter(pk=complaint.handler_id).update(member=member)
        elif part == "witness":
            WitnessFactory(case=complaint, number=1, member=member, description="")
        else:
            decided = user_with_role("appropriate-authority", member=member)
            with guard.writing("test"):
                Case.objects.filter(pk=complaint.pk).update(authority=decided)
        with pytest.raises(BadInput, match=why):
            name(told, "hearings-office", row, "chair", member=member)
        other = trained("commander")
        assert name(told, "hearings-office", row, "chair", member=other).sits

    def test_nor_without_a_word_who_bears_the_name_of_its_complainant(self, complaint):
        told, person = Told(), complaint.complainants.get().person
        told.case = goes_on(complaint)
        with guard.writing("test"):
            with_office = {"offices": ["case.arrange-hearing"]}
            Case.objects.filter(pk=told.case.pk).update(
                responsible_unit=told.unit, **with_office
            )
        member = trained("commander")
        member.surname, member.forenames = person.surname, person.forenames
        member.save()
        assert person.surname
        assert person.forenames
        assert not told.case.complainants.exists()
        row = ProceedingFactory(case=told.case, number=1)
        with pytest.raises(BadInput, match="the complaint that goes on in it"):
            name(told, "hearings-office", row, "chair", member=member)
        why = {"overridden": "They are no kin: I asked."}
        assert name(told, "hearings-office", row, "chair", member=member, **why).sits

    def test_who_had_none_does(self, complaint):
        conduct = goes_on(complaint)
        other = user_with_role("appropriate-authority")
        check_is_independent(conduct, by=other)
        assert had_parts_in([conduct.pk], by=other) == set()

    def test_who_declares_a_conflict_in_the_complaint_later_does_not(self, complaint):
        conduct = goes_on(complaint)
        friend = user_with_role("appropriate-authority")
        ConflictFactory(case=complaint, user=friend, reason="A friend.")
        with pytest.raises(NotAllowed, match="you have declared a conflict in it"):
            check_is_independent(conduct, by=fresh(friend))
        assert had_parts_in([conduct.pk], by=fresh(friend)) == {conduct.pk}

    def test_whose_conflict_is_set_aside_since_does(self, complaint):
        friend = user_with_role("appropriate-authority")
        ConflictFactory(case=complaint, user=friend, reason="A friend.")
        conduct = goes_on(complaint)
        with pytest.raises(NotAllowed, match="you have declared a conflict in it"):
            check_is_independent(conduct, by=fresh(friend))
        actions.decide_conflict(
            case=conduct,
            by=user_with_role("command"),
            at=NOW,
            upheld=False,
            reasons="They have not met for years.",
            conflict=conduct.conflicts.get(),
        )
        check_is_independent(conduct, by=fresh(friend))
        assert had_parts_in([conduct.pk], by=fresh(friend)) == set()

    def test_a_case_that_is_only_linked_is_another_matter(self, complaint):
        other = whole_case(investigating=True, conduct=True)
        with guard.writing("test"):
            CaseLink.objects.create(
                case=other,
                other=complaint,
                kind="follows",
                by=complaint.handler,
                at=NOW,
            )
        check_is_independent(other, by=fresh(complaint.handler))
        assert had_parts_in([other.pk], by=fresh(complaint.handler)) == set()


class TestNothingAlleged:
    """Withdrawn before it was recorded: what goes on waits for its recording."""

    def test_it_is_recorded_with_what_is_alleged(self):
        complaint = CaseFactory()
        ComplainantFactory(case=complaint, number=1)
        withdraw_whole(complaint)
        conduct = goes_on(complaint)
        assert (conduct.status, conduct.recorded_on) == ("received", None)
        assert runs(conduct, "recording")
        assert again(do("record", conduct)).allegation_count == 1

    def test_what_was_alleged_is_recorded_at_once(self, complaint):
        conduct = goes_on(complaint)
        assert (conduct.status, conduct.allegation_count) == ("recorded", 1)


def links_told(case):
    entries = [each for each in trail.history_of(case) if each.event == LINKED]
    return [each.changes["link"][1] for each in entries]


def test_the_link_stands_in_the_trail_of_both(complaint):
    conduct = goes_on(complaint)
    assert links_told(conduct) == [complaint.reference]
    assert links_told(complaint) == [conduct.reference]


def test_so_does_that_of_a_case_in_which_a_direction_is_carried_out():
    case, other = case_with(notified=True), case_with(recorded=True)
    directed(case, "reinvestigate")
    carry_out(case, follow_up=other.reference)
    assert links_told(other) == [case.reference]
    assert links_told(case) == [other.reference]
    directed(case, "reinvestigate", number=2)
    carry_out(case, follow_up=other.reference, number=2)
    assert len(links_told(case)) == 1
