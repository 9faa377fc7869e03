"""Find for which offices the cases wait that have not moved since these were kept.

Every move keeps it (`awaiting.keep_awaited`). What was written before, by an earlier
version or by an import, is caught up with here; running it again changes nothing.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from casework import guard
from complaints.actions.awaiting import keep_awaited
from complaints.models import Case, Determination, Outcome, Proceeding
from complaints.models.choices import Kind
from complaints.workflow import OPEN

CASES_AT_ONCE = 500


def find_offices(say: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Keep on each open case the offices it is with; how many had others before."""
    keys = list(_may_be_with_an_office().order_by("pk").values_list("pk", flat=True))
    changed = 0
    for first in range(0, len(keys), CASES_AT_ONCE):
        some = keys[first : first + CASES_AT_ONCE]
        with guard.writing("find-offices"):
            for case in Case.objects.select_for_update().filter(pk__in=some):
                changed += _keep(case)
        say(first + len(some), len(keys))
    return changed


def _may_be_with_an_office():
    """Conduct matters, and what was decided against somebody or is being heard."""
    of_case = {"case": OuterRef("pk")}
    sent = Outcome.objects.filter(allegation__case=OuterRef("pk"))
    sent = sent.exclude(forum="")
    return Case.objects.filter(status__in=OPEN).filter(
        Q(kind=Kind.CONDUCT)
        | Exists(sent)
        | Exists(Determination.objects.filter(**of_case, to_cps=True))
        | Exists(Proceeding.objects.filter(**of_case))
    )


def _keep(case) -> bool:
    before = (case.offices, case.awaits)
    keep_awaited(case)
    if (case.offices, case.awaits) == before:
        return False
    Case.objects.filter(pk=case.pk).update(offices=case.offices, awaits=case.awaits)
    return True
