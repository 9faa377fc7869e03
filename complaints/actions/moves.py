"""What the verbs share: lock the case, move it along the table, keep its clock."""

from datetime import date

from django.utils import timezone

from casework import deadlines
from casework.models.cases import FAR_FUTURE
from complaints import permissions, rules
from complaints.models import Case, StatusChange
from complaints.workflow import CASE
from pages.refusals import BadInput

_NEVER = date.fromisoformat(FAR_FUTURE)


def lock(act, case, version=None):
    """Lock the case within the reach of whoever acts."""
    return act.lock(Case.objects.filter(pk=case.pk), version, within=_within)


def _within(by):
    rows = Case.objects.visible_now_to(by)
    return rows.select_related("responsible_unit", "handler")


def lock_for(verb, act, case, version=None):
    """Lock the case and check that `act.by` may do `verb` to it now."""
    locked = lock(act, case, version)
    permissions.check_verb(verb, locked, by=act.by)
    return locked


def move(act, case, verb, *, reason="", changes=None):
    """Move the locked case along the table and keep, append and record the move."""
    before = case.status
    case.status = CASE.target(verb, before, before=_came_from(case, verb))
    save(act, case, verb)
    StatusChange.objects.create(
        case=case,
        verb=verb,
        from_status=before,
        to_status=case.status,
        by=act.by,
        at=act.at,
        reason=reason,
    )
    moved = {} if before == case.status else {"status": (before, case.status)}
    act.record(
        case,
        unit=case.responsible_unit,
        reason=reason,
        changes=moved | (changes or {}),
    )


def _came_from(case, verb):
    """Where the case stood before its state, for a verb that leads back there."""
    if not CASE.leads_back(verb, case.status):
        return ""
    moves = case.status_changes.filter(to_status=case.status)
    led_here = moves.exclude(from_status=case.status).order_by("-pk")
    return led_here.values_list("from_status", flat=True).first() or ""


def save(act, case, verb=""):
    """Save the locked case as its next version, with its next date."""
    case.version += 1
    case.updated_at = act.at
    set_clock(case, verb, on=timezone.localdate(act.at))
    case.save()


def set_clock(case, verb="", *, on=None):
    """Set the case's next date from the rule that runs in its status.

    Or from the one that the move `verb` starts `on` its day, which then runs on
    whatever else is saved of the case.
    """
    if verb not in rules.CLOCKS_OF_MOVES and rules.runs_on(case.next_due, case.status):
        return
    code, starts_on = _clock(case, verb, on)
    case.next_due_on, case.next_due = _NEVER, ""
    if starts_on is None:
        return
    try:
        case.next_due_on, case.next_due = due_on(code, case, starts_on), code
    except deadlines.NoRule:  # nothing limited it then; the case is kept all the same
        return


def _clock(case, verb, on):
    """The rule that runs now and the day that it runs from; none from None."""
    reopened_on = case.last_moved_on("reopen") if verb == "return" else None
    clock = rules.clock_of(
        case.status,
        verb,
        can_appeal=case.appeal_ends_on is not None,
        reopened=reopened_on is not None,
    )
    if clock is None:
        return "", None
    code, starts_at = clock
    if verb in rules.CLOCKS_OF_MOVES:
        return code, on
    return code, reopened_on or getattr(case, starts_at)


def due_on(code, case, starts_on):
    """When `code` is due in the case, by the law of the day it came to notice."""
    known = deadlines.load()
    return known.of_matter(
        code, starts_on=starts_on, noticed_on=case.received_on
    ).due_on


def refuse_any(problems):
    """Raise BadInput with the first of the problems, if there is one."""
    for problem in problems:
        raise BadInput(problem.sentence, field=problem.field)


def next_number(rows) -> int:
    """The next number within a case for its children `rows`; the case is locked."""
    last = rows.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
