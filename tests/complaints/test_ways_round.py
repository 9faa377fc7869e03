"""What must be referred to the IPCC is not ended by another way first."""

import pytest

from complaints.models import Case
from complaints.permissions import verbs_for
from complaints.workflow import Status
from pages.refusals import WrongState
from tests.complaints.verbs import DO, NOW, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import also_alleged, whole_case
from tests.factories.ipcc import ReferralTestFactory
from tests.factories.routes import on_its_route

pytestmark = pytest.mark.django_db
# Where each way begins, and how it ends the case or takes it elsewhere.
WAYS = {
    "decline": {},
    "resolve-at-contact": {},
    "withdraw": {"investigating": True},
    "withdraw-allegations": {"investigating": True},
    "handle-direction": {"checked": True},
    "complete-resolution": {"resolving": True},
    "answer-direction": {"direction": True},
}
# These are the force's alone; a withdrawal asks for what the IPCC decided.
FORCES_OWN = sorted(WAYS.keys() - {"withdraw", "withdraw-allegations"})
# What is tested before a case goes this way, whatever came of the test.
TESTED = {
    "offer-resolution": {"allocated": True},
    "handle-direction": {"checked": True},
    "apply-dispensation": {"recorded": True},
    "apply-discontinuance": {"investigating": True},
    "withdraw": {"checked": True},
    "withdraw-allegations": {"checked": True},
}


def in_state(state, **fields):
    case = whole_case(handler=user_with_role("investigator"), **state, **fields)
    also_alleged(case)
    return on_its_route(case)


def do(verb, case):
    now = Case.objects.get(pk=case.pk)
    by = now.handler if ROLE[verb] == "investigator" else user_with_role(ROLE[verb])
    return DO[verb](now, fresh(by), NOW, now.version)


@pytest.mark.parametrize("verb", WAYS)
@pytest.mark.parametrize(
    ("mode", "said"),
    [("to_refer", "must be referred to the IPCC"), ("waiting", "waits for the IPCC")],
)
def test_not_before_the_ipcc_has_decided(verb, mode, said):
    case = in_state(WAYS[verb], mode=mode)
    with pytest.raises(WrongState, match=said):
        do(verb, case)
    assert Case.objects.get(pk=case.pk).status == case.status


@pytest.mark.parametrize("verb", FORCES_OWN)
@pytest.mark.parametrize("mode", ["supervised", "managed", "independent"])
def test_not_while_the_ipcc_has_a_part(verb, mode):
    case = in_state(WAYS[verb], mode=mode)
    with pytest.raises(WrongState, match="IPCC"):
        do(verb, case)
    assert Case.objects.get(pk=case.pk).status == case.status


@pytest.mark.parametrize("verb", FORCES_OWN)
def test_what_the_ipcc_handed_back_goes_that_way(verb):
    case = in_state(WAYS[verb], mode="local", categories=["A"])
    assert do(verb, case).status != case.status


@pytest.mark.parametrize("verb", TESTED)
def test_what_may_have_to_be_referred_is_tested_first(verb):
    case = in_state(TESTED[verb], categories=["C"])
    with pytest.raises(WrongState, match="Nobody has tested yet whether"):
        do(verb, case)
    ReferralTestFactory(case=case, number=1)
    do(verb, case)


def test_direction_and_control_is_not_for_recordable_conduct():
    case = in_state({"checked": True}, categories=["H"])
    ReferralTestFactory(case=case, number=1)
    with pytest.raises(WrongState, match="it is not handled as direction and control"):
        do("handle-direction", case)
    inspector = fresh(user_with_role("team-inspector"))
    offered = {each.verb for each in verbs_for(case, inspector)}
    assert "handle-direction" not in offered


def test_the_page_says_why_a_case_is_not_declined():
    case = in_state({}, mode="to_refer")
    states = {
        each.verb: each for each in verbs_for(case, user_with_role("cst-officer"))
    }
    assert case.status == Status.RECEIVED
    assert states["decline"].refusal == (
        f"{case} must be referred to the IPCC: only then may its recording be decided "
        "against."
    )
