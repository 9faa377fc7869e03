"""Every verb in every state and for every role: what may, and what may not."""

import pytest

from accounts.permissions import Permission
from accounts.roles import ROLES, Reach
from audit import trail
from casework.acting import check_right, check_state
from complaints.models import Case, StatusChange
from complaints.querysets import NEXT
from complaints.workflow import CASE, Status
from organisation.classification import FieldClass
from pages.refusals import NotAllowed, WrongState
from tests.complaints.verbs import DIRECTION, DO, HANDLED, NOW, ROLE
from tests.factories.accounts import user_with_role
from tests.factories.appeals import DirectionFactory
from tests.factories.complaints import CaseFactory, LetterFactory, whole_case
from tests.factories.ipcc import ReferralFactory
from tests.factories.organisation import UnitFactory
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
    if verb == "receive-ipcc-report":
        ReferralFactory(case=case, number=1, decided=True, mode="independent")
    if verb in DIRECTION and CASE.target(verb, status):
        DirectionFactory(case=case, kind=DIRECTION[verb])
    return case


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_only_where_the_table_allows_it(verb, status):
    case = ready_for(verb, status)
    by = doer(verb, case)
    came_from, _ = CAME_BY.get(status, ("", ""))
    target = CASE.target(verb, status, before=came_from)
    if target is None:
        with pytest.raises(WrongState, match=case.get_status_display().lower()):
            DO[verb](case, by, NOW, case.version)
        assert Case.objects.get(pk=case.pk).status == status
        assert trail.history_of(case)[0].outcome == "refused"
        return

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


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_only_by_roles_that_hold_it(verb, role):
    source = begins_in(verb)
    case = CaseFactory.build(status=source, responsible_unit=UnitFactory())
    by = user_with_role(role, case.responsible_unit)
    if CASE[verb].permission in ROLES[role].permissions:
        check_right(CASE, verb, case, by=by)
    else:
        with pytest.raises(NotAllowed, match="role does not allow"):
            check_right(CASE, verb, case, by=by)
    check_state(CASE, verb, case)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "role", [slug for slug, role in ROLES.items() if role.within_unit]
)
def test_a_role_bound_to_a_unit_holds_nothing_in_another(role, verb):
    case = case_in(begins_in(verb))

    with pytest.raises(NotAllowed):
        DO[verb](case, user_with_role(role, UnitFactory()), NOW, case.version)

    assert not Case.objects.visible_to(user_with_role(role, UnitFactory())).exists()


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
        onward = set(CASE.verbs_from(status)) - {"withdraw"}
        assert onward, status
