"""Find for which offices the cases wait that have not moved since these were kept.

And let the time run until what was decided of an officer is heard or dealt with. Every
move keeps both (`moves.save`). What was written before, by an earlier
version or by an import, is caught up with here; running it again changes nothing. What
is found is drawn from the cases, so that one entry of the trail tells of a lot of them,
which stands or falls with it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from audit import trail
from casework import guard
from complaints import events
from complaints.actions.awaiting import keep_awaited
from complaints.actions.disposal import follow_disposals
from complaints.models import (
    Case,
    CpsReferral,
    Determination,
    ImportBatch,
    Outcome,
    Proceeding,
    SpecialRequirement,
)
from complaints.models.choices import Kind
from complaints.workflow import OPEN
from complaints.workflow.conduct import CpsStatus

FIND_JOB = "find-offices"
CASES_AT_ONCE = 500
_KEPT = ("offices", "awaits", "next_due_on", "next_due")


def find_offices(
    say: Callable[[int, int], None] = lambda done, total: None,
    *,
    today: date,
    batch: ImportBatch | None = None,
) -> int:
    """Keep on each open case the offices it is with, and their time; how many changed.

    Of a `batch` on those alone that it imported.
    """
    rows = _may_be_with_an_office()
    if batch is not None:
        rows = rows.filter(legacy__batch=batch)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for first in range(0, len(keys), CASES_AT_ONCE):
        some = keys[first : first + CASES_AT_ONCE]
        with guard.writing(events.FIND_OFFICES):
            found = [_keep(case, today) for case in _locked(some)]
            found = [each for each in found if any(each)]
            if found:
                _record(len(found), sum(timed for _, timed in found), batch)
        changed += len(found)
        say(first + len(some), len(keys))
    return changed


def _record(changed: int, timed: int, batch: ImportBatch | None) -> None:
    """That so many cases changed, so many of them in their time until a disposal."""
    changes: dict[str, Any] = {"import": (None, str(batch))} if batch else {}
    if timed:
        changes["cases with other limits"] = (None, timed)
    trail.record(
        events.FIND_OFFICES,
        kind=trail.Kind.ALTERATION,
        subject=trail.Subject("case_list", ""),
        by=trail.SYSTEM,
        count=changed,
        changes=changes or None,
    )


def _may_be_with_an_office():
    """Conduct matters, and what was decided against somebody or is being heard.

    And complaints in which special requirements are certified, or the CPS has advised.
    """
    of_case = {"case": OuterRef("pk")}
    sent = Outcome.objects.filter(allegation__case=OuterRef("pk"))
    sent = sent.exclude(forum="")
    return Case.objects.filter(status__in=OPEN).filter(
        Q(kind=Kind.CONDUCT)
        | Exists(sent)
        | Exists(Determination.objects.filter(**of_case, to_cps=True))
        | Exists(Proceeding.objects.filter(**of_case))
        | Exists(SpecialRequirement.objects.filter(**of_case))
        | Exists(CpsReferral.objects.filter(**of_case, status=CpsStatus.ADVISED))
    )


def _locked(keys):
    """By their keys, as every lock of several cases: none waits for the other."""
    return Case.objects.select_for_update().filter(pk__in=keys).order_by("pk")


def _keep(case, today) -> tuple[bool, bool]:
    """Whether what the case keeps has changed, and whether its limits have."""
    before = {name: getattr(case, name) for name in _KEPT}
    timed = follow_disposals(None, case, keep_awaited(case, on=today), on=today)
    now = {name: getattr(case, name) for name in _KEPT}
    if now != before:
        Case.objects.filter(pk=case.pk).update(**now)
    return now != before, timed
