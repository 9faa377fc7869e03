"""What a verb asks beyond table and role, and what is added to a case by whom."""

import pytest

from complaints import actions
from complaints.models import Tag
from complaints.permissions import check_verb
from complaints.workflow import CASE, CLOSED, Status
from organisation.models import Unit
from pages.refusals import NotAllowed, WrongState
from tests.complaints.verbs import DO, NOW, ROLE
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    CaseTaskFactory,
    StatusChangeFactory,
    whole_case,
)

pytestmark = pytest.mark.django_db

CLOSING = {str(status): {str(status): True} for status in CLOSED}
# Everything that is added to a case while it is open, by somebody who may then.
ADDED = {
    "note": lambda case, by: actions.note(case=case, by=by, at=NOW, text="Rang."),
    "set-task": lambda case, by: actions.set_task(
        case=case, by=by, at=NOW, what="Ring", due_on=NOW.date(), owner=by
    ),
    "do-task": lambda case, by: actions.do_task(case=case, by=by, at=NOW, number=1),
    "attach": lambda case, by: actions.attach(case=case, by=by, at=NOW, stored=None),
    "link": lambda case, by: actions.link(
        case=case, by=by, at=NOW, other=CaseFactory(), kind="related"
    ),
    "place": lambda case, by: actions.place(
        case=case, by=by, at=NOW, unit=Unit.objects.first(), part="scene"
    ),
    "amend": lambda case, by: actions.amend(
        case=case, by=by, at=NOW, version=case.version, said="Else."
    ),
}

# What each verb does, as the sentences say it that refuse the verb.
SAID = {
    "record": "record {}",
    "decline": "decline to record {}",
    "check": "check {}",
    "assess": "assess {}",
    "allocate": "allocate {}",
    "start": "start the investigation of {}",
    "submit-report": "submit the report on {}",
    "return": "return {} to the investigator",
    "determine": "determine {}",
    "notify": "tell people the outcome of {}",
    "finalise": "finalise {}",
    "reopen": "reopen {}",
    "withdraw": "withdraw {}",
}
# The same of the routes, and of what the IPCC takes part in.
SAID_ELSEWHERE = {
    "reassess-risk": "assess the risk of {} again",
    "withdraw-allegations": "record the withdrawal of allegations in {}",
    "receive-ipcc-report": "record the report of the IPCC on {}",
    "direct-recording": "reopen the recording of {}",
    "reinvestigate": "investigate {} again",
    "redetermine": "have {} determined again",
    "resolve-anew": "resolve {} locally anew",
    "offer-recovery": "offer service recovery in {}",
    "resolve-at-contact": "resolve {} at first contact",
    "take-up": "take {} up after all",
    "offer-resolution": "begin the local resolution of {}",
    "agree-plan": "agree the action plan of {}",
    "complete-resolution": "complete the local resolution of {}",
    "end-resolution": "end the local resolution of {}",
    "handle-direction": "handle {} as direction and control",
    "answer-direction": "answer {} on direction and control",
    "end-direction": "treat {} as conduct after all",
    "apply-dispensation": "apply for dispensation in {}",
    "grant-dispensation": "record that dispensation was granted in {}",
    "refuse-dispensation": "record that dispensation was refused in {}",
    "apply-discontinuance": "apply for discontinuance of {}",
    "grant-discontinuance": "record that discontinuance of {} was granted",
    "resolve-discontinued": "record that {} is discontinued for local resolution",
    "refuse-discontinuance": "record that discontinuance of {} was refused",
    "suspend-sub-judice": "suspend {} as sub judice",
    "review-sub-judice": "review the suspension of {}",
    "resume": "resume {}",
    "certify-requirements": "certify special requirements in {}",
    "continue-as-conduct": "continue {} as a conduct matter",
    "leave-withdrawn": "decide that {} does not go on as conduct",
}


def refusal_of(verb, case, by):
    with pytest.raises((NotAllowed, WrongState)) as refused:
        check_verb(verb, case, by=by)
    return refused.value.sentence


def test_every_verb_has_its_sentence():
    assert {*SAID, *SAID_ELSEWHERE, "log"} == {line.verb for line in CASE}
    for verb, act in SAID_ELSEWHERE.items():
        assert CASE[verb].said_of("{}") == act


@pytest.mark.parametrize(("verb", "act"), SAID.items())
def test_a_role_without_the_right_reads_a_plain_sentence(verb, act):
    case = whole_case()
    said = refusal_of(verb, case, user_with_role("mpa-member"))
    sentence, _, who = said.partition(". ")
    assert f"{sentence}." == f"Your role does not allow you to {act.format(case)}."
    assert who.startswith("It takes the role of ")


def test_a_refusal_says_which_roles_may():
    case = whole_case(reported=True)
    assert refusal_of("determine", case, user_with_role("investigator")).endswith(
        f"{case}. It takes the role of Appropriate authority."
    )
    assert refusal_of("record", case, user_with_role("investigator")).endswith(
        "It takes the role of Customer Service Team officer, Customer Service Team "
        "manager or Professional Standards Champion of its unit."
    )


@pytest.mark.parametrize(("verb", "act"), SAID.items())
def test_the_wrong_state_reads_as_a_plain_sentence(verb, act):
    elsewhere = Status.CHECKED if verb not in ("assess", "withdraw") else None
    case = whole_case(**{elsewhere or "finalised": True})
    said = refusal_of(verb, case, user_with_role(ROLE[verb]))
    state = "checked" if elsewhere else "finalised"
    assert said == f"You cannot {act.format(case)} while it is {state}."


@pytest.mark.parametrize(("verb", "act"), SAID.items())
def test_nothing_leads_on_from_withdrawn(verb, act):
    case = whole_case(withdrawn=True)
    said = refusal_of(verb, case, user_with_role(ROLE[verb]))
    assert said == f"You cannot {act.format(case)}: it is closed as withdrawn."


@pytest.mark.parametrize("verb", ["start", "submit-report"])
def test_the_handlers_verbs_wait_for_a_handler(verb):
    case = whole_case(**{CASE[verb].sources[0]: True}, handler=None)
    said = refusal_of(verb, case, user_with_role("investigator"))
    assert said.startswith(f"Only the handler of {case} can ")
    assert said.endswith(", and it has none yet.")


@pytest.mark.parametrize("traits", CLOSING.values(), ids=CLOSING)
@pytest.mark.parametrize("add", ADDED.values(), ids=ADDED)
def test_nothing_is_added_to_a_closed_case(add, traits):
    officer = user_with_role("cst-officer")
    case = whole_case(**traits)
    CaseTaskFactory(case=case, number=1, owner=officer)

    with pytest.raises(WrongState, match="is closed: nothing is added to it"):
        add(case, officer)


@pytest.mark.parametrize("traits", CLOSING.values(), ids=CLOSING)
@pytest.mark.parametrize("add", ADDED.values(), ids=ADDED)
def test_that_it_is_closed_is_said_to_nobody_without_the_right(add, traits):
    member = user_with_role("mpa-member")
    case = whole_case(**traits)

    with pytest.raises(NotAllowed, match="role does not allow"):
        add(case, member)


def test_a_closed_case_is_tagged_with_the_event_it_came_from():
    case = whole_case(finalised=True)
    tag = Tag.objects.get(code="g20-2009")

    actions.tag(case=case, by=user_with_role("pau-analyst"), at=NOW, tag=tag)

    assert case.tags.get().tag == tag


def test_who_recorded_a_case_does_not_check_it():
    case = CaseFactory(recorded=True, logged_by=user_with_role("cst-officer"))
    manager = user_with_role("cst-manager")
    StatusChangeFactory(case=case, verb="record", by=manager)

    with pytest.raises(NotAllowed, match="You recorded .* another manager"):
        DO["check"](case, manager, NOW, case.version)

    another = user_with_role("cst-manager")
    assert DO["check"](case, another, NOW, case.version).status == "checked"


def test_who_logged_a_case_does_not_check_it():
    manager = user_with_role("cst-manager")
    case = CaseFactory(recorded=True, logged_by=manager)

    with pytest.raises(NotAllowed, match="You logged"):
        DO["check"](case, manager, NOW, case.version)


@pytest.mark.parametrize("state", ["determined", "notified"])
@pytest.mark.parametrize("role", ["cst-manager", "investigator"])
def test_nobody_withdraws_what_was_decided(role, state):
    by = user_with_role(role)
    case = whole_case(decided=True, handler=by, **{state: True})
    with pytest.raises(WrongState, match=f"cannot withdraw .* while it is {state}"):
        DO["withdraw"](case, by, NOW, case.version)


@pytest.mark.parametrize("role", ["cst-manager", "investigator"])
def test_nobody_withdraws_a_conduct_matter(role):
    by = user_with_role(role)
    case = whole_case(conduct=True, investigating=True, handler=by)

    with pytest.raises(WrongState, match="nobody complained"):
        DO["withdraw"](case, by, NOW, case.version)
