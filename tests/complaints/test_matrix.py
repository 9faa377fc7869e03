"""Every verb in every state and for every role: what may, and what may not."""

import pytest

from accounts.models import User
from accounts.permissions import Permission
from accounts.rights import Rights
from accounts.roles import ROLES, Reach
from audit import trail
from casework import guard
from casework.acting import check_right, check_state
from complaints.models import Case, StatusChange
from complaints.querysets import NEXT
from complaints.workflow import CASE, Status
from organisation.classification import FieldClass
from pages.refusals import NotAllowed, WrongState
from tests.complaints.verbs import DIRECTION, DO, HANDLED, NOW, ROLE
from tests.factories.accounts import fresh, user_with_role
from tests.factories.appeals import DirectionFactory
from tests.factories.complaints import CaseFactory, also_alleged, whole_case
from tests.factories.ipcc import ReferralFactory
from tests.factories.organisation import UnitFactory
from tests.factories.papers import LetterFactory
from tests.factories.routes import CAME_BY, on_its_route

pytestmark = pytest.mark.django_db

VERBS = [transition.verb for transition in CASE if transition.verb != "log"]


def begins_in(verb):
    """The first state in which the table allows the verb."""
    return (*CASE[verb].sources, *CASE[verb].again)[0]


def case_in(status):
    """A whole case in this status, with its handler if it has one."""
    traits = {} if status == Status.RECEIVED else {status: True}
    decided = status in {Status.DETERMINED, Status.NOTIFIED, Status.FINALISED}
    handler = user_with_role("investigator")
    case = whole_case(decided=decided, handler=handler, **traits)
    if status == Status.NOTIFIED:
        LetterFactory(case=case, complainant=case.complainants.get())
        LetterFactory(case=case, subject=case.subjects.get())
    return on_its_route(case)


def doer(verb, case):
    """Somebody who may do the verb; the handler for the handler's verbs."""
    if verb in HANDLED:
        return case.handler
    return user_with_role(ROLE[verb])


def reported():
    """A case whose report is in, by the handler's own verb."""
    case = case_in(Status.INVESTIGATING)
    return DO["submit-report"](case, case.handler, NOW, case.version)


def ready_for(verb, status):
    """A case in the status, with what the verb finds there besides."""
    if verb in {"determine", "return"} and status == Status.REPORTED:
        return reported()
    case = case_in(status)
    if verb == "withdraw-allegations":
        also_alleged(case)
    if verb == "receive-ipcc-report":
        ReferralFactory(case=case, number=1, decided=True, mode="independent")
    with guard.writing("test"):
        if verb == "offer-resolution":  # led there by the IPCC, with no consent yet
            case.resolutions.update(status="ended", ended_because="As directed.")
        if verb == "resolve-discontinued":
            case.ipccapplications.update(grounds=["local-resolution"])
    if verb in DIRECTION and CASE.target(verb, status):
        DirectionFactory(case=case, kind=DIRECTION[verb])
    return case


CELLS = [(verb, status) for verb in VERBS for status in Status.values]
OPEN_CELLS = [cell for cell in CELLS if CASE[cell[0]].allows(cell[1])]
CLOSED_CELLS = {
    verb: [status for status in Status.values if not CASE[verb].allows(status)]
    for verb in VERBS
}


@pytest.mark.parametrize(("verb", "status"), OPEN_CELLS)
def test_a_verb_is_done_where_the_table_allows_it(verb, status):
    case = ready_for(verb, status)
    by = doer(verb, case)
    came_from, _ = CAME_BY.get(status, ("", ""))
    target = CASE.target(verb, status, before=came_from)

    DO[verb](case, by, NOW, case.version)

    assert Case.objects.get(pk=case.pk).status == target
    move = StatusChange.objects.filter(case=case).latest("pk")
    assert (move.verb, move.from_status, move.to_status) == (verb, status, target)
    entry = trail.history_of(case)[0]
    assert (entry.event, entry.outcome, entry.actor_key) == (
        f"case.{verb}",
        "done",
        by.email,
    )


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_refused_in_every_other_state(verb):
    """Each state by the check that the action asks, and one by the action itself."""
    for status in CLOSED_CELLS[verb]:
        case = CaseFactory.build(status=status)
        with pytest.raises(WrongState, match=case.get_status_display().lower()):
            check_state(CASE, verb, case)
    if not CLOSED_CELLS[verb]:
        return
    status = CLOSED_CELLS[verb][len(verb) % len(CLOSED_CELLS[verb])]
    case = ready_for(verb, status)
    with pytest.raises(WrongState, match=case.get_status_display().lower()):
        DO[verb](case, doer(verb, case), NOW, case.version)
    assert Case.objects.get(pk=case.pk).status == status
    assert trail.history_of(case)[0].outcome == "refused"


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_only_by_roles_that_hold_it(verb):
    unit = UnitFactory()
    case = CaseFactory.build(status=begins_in(verb), responsible_unit=unit)
    for role, policy in ROLES.items():
        by = User(pk=1)
        vars(by)["rights"] = Rights([(role, unit.pk)])
        if CASE[verb].permission in policy.permissions:
            check_right(CASE, verb, case, by=by)
        else:
            with pytest.raises(NotAllowed, match="role does not allow"):
                check_right(CASE, verb, case, by=by)
    check_state(CASE, verb, case)


@pytest.mark.parametrize("verb", VERBS)
def test_a_role_bound_to_a_unit_holds_nothing_in_another(verb):
    case = case_in(begins_in(verb))
    elsewhere = UnitFactory()
    for role, policy in ROLES.items():
        if not policy.within_unit:
            continue
        stranger = user_with_role(role, elsewhere)
        with pytest.raises(NotAllowed):
            DO[verb](case, stranger, NOW, case.version)
        assert not Case.objects.visible_to(fresh(stranger)).exists()


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_who_may_do_anything_to_a_case_is_shown_its_state(role):
    """The right is asked first: whoever holds it may be told how the case stands."""
    held = {each for each in role.permissions if each.startswith("case.")}
    held -= {Permission.CASE_LOG, Permission.CASE_IMPORT, Permission.CASE_EXPORT}
    if held:
        reach = role.reach(FieldClass.OFFICIAL)
        assert reach is (Reach.UNIT if role.within_unit else Reach.ALL)


@pytest.mark.parametrize("verb", VERBS)
def test_a_stale_version_changes_nothing(verb):
    case = ready_for(verb, begins_in(verb))

    with pytest.raises(Exception, match="newer version"):
        DO[verb](case, doer(verb, case), NOW, case.version - 1)

    assert Case.objects.get(pk=case.pk).version == case.version


def test_the_table_leads_on_from_every_open_state():
    for status in NEXT:
        onward = set(CASE.verbs_from(status)) - {"withdraw", "withdraw-allegations"}
        assert onward, status
