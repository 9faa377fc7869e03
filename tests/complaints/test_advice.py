"""Advice: who is asked, whose the case is meanwhile, and what is for everybody."""

import pytest
from django.urls import reverse

from complaints import actions
from complaints.models import Case, GeneralAdvice
from complaints.permissions import Sight
from organisation.classification import FieldClass
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.sending import errors, send, signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.steps.playing import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.logs import AdviceFactory, GeneralAdviceFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return UnitFactory(name="Misconduct Office")


@pytest.fixture
def adviser(office):
    return user_with_role("misconduct-office", office)


@pytest.fixture
def case():
    return whole_case(investigating=True, responsible_unit=UnitFactory(team=True))


def sees_who(user, case):
    user = fresh(user)
    row = Case.objects.visible_to(user).marked_own(user).get(pk=case.pk)
    listed = Case.objects.showing(user, FieldClass.IDENTITY).filter(pk=case.pk)
    assert Sight(row, user).identity == listed.exists()
    return listed.exists()


class TestScope:
    def test_being_asked_makes_the_case_theirs_until_it_is_answered(
        self, case, office, adviser
    ):
        assert not sees_who(adviser, case)
        row = AdviceFactory(case=case, number=1, asked_of=office)
        assert sees_who(adviser, case)
        actions.give_advice(
            case=case, by=adviser, at=NOW, version=1, number=1, text="A meeting."
        )
        assert not sees_who(adviser, case)
        row.refresh_from_db()
        assert (row.status, row.answered_by, row.text) == (
            "answered",
            adviser,
            "A meeting.",
        )

    def test_a_question_that_is_withdrawn_ends_it_too(self, case, office, adviser):
        AdviceFactory(case=case, number=1, asked_of=office)
        investigator = user_with_role("investigator", case.responsible_unit)
        actions.withdraw_question(
            case=case, by=investigator, at=NOW, version=1, number=1, reason="Settled."
        )
        assert not sees_who(adviser, case)

    def test_it_is_not_with_others_of_the_office(self, case, office):
        AdviceFactory(case=case, number=1, asked_of=office)
        assert not sees_who(user_with_role("hearings-office", office), case)
        assert not sees_who(user_with_role("misconduct-office", UnitFactory()), case)

    def test_a_conflict_bars_whoever_is_asked(self, case, office, adviser):
        AdviceFactory(case=case, number=1, asked_of=office)
        ConflictFactory(case=case, user=adviser)
        assert not Case.objects.visible_to(fresh(adviser)).filter(pk=case.pk).exists()

    def test_another_unit_does_not_answer(self, case, office):
        AdviceFactory(case=case, number=1, asked_of=office)
        other = user_with_role("misconduct-office", case.responsible_unit)
        with pytest.raises(NotAllowed, match="Only somebody of Misconduct Office"):
            actions.give_advice(
                case=case, by=other, at=NOW, version=1, number=1, text="No."
            )

    def test_those_who_can_answer_are_told(self, office, adviser):
        it = play_of(BY_VERB["ask-advice"])
        it.do(asked_of=office)
        assert adviser.notifications.filter(event="case.ask-advice").count() == 1


class TestGeneral:
    def test_a_champion_asks_and_the_unit_answers(self, office, adviser):
        champion = user_with_role("champion", UnitFactory())
        sent = send(
            signed_in(champion),
            reverse("complaints:advice-ask"),
            asked_of=office.code,
            question="How soon is a notice answered?",
        )
        assert sent.status_code == 302, errors(sent)
        row = GeneralAdvice.objects.get()
        assert adviser.notifications.filter(event="advice.ask").exists()

        url = reverse("complaints:advice-answer", args=[row.number])
        page = signed_in(adviser).get(reverse("complaints:advice")).content.decode()
        assert url in page
        sent = send(signed_in(adviser), url, text="Within ten working days.")
        assert sent.status_code == 302, errors(sent)
        assert champion.notifications.filter(event="advice.give").exists()

        other = user_with_role("investigator")
        text = signed_in(other).get(reverse("complaints:advice")).content.decode()
        assert "Within ten working days." in text

    def test_each_has_a_number_of_its_own(self, office):
        user_with_role("misconduct-office", office)
        champion = user_with_role("champion", UnitFactory())
        rows = [
            actions.ask_general_advice(
                by=champion, at=NOW, asked_of=office, question=f"Question {n}?"
            )
            for n in range(2)
        ]
        assert rows[1].number == rows[0].number + 1

    def test_who_neither_asks_nor_answers_reads_none(self):
        client = signed_in(user_with_role("pau-analyst"))
        assert client.get(reverse("complaints:advice")).status_code == 403
        with pytest.raises(NotAllowed, match="ask for advice"):
            actions.ask_general_advice(
                by=user_with_role("pau-analyst"),
                at=NOW,
                asked_of=UnitFactory(),
                question="May I?",
            )

    def test_it_is_answered_once(self, office, adviser):
        row = GeneralAdviceFactory(asked_of=office, answered=True)
        with pytest.raises(WrongState, match="answered already"):
            actions.give_general_advice(row=row, by=adviser, at=NOW, text="Again.")

    def test_only_by_the_unit_that_was_asked(self, adviser):
        row = GeneralAdviceFactory()
        with pytest.raises(NotAllowed, match="Only somebody of"):
            actions.give_general_advice(row=row, by=adviser, at=NOW, text="Me.")
        with pytest.raises(NotAllowed, match="give advice"):
            champion = user_with_role("champion", row.asked_of)
            actions.give_general_advice(row=row, by=champion, at=NOW, text="Me.")

    def test_of_what_one_does_not_see_there_is_nothing(self, office):
        row = GeneralAdviceFactory(asked_of=office)
        with pytest.raises(BadInput, match="no such question"):
            actions.give_general_advice(
                row=row, by=user_with_role("pau-analyst"), at=NOW, text="Me."
            )

    def test_a_question_of_a_case_leads_there(self, case, office, adviser):
        AdviceFactory(case=case, number=1, asked_of=office)
        text = signed_in(adviser).get(reverse("complaints:advice")).content.decode()
        assert reverse("complaints:give-advice", args=[case.slug, 1]) in text
