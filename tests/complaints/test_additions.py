"""What is added to a case beside its course: tasks, links, readers."""

import re
from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import trail
from complaints import actions
from complaints.models import Case, CaseLink
from pages.refusals import BadInput, NotAllowed
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, CaseTaskFactory, ConflictFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def test_whoever_may_set_tasks_finishes_one_of_somebody_else():
    case = CaseFactory(investigating=True)
    gone = user_with_role("champion", UnitFactory(), is_active=False)
    CaseTaskFactory(case=case, number=1, owner=gone)
    officer = user_with_role("cst-officer")

    row = actions.do_task(case=case, by=officer, at=NOW, number=1)

    assert row.done_by == officer


def test_no_task_goes_to_somebody_named_in_the_case_meanwhile():
    case, owner = CaseFactory(investigating=True), user_with_role("cst-officer")
    assert case in Case.objects.visible_to(owner)  # when the form was drawn
    ConflictFactory(case=case, user=owner)

    with pytest.raises(NotAllowed, match="cannot see"):
        actions.set_task(
            case=case,
            by=user_with_role("cst-officer"),
            at=NOW,
            what="Ask for the log.",
            due_on=NOW.date(),
            owner=owner,
        )


def test_a_task_is_finished_by_nobody_without_the_right():
    case = CaseFactory(investigating=True)
    CaseTaskFactory(case=case, number=1)

    with pytest.raises(NotAllowed):
        actions.do_task(case=case, by=user_with_role("pau-analyst"), at=NOW, number=1)


def test_a_task_that_is_not_there_is_not_called_done():
    case = CaseFactory(investigating=True)
    CaseTaskFactory(case=case, number=1, done=True)
    officer = user_with_role("cst-officer")

    with pytest.raises(BadInput, match="has no task 2"):
        actions.do_task(case=case, by=officer, at=NOW, number=2)
    with pytest.raises(BadInput, match="done already"):
        actions.do_task(case=case, by=officer, at=NOW, number=1)


def linked(case, other, by):
    return actions.link(case=case, by=by, at=NOW, other=other, kind="related")


def test_a_case_is_linked_only_to_one_that_is_seen():
    borough = UnitFactory()
    case = CaseFactory(responsible_unit=borough)
    hidden, shown = CaseFactory(), CaseFactory(responsible_unit=borough)
    champion = user_with_role("champion", borough)

    with pytest.raises(NotAllowed):
        linked(case, hidden, champion)
    linked(case, shown, champion)

    assert CaseLink.objects.get().other == shown


def test_a_link_locks_both_cases_in_one_order():
    one, two = CaseFactory(), CaseFactory()
    officer = user_with_role("cst-officer")
    orders = []
    for case, other in ((one, two), (two, one)):
        with CaptureQueriesContext(connection) as asked, suppress(BadInput):
            linked(case, other, officer)
        locks = [q["sql"] for q in asked if "FOR UPDATE" in q["sql"]]
        orders.append([bool(re.search(rf'"id" = {one.pk}\b', sql)) for sql in locks])

    assert orders == [[True, False]] * 2


def test_the_trail_keeps_who_could_read_a_restricted_case():
    command = user_with_role("command")
    first, second = (user_with_role("investigator") for _ in range(2))
    case = CaseFactory(investigating=True)
    for readers in ([first], [second]):
        case = actions.restrict(
            case=case,
            by=command,
            at=NOW,
            version=case.version,
            confidentiality="restricted",
            readers=readers,
        )

    changes = trail.history_of(case)[0].changes
    assert changes["readers"] == [
        sorted([command.email, first.email]),
        sorted([command.email, second.email]),
    ]
