"""What a verb asks beyond table and role, and what is added to a case by whom."""

import pytest

from complaints import actions
from complaints.models import Tag
from complaints.workflow import CLOSED
from organisation.models import Unit
from pages.refusals import NotAllowed, WrongState
from tests.complaints.verbs import DO, NOW
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


@pytest.mark.parametrize("role", ["cst-manager", "investigator"])
def test_nobody_withdraws_a_conduct_matter(role):
    by = user_with_role(role)
    case = whole_case(conduct=True, investigating=True, handler=by)

    with pytest.raises(WrongState, match="nobody complained"):
        DO["withdraw"](case, by, NOW, case.version)
