"""Who asks to withdraw a complaint, what the IPCC says of it, whether it goes on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.permissions import verbs_for
from desk.queues import queues_of
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.handled import again, do
from tests.complaints.sending import day, errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, signed, unmoved
from tests.complaints.verbs import DO, NOW
from tests.complaints.withdrawing import (
    TODAY,
    of_two_things,
    results,
    withdraw,
    withdraw_whole,
)
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import ComplainantFactory, whole_case
from tests.factories.papers import DocumentFactory, LetterFactory

pytestmark = pytest.mark.django_db
DECIDED = {"ipcc_reference": "2026/014", "ipcc_decided_on": TODAY}


@pytest.fixture
def case():
    return of_two_things()


class TestEverybodyAsks:
    """A complaint ends once each who made it has asked for that."""

    @pytest.fixture
    def other(self, case):
        return ComplainantFactory(case=case, number=2)

    def test_one_signature_does_not_withdraw_what_another_complains_of(
        self, case, other
    ):
        first = case.complainants.get(number=1)
        with pytest.raises(BadInput) as refused:
            withdraw_whole(case, signed_by=[first])
        assert refused.value.field == "signed_by"
        assert refused.value.sentence.startswith(f"{other.person} has not asked")
        assert again(case).status == "investigating"

    def test_who_signed_is_said(self, case, other):
        with pytest.raises(BadInput, match="Select who signed the request"):
            withdraw_whole(case)

    def test_nobody_of_another_case_signs(self, case, other):
        with pytest.raises(BadInput, match="Choose a complainant of this case"):
            withdraw_whole(case, signed_by=[ComplainantFactory()])

    def test_all_may_sign_one_letter(self, case, other):
        withdraw_whole(case, signed_by=list(case.complainants.all()))
        assert again(case).status == "withdrawn"
        letters = case.letters.filter(kind="withdrawal_request")
        assert {row.complainant for row in letters} == set(case.complainants.all())

    def test_what_came_before_is_among_the_letters(self, case, other):
        first = case.complainants.get(number=1)
        LetterFactory(
            case=case,
            kind="withdrawal_request",
            complainant=first,
            document=DocumentFactory(case=case),
        )
        assert withdraw_whole(case, signed_by=[other]).status == "withdrawn"

    def test_not_without_its_paper(self, case, other):
        first = case.complainants.get(number=1)
        LetterFactory(case=case, kind="withdrawal_request", complainant=first)
        with pytest.raises(BadInput, match="has not asked to withdraw"):
            withdraw_whole(case, signed_by=[other])

    def test_whoever_acts_for_somebody_signs_for_both(self, case):
        child = case.complainants.get()
        ComplainantFactory(
            case=case,
            number=2,
            acts_for=child,
            consent_on=TODAY,
            consent_evidence="A letter.",
        )
        assert withdraw_whole(case).status == "withdrawn"

    def test_a_part_of_it_may_be_one_persons_alone(self, case, other):
        first = case.complainants.get(number=1)
        with pytest.raises(BadInput) as refused:
            withdraw(case, 2, signed_by=[first])
        assert refused.value.field == "alone_because"
        withdraw(case, 2, signed_by=[first], alone_because="She alone was there.")
        row = case.withdrawals.get()
        assert (row.allegations, row.alone_because) == ([2], "She alone was there.")

    def test_the_form_asks_who_signed(self):
        page = next(each for each in PAGES if each.verb == "withdraw")
        play = scene(page)
        ComplainantFactory(case=play.case, number=2)
        shown = signed_in(play.user).get(address(play.case, page.verb))
        offered = shown.context["form"].fields["signed_by"].choices
        assert [key for key, _ in offered] == ["1", "2"]
        sent = post(page, play, signed_by=["1"])
        assert any("has not asked to withdraw" in said for said in errors(sent))
        assert unmoved(play)
        assert post(page, play, signed_by=["1", "2"]).status_code == 302


class TestTheIpcc:
    """Where it has a part in the case, it decides on the withdrawal."""

    MODES = pytest.mark.parametrize("mode", ["supervised", "managed", "independent"])

    @MODES
    def test_its_decision_is_asked_for(self, mode):
        case = of_two_things(mode=mode)
        for name in (*DECIDED, "goes_on"):
            given = DECIDED | {"goes_on": False}
            del given[name]
            with pytest.raises(BadInput, match="so it decides on the withdrawal") as no:
                withdraw_whole(case, **given)
            assert no.value.field == name
        assert again(case).status == "investigating"

    def test_what_it_decides_is_kept(self):
        case = of_two_things(mode="supervised")
        withdraw_whole(case, **DECIDED, goes_on=False)
        row = case.withdrawals.get()
        assert (row.ipcc_reference, row.goes_on) == ("2026/014", False)
        assert again(case).awaits == []

    def test_where_it_says_that_it_goes_on_that_is_awaited(self):
        case = of_two_things(mode="supervised")
        withdraw_whole(case, **DECIDED, goes_on=True)
        assert again(case).awaits == ["case.continue-as-conduct"]
        with pytest.raises(WrongState, match="It is decided already whether"):
            do("leave-withdrawn", case)
        do("continue-as-conduct", case)
        assert again(case).awaits == []

    def test_not_by_a_decision_to_come(self):
        case = of_two_things(mode="managed")
        given = DECIDED | {"ipcc_decided_on": TODAY + timedelta(days=1)}
        with pytest.raises(BadInput) as refused:
            withdraw_whole(case, **given, goes_on=False)
        assert refused.value.field == "ipcc_decided_on"

    def test_a_part_asks_for_it_too(self):
        case = of_two_things(mode="supervised")
        with pytest.raises(BadInput, match="so it decides on the withdrawal"):
            withdraw(case, 2)
        withdraw(case, 2, **DECIDED, goes_on=False)
        assert results(case) == [None, "withdrawn"]

    def test_the_page_asks_for_it(self):
        page = next(each for each in PAGES if each.verb == "withdraw")
        play = scene(page, state={"investigating": True, "mode": "managed"})
        signed(play.case)
        said = errors(post(page, play))
        assert "Enter the reference of the IPCC's decision." not in said
        assert sum("IPCC" in each or "goes on" in each for each in said) == 3
        given = {"ipcc_reference": "2026/014", "goes_on": "no"}
        given |= day("ipcc_decided_on", timezone.localdate())
        assert post(page, play, **given).status_code == 302


class TestGoesOn:
    """Whether it goes on as conduct is for the authority to say, and is asked for."""

    def test_it_waits_for_the_authority(self, case):
        withdraw_whole(case)
        assert again(case).awaits == ["case.continue-as-conduct"]
        authority = fresh(user_with_role("appropriate-authority"))
        (queue,) = [
            each
            for each in queues_of(authority, today=TODAY)
            if each.label == "Withdrawn: does it go on as conduct?"
        ]
        assert list(queue.rows) == [case]
        offered = {each.verb for each in verbs_for(again(case), authority)}
        assert {"continue-as-conduct", "leave-withdrawn"} <= offered

    def test_it_does_not_and_the_reasons_are_kept(self, case):
        withdraw_whole(case)
        do("leave-withdrawn", case)
        row = case.withdrawals.get()
        assert (row.goes_on, row.because) == (False, "It was one rude remark.")
        assert again(case).awaits == []
        with pytest.raises(WrongState, match="It is decided already whether"):
            do("leave-withdrawn", case)

    def test_it_does(self, case):
        withdraw_whole(case)
        do("continue-as-conduct", case)
        assert case.withdrawals.get().goes_on is True
        assert again(case).awaits == []

    def test_who_withdraws_it_does_not_say(self, case):
        withdraw_whole(case)
        now = again(case)
        with pytest.raises(NotAllowed, match="does not allow you to decide that"):
            DO["leave-withdrawn"](now, fresh(now.handler), NOW, now.version)

    def test_what_came_from_another_system_waits_for_nobody(self):
        legacy = whole_case(withdrawn=True, origin="legacy")
        with pytest.raises(WrongState, match="before Candour kept withdrawals"):
            do("leave-withdrawn", legacy)
