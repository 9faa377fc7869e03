"""The next review of an investigation waits while it stands, and is due again after."""

from datetime import timedelta

import pytest

from complaints.models import CaseClock
from complaints.rules.limits import REVIEWS
from complaints.workflow import Status
from tests.complaints.test_matrix import case_in, doer
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh

pytestmark = pytest.mark.django_db


def review(case):
    rows = CaseClock.objects.filter(case=case, code__in=REVIEWS, ended="")
    return rows.first()


def taken(case, *verbs, days=10):
    """The case after these verbs, so many days apart."""
    at = NOW
    for verb in verbs:
        case = DO[verb](case, fresh(doer(verb, case)), at, case.version)
        at += timedelta(days=days)
    return case


def allocated():
    case = case_in(Status.ASSESSED)
    handler, by = case.handler, fresh(doer("allocate", case))
    return DO["allocate"](case, by, NOW, case.version, handler=handler)


def investigated():
    return taken(allocated(), "start", days=0)


def test_it_stands_still_while_the_case_is_suspended():
    case = investigated()
    before = review(case)
    case = taken(case, "suspend-sub-judice")
    row = review(case)
    assert (row.pk, row.stopped_on) == (before.pk, NOW.date())


def test_it_runs_on_after_the_suspension():
    case = investigated()
    before = review(case)
    case = taken(case, "suspend-sub-judice", "resume")
    row = review(case)
    assert (row.pk, row.stopped_on) == (before.pk, None)
    assert row.due_on > before.due_on


@pytest.mark.parametrize(
    ("leaves", "back", "status"),
    [
        ("apply-discontinuance", "refuse-discontinuance", Status.INVESTIGATING),
        ("offer-resolution", "end-resolution", Status.ALLOCATED),
        ("handle-direction", "end-direction", Status.ALLOCATED),
    ],
)
def test_it_is_due_again_once_the_case_is_back(leaves, back, status):
    case = investigated() if status == Status.INVESTIGATING else allocated()
    assert case.status == status
    case = taken(case, leaves)
    assert review(case) is None
    case = taken(case, back)
    assert case.status == status
    assert review(case).due_on > NOW.date()


def test_none_is_due_once_the_report_is_in():
    case = taken(investigated(), "submit-report")
    assert review(case) is None
