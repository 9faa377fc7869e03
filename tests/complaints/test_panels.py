"""Who sits on a panel, and who does not."""

from datetime import timedelta

import pytest

from casework import guard
from complaints import actions
from complaints.models import Case, PanelMember
from organisation.models import Member
from pages.refusals import BadInput, WrongState
from tests.complaints.appealing import appealed, decide
from tests.complaints.hearing import TODAY, WHY, Told, name, trained, with_hearing
from tests.complaints.steps import BY_VERB, play_of
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
)
from tests.factories.logs import WitnessFactory
from tests.factories.organisation import (
    LineManagerFactory,
    MemberFactory,
)
from tests.factories.proceedings import SITS, ProceedingFactory, full_panel
from tests.factories.restrictions import RestrictionFactory


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
        told, row = with_hearing()
        with pytest.raises(BadInput, match=sentence):
            name(told, "hearings-office", row, seat, member=trained(rank))

    def test_training_alone_is_overridden_with_a_reason(self):
        told, row = with_hearing()
        member = MemberFactory(rank="commander")
        with pytest.raises(BadInput, match="must have this training on record"):
            name(told, "hearings-office", row, "chair", member=member)
        named = name(
            told, "hearings-office", row, "chair", member=member, overridden=WHY
        )
        assert named.overridden == WHY

    def test_who_may_sit_with_a_reason_is_told_apart(self):
        told, row = with_hearing()
        with pytest.raises(BadInput, match="Or say why they may sit all the same"):
            name(told, "hearings-office", row, "chair",
                 member=MemberFactory(rank="commander"))  # fmt: skip
        with pytest.raises(BadInput) as caught:
            name(told, "hearings-office", row, "chair", member=trained("inspector"))
        assert "all the same" not in caught.value.sentence

    def test_nobody_sits_while_suspended_and_no_more_is_told(self):
        told, row = with_hearing()
        member = trained("commander")
        held = RestrictionFactory(in_force=True, member=member)
        with pytest.raises(BadInput) as caught:
            name(told, "hearings-office", row, "chair", member=member)
        assert caught.value.sentence == f"{member} cannot sit now."
        with guard.writing("test"):
            type(held).objects.update(
                status="lifted", lifted_on=held.from_on, lifted_because=WHY
            )
        assert name(told, "hearings-office", row, "chair", member=member).member

    def test_either_a_number_or_somebody_from_outside(self):
        told, row = with_hearing()
        who = {"member": trained("commander"), "outsider": "I. Lay"}
        with pytest.raises(BadInput, match="one of the two"):
            name(told, "hearings-office", row, "chair", **who)

    def test_a_subject_of_the_case_does_not_sit(self):
        told, row = with_hearing()
        with pytest.raises(BadInput, match="they are a subject of it"):
            name(told, "hearings-office", row, "chair", member=told.subject.member)

    def test_nor_whoever_has_a_conflict_or_decided_it(self):
        told, row = with_hearing()
        conflicted, authority = (trained("commander") for _ in range(2))
        user = user_with_role("cst-officer", member=conflicted)
        ConflictFactory(case=told.case, user=user)
        decided = user_with_role("appropriate-authority", member=authority)
        with guard.writing("test"):
            Case.objects.filter(pk=told.case.pk).update(authority=decided)
        for member, why in (
            (conflicted, "they have declared a conflict in it"),
            (authority, "they decided it"),
        ):
            with pytest.raises(BadInput, match=why):
                name(told, "hearings-office", row, "chair", member=member)

    def test_nor_whoever_is_a_witness_or_manages_the_officer(self):
        told, row = with_hearing()
        witness, manager = (trained("commander") for _ in range(2))
        WitnessFactory(case=told.case, number=1, member=witness, description="")
        LineManagerFactory(member=told.subject.member, manager=manager)
        for member, why in (
            (witness, "they are a witness of it"),
            (manager, "they manage a subject of it"),
        ):
            with pytest.raises(BadInput, match=why):
                name(told, "hearings-office", row, "chair", member=member)

    @pytest.mark.parametrize("part", ["complains", "is a witness"])
    def test_whose_name_somebody_of_the_case_bears_is_somebody_else(self, part):
        told, row = with_hearing()
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

    def test_nobody_sits_before_they_are_named(self):
        told = Told()
        row = ProceedingFactory(case=told.case, number=1, fixed=True)
        full_panel(row, named_on=SITS + timedelta(days=1))
        with pytest.raises(WrongState, match="was named on 11 November 2026"):
            told.do(
                actions.record_findings,
                "hearings-office",
                number=row.number,
                held_on=SITS,
                findings={1: "gross"},
                finding_reasons=WHY,
            )

    def test_nor_on_an_appeal(self):
        told, _, _, appeal = appealed()
        with guard.writing("test"):
            PanelMember.objects.filter(appeal=appeal).update(named_on=TODAY)
        before = TODAY - timedelta(days=1)
        with pytest.raises(WrongState, match="was named on 20 November 2026"):
            decide(told, appeal, "stands", decided_on=before)

    def test_an_objection_upheld_frees_the_seat(self):
        play = play_of(BY_VERB["decide-objection"])
        play.do()
        play.part.refresh_from_db()
        assert not play.part.sits
