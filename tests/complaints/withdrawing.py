"""A complaint of two things, and how tests withdraw one of them or the whole."""

from complaints import actions
from complaints.models import Outcome
from tests.complaints.handled import again
from tests.complaints.verbs import NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import also_alleged, whole_case
from tests.factories.papers import DocumentFactory

TODAY = NOW.date()
REQUEST = {"request_on": TODAY, "reason": "They moved away."}


def of_two_things(**fields):
    """A complaint of two things, under investigation."""
    given = {"investigating": True, "handler": user_with_role("investigator")}
    case = whole_case(**given | fields)
    also_alleged(case)
    return case


def withdraw(case, *numbers, **more):
    now = again(case)
    given = {
        "case": now,
        "by": fresh(user_with_role("cst-manager")),
        "at": NOW,
        "version": now.version,
        "allegations": list(now.allegations.filter(number__in=numbers)),
        "request_on": TODAY,
        "reason": "They are content with what was said to them.",
    }
    if not more.keys() & {"stored", "document"}:
        more["document"] = DocumentFactory(case=case)
    return actions.withdraw_allegations(**given | more)


def results(case):
    rows = Outcome.objects.filter(allegation__case=case).order_by("allegation__number")
    return [row.result.code if row.result else None for row in rows]


def withdraw_whole(case, **given):
    now = again(case)
    if not given.keys() & {"stored", "document"}:
        given["document"] = DocumentFactory(case=case)
    by = fresh(user_with_role("cst-manager"))
    return actions.withdraw(
        case=now, by=by, at=NOW, version=now.version, **REQUEST | given
    )
