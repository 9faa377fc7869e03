"""Claims: who sees them, how they are entered, and what they are linked to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import trail
from casework import trail_scope
from complaints import actions
from complaints.models import Case, Claim
from complaints.permissions import record_verbs
from organisation.models.members import Rank
from pages.refusals import BadInput, NotAllowed
from tests.complaints.claims.acting import DAY, do
from tests.complaints.records.playing import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.claims import (
    ClaimCaseFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimUnitFactory,
    user_of_rank,
)
from tests.factories.complaints import (
    CaseFactory,
    ConflictFactory,
    SubjectFactory,
    whole_case,
)
from tests.factories.organisation import (
    BodyFactory,
    LineManagerFactory,
    MemberFactory,
    UnitFactory,
)

READERS = {"claims-officer", "command", "director", "pau-analyst", "review-officer"}


def seen_by(user):
    return set(Claim.objects.visible_to(fresh(user)))


@pytest.mark.django_db
class TestSight:
    @pytest.mark.parametrize("role", ["claims-officer", "command", "champion"])
    def test_by_the_table_of_roles(self, role):
        claim = ClaimFactory()
        assert (claim in seen_by(user_with_role(role))) == (role in READERS)

    def test_nobody_sees_a_claim_they_are_a_person_in(self):
        claim, other = ClaimFactory(), ClaimFactory()
        user = user_of_rank(Rank.COMMANDER, "director")
        ClaimPartyFactory(claim=claim, part="concerned", member=user.member, name="")
        assert seen_by(user) == {other}
        assert set(Claim.objects.barred_to(user)) == {claim}

    def test_nor_one_linked_to_a_case_they_are_barred_from(self, officer):
        subject = user_of_rank(Rank.SUPERINTENDENT)
        for user, bar in (
            (officer, lambda case: ConflictFactory(case=case, user=officer)),
            (subject, lambda case: SubjectFactory(case=case, member=subject.member)),
        ):
            claim = ClaimFactory()
            case = ClaimCaseFactory(claim=claim).case
            assert claim in seen_by(user)
            bar(case)
            assert claim not in seen_by(user)

    def test_nor_is_it_within_reach_of_a_verb(self, officer):
        claim = ClaimFactory()
        ConflictFactory(case=ClaimCaseFactory(claim=claim).case, user=officer)
        with pytest.raises(NotAllowed, match="no longer within your reach"):
            do(actions.flag_lesson_of_claim, claim, officer, text="None.")

    def test_a_manager_is_refused_without_the_case_and_asked_of_it_once(self):
        officer = user_with_role("claims-officer", member=MemberFactory())
        case = whole_case(restricted=True)
        subject = case.subjects.get().member
        LineManagerFactory(member=subject, manager=officer.member)
        claim = ClaimCaseFactory(claim=ClaimFactory(), case=case).claim
        assert claim in seen_by(officer)
        assert case not in Case.objects.visible_to(fresh(officer))
        with pytest.raises(NotAllowed, match="conflict of interest in a case") as no:
            do(actions.flag_lesson_of_claim, claim, officer, text="None.")
        assert case.reference not in no.value.sentence

        with CaptureQueriesContext(connection) as captured:
            states = record_verbs(Claim.objects.get(), fresh(officer))
        assert len([each for each in states if not each.allowed]) > 1
        for table in ("complaints_claimcase", "organisation_linemanager"):
            assert sum(table in one["sql"] for one in captured) == 1

    def test_nor_does_its_trail_tell_them(self):
        user = user_of_rank(Rank.COMMANDER, "director")
        claim = ClaimFactory()
        trail.consulted(claim, user_with_role("command"))
        assert trail_scope.visible_to(user).filter(subject_key=claim.reference)
        ClaimPartyFactory(claim=claim, part="witness", member=user.member, name="")
        seen = trail_scope.visible_to(fresh(user))
        assert not seen.filter(subject_key=claim.reference)


@pytest.mark.django_db
class TestEntering:
    def enter(self, officer, **told):
        facts = {
            "kind": "tribunal_case",
            "title": "Promotion refused",
            "claimed": "Compensation.",
            "received_on": DAY,
        }
        return actions.enter_claim(
            unit=UnitFactory(), by=fresh(officer), at=NOW, **facts | told
        )

    def test_with_whoever_claims_and_the_case_it_comes_from(self, officer):
        case, member = whole_case(investigating=True), MemberFactory()
        claim = self.enter(
            officer, claimant="Ada Field", case=case, member=member, grounds=["race"]
        )
        assert claim.reference == "CA/00001/26"
        assert [each.case for each in claim.cases.all()] == [case]
        parties = [(each.part, each.who) for each in claim.parties.order_by("number")]
        assert parties == [("claimant", "Ada Field"), ("concerned", str(member))]
        changes = trail.history_of(claim)[0].changes
        assert changes["link"] == [None, case.reference]
        assert changes["claimant added"] == [None, "Ada Field"]

    def test_a_case_out_of_sight_is_not_linked(self, officer):
        case = CaseFactory(restricted=True)
        with pytest.raises(NotAllowed):
            self.enter(officer, case=case)
        assert not Claim.objects.exists()

    def test_a_ground_of_another_kind_is_refused(self, officer):
        with pytest.raises(BadInput, match="malfeasance") as refused:
            self.enter(officer, grounds=["malfeasance"])
        assert refused.value.field == "grounds"

    def test_an_inquest_has_a_coroner(self, officer):
        with pytest.raises(BadInput, match="Choose the coroner"):
            self.enter(officer, kind="inquest")
        assert self.enter(officer, kind="inquest", body=BodyFactory(kind="coroner"))

    def test_an_injury_that_is_not_given_stays(self, officer):
        claim = self.enter(officer, injury="A broken wrist.")
        told = {"title": "Other words", "claimed": "More.", "received_on": DAY}
        do(actions.amend_claim, claim, officer, **told)
        claim.refresh_from_db()
        assert (claim.title, claim.injury) == ("Other words", "A broken wrist.")


@pytest.mark.django_db
class TestLinks:
    def test_each_once(self, officer):
        claim, unit, case = ClaimFactory(), UnitFactory(), CaseFactory()
        person = whole_case().complainants.get().person
        for told in (
            {"linked_unit": unit},
            {"case": case},
            {"part": "claimant", "person": person},
        ):
            do(actions.link_claim, claim, officer, **told)
            with pytest.raises(BadInput, match="already"):
                do(actions.link_claim, claim, officer, **told)
        assert claim.units.get().unit == unit
        assert claim.cases.get().case == case
        assert claim.parties.get().who == str(person)

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({}, "Say which case"),
            ({"part": "witness"}, "one of them"),
            ({"part": "witness", "name": "A", "member": MemberFactory}, "one of them"),
        ],
    )
    def test_what_is_no_link(self, officer, told, said):
        told = {key: each() if callable(each) else each for key, each in told.items()}
        with pytest.raises(BadInput, match=said):
            do(actions.link_claim, ClaimFactory(), officer, **told)

    def test_is_taken_off_with_a_reason(self, officer):
        claim = ClaimFactory()
        rows = [
            ClaimUnitFactory(claim=claim),
            ClaimCaseFactory(claim=claim),
            ClaimPartyFactory(claim=claim),
            ClaimPartyFactory(claim=claim, name="B. Example"),
        ]
        do(actions.unlink_claim, claim, officer, rows=rows, reason="Another claim's.")
        assert not (
            claim.units.exists() or claim.cases.exists() or claim.parties.exists()
        )
        entry = trail.history_of(claim)[0]
        assert entry.reason == "Another claim's."
        assert entry.changes["claimant taken off"] == [
            ["Quillon Farthingale", "B. Example"],
            None,
        ]

    def test_only_its_own_links_and_only_of_cases_in_sight(self, officer):
        claim, other = ClaimFactory(), ClaimUnitFactory()
        hidden = ClaimCaseFactory(claim=claim, case=CaseFactory(restricted=True))
        with pytest.raises(BadInput, match="is no link of"):
            do(actions.unlink_claim, claim, officer, rows=[other], reason="No.")
        with pytest.raises(NotAllowed):
            do(actions.unlink_claim, claim, officer, rows=[hidden], reason="No.")
        with pytest.raises(BadInput, match="Choose what"):
            do(actions.unlink_claim, claim, officer, rows=[], reason="No.")
