"""Who had a part in a case takes none of the decisions of its authority."""

import pytest

from pages.refusals import NotAllowed
from tests.complaints.handled import again, case_with, do
from tests.complaints.moves import DIRECTED
from tests.complaints.steps import BY_VERB, play_of
from tests.complaints.test_directions import directed
from tests.complaints.verbs import DO, NOW
from tests.complaints.withdrawing import of_two_things, withdraw_whole
from tests.factories.accounts import fresh, user_with_role
from tests.factories.logs import WitnessFactory
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db
CONSIDERING = ["continue-as-conduct", "leave-withdrawn"]
TAKING_UP = ["reinvestigate", "redetermine", "resolve-anew"]


@pytest.fixture
def authority():
    return user_with_role("appropriate-authority", member=MemberFactory())


def refused(verb, case, by, why):
    now = again(case)
    with pytest.raises(NotAllowed, match=why):
        DO[verb](now, fresh(by), NOW, now.version)
    assert again(case).status == now.status


@pytest.mark.parametrize("verb", CONSIDERING)
def test_its_handler_does_not_say_whether_what_was_withdrawn_goes_on(verb, authority):
    case = of_two_things(handler=authority)
    withdraw_whole(case)
    refused(verb, case, authority, "you have been its handler")
    do(verb, case)


@pytest.mark.parametrize("verb", CONSIDERING)
def test_nor_does_a_witness(verb, authority):
    case = of_two_things()
    WitnessFactory(case=case, number=1, member=authority.member, description="")
    withdraw_whole(case)
    refused(verb, case, authority, "you are a witness of it")
    do(verb, case)


@pytest.mark.parametrize("verb", TAKING_UP)
def test_nor_does_its_handler_take_it_up_again(verb, authority):
    case = case_with(notified=True, handler=authority)
    directed(case, DIRECTED[verb])
    refused(verb, case, authority, "you have been its handler")
    do(verb, case)


@pytest.mark.parametrize(
    "verb", ["refer-cps", "send-cps-again", "record-findings", "impose-sanction"]
)
def test_a_witness_sends_nobody_to_court_nor_punishes_them(verb):
    step = BY_VERB[verb]
    play = play_of(step)
    witness = user_with_role(step.role, play.unit, member=MemberFactory())
    WitnessFactory(case=play.case, number=1, member=witness.member, description="")
    with pytest.raises(NotAllowed, match="you are a witness of it"):
        play.do(by=witness)
    play.do()
