"""Declare a conflict of interest in a case, and decide about one."""

from casework.acting import acting
from complaints import events
from complaints.actions.moves import lock, save
from complaints.models import Conflict, ConflictRuling
from complaints.permissions import check_can_decide_conflict
from complaints.querysets import is_conflicted, managing_among
from pages.refusals import BadInput


def take_off_the_conflicted(case, *, opening=False):
    """Take off an open case its handler and authority, if they may take no part now.

    Asked after a conflict or a subject was written, and when a closed case is opened
    again; answers what the trail keeps.
    """
    if not (case.is_open or opening):
        return {}
    changes = {}
    for role in ("handler", "authority"):
        user = getattr(case, role)
        if user is None:
            continue
        if is_conflicted(user, case):
            changes[role] = (user.email, None)
            setattr(case, role, None)
    return changes


def declare_conflict(*, case, by, at, reason):
    """Declare one's own conflict: from now on the case is out of one's reach.

    Anybody may declare one in any case they know of, whatever its state. A handler or
    authority who does is taken off the case.
    """
    with acting(events.DECLARE_CONFLICT, by=by, at=at, subject=case) as act:
        case = lock(act, case)
        row = Conflict.objects.create(case=case, user=by, reason=reason, declared_at=at)
        changes = {"conflict": (None, by.email)} | take_off_the_conflicted(case)
        save(act, case)
        act.record(case, reason=reason, unit=case.responsible_unit, changes=changes)
    return row


def record_conflict(*, case, by, at, user, reason):
    """A supervisor says of somebody that they have a conflict: a relative, say.

    It is upheld as it is recorded, so the case is out of their reach from now on; they
    are not told of a case that they may not know of.
    """
    with acting(events.RECORD_CONFLICT, by=by, at=at, subject=case) as act:
        case = lock(act, case)
        check_can_decide_conflict(case, by=by, user=user)
        if case.conflicts.filter(user=user, ended_at=None).exists():
            raise BadInput(f"{user} has a conflict in {case} already.", field="email")
        row = Conflict.objects.create(
            case=case, user=user, reason=reason, declared_at=at
        )
        ConflictRuling.objects.create(
            case=case, conflict=row, upheld=True, reasons=reason, by=by, at=at
        )
        changes = {"conflict": (None, user.email)} | take_off_the_conflicted(case)
        save(act, case)
        act.record(case, reason=reason, unit=case.responsible_unit, changes=changes)
    return row


def decide_conflict(*, case, by, at, upheld, reasons, conflict=None, manager=None):
    """Uphold a conflict, or set it aside: a supervisor's decision, never on one's own.

    Of one that is declared (`conflict`), or of a `manager` of a subject. Upheld, it
    bars them from the case; set aside, they may read it and take part in it again.
    """
    with acting(events.DECIDE_CONFLICT, by=by, at=at, subject=case) as act:
        case = lock(act, case)
        user = conflict.user if conflict else None
        check_can_decide_conflict(case, by=by, user=user, member=manager)
        if conflict:
            _settle(conflict, by=by, at=at, upheld=upheld, reasons=reasons)
        else:
            _check_manages(case, manager)
        ruling = ConflictRuling.objects.create(
            case=case,
            conflict=conflict,
            manager=manager,
            upheld=upheld,
            reasons=reasons,
            by=by,
            at=at,
        )
        changes = {"ruling": (None, "upheld" if upheld else "set aside")}
        if manager:
            changes["manager"] = (None, str(manager))
        else:
            changes["conflict"] = (None, user.email) if upheld else (user.email, None)
        changes |= take_off_the_conflicted(case)
        save(act, case)
        act.record(case, reason=reasons, unit=case.responsible_unit, changes=changes)
    return ruling


def _settle(conflict, *, by, at, upheld, reasons):
    """What becomes of a declared conflict: it goes on, or ends."""
    row = Conflict.objects.select_for_update().get(pk=conflict.pk)
    if row.ended_at:
        raise BadInput("This conflict has ended already.")
    if not upheld:
        row.ended_at, row.ended_by, row.end_reason = at, by, reasons
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _check_manages(case, manager):
    """There is a conflict to decide about, or one that was decided about before."""
    before = ConflictRuling.objects.filter(case=case, manager=manager)
    if not (managing_among([manager.pk], case) or before.exists()):
        raise BadInput(f"{manager} manages no subject of {case}.")
