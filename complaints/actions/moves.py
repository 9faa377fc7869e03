"""What the verbs share: lock the case, move it along the table, keep its clock."""

from django.utils import timezone

from casework import deadlines
from casework.workflow import BACK
from complaints import permissions
from complaints.actions import clocks
from complaints.actions.awaiting import keep_awaited
from complaints.actions.disposal import follow_disposals
from complaints.models import Case, StatusChange
from complaints.rules.routes import route_after
from complaints.workflow import CASE, Status
from pages.refusals import BadInput


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
    case.route = route_after(case.status, case.route)
    # First the move, then what the case keeps of it, which may ask how it came there.
    StatusChange.objects.create(
        case=case,
        verb=verb,
        from_status=before,
        to_status=case.status,
        by=act.by,
        at=act.at,
        reason=reason,
    )
    save(act, case, verb)
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
    # What came back here, as from sub judice, did not lead here.
    moves = moves.exclude(from_status=case.status).exclude(verb__in=_BACK)
    came_from = moves.order_by("-pk").values_list("from_status", flat=True).first()
    return came_from or _first_of(case, CASE.before(case.status))


def _first_of(case, steps):
    """The first step that an imported case could be at, which does not say."""
    if case.determined_on is not None and Status.DETERMINED in steps:
        return Status.NOTIFIED if case.notified_on else Status.DETERMINED
    return steps[0]


_BACK = [line.verb for line in CASE if line.target == BACK]


def save(act, case, verb=""):
    """Save the locked case as its next version, with its next date and its offices."""
    case.version += 1
    case.updated_at = act.at
    today = timezone.localdate(act.at)
    set_clock(case, verb, on=today)
    follow_disposals(act, case, keep_awaited(case, on=today), on=today)
    case.save()
    clocks.held(case).write()


def set_clock(case, verb="", *, on=None):
    """Let the clocks follow the case after the move `verb`, and keep its next date.

    `clocks.held(case).write()` writes them once the case is saved.
    """
    clocks.follow(case, verb, on=on)


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
