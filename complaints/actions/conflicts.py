"""Declare a conflict of interest in a case, and end one."""

from accounts.permissions import Permission
from casework.acting import acting
from complaints import events
from complaints.actions.moves import lock, save
from complaints.models import Conflict
from complaints.querysets import is_barred
from pages.refusals import BadInput, NotAllowed


def take_off_the_barred(case, *, opening=False):
    """Take off an open case its handler and authority, if they may not read it now.

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
        if is_barred(user, case):
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
        changes = {"conflict": (None, by.email)} | take_off_the_barred(case)
        save(act, case)
        act.record(case, reason=reason, unit=case.responsible_unit, changes=changes)
    return row


def end_conflict(*, conflict, by, at, reason):
    """End somebody's declared conflict: a supervisor's decision, never one's own."""
    case = conflict.case
    with acting(events.END_CONFLICT, by=by, at=at, subject=case) as act:
        case = lock(act, case)
        if conflict.user_id == by.pk:
            raise NotAllowed("You cannot end a conflict of your own.")
        if not by.rights.allow(Permission.CONFLICT_DECIDE, case.responsible_unit_id):
            raise NotAllowed("Your role does not allow you to end a conflict.")
        row = Conflict.objects.select_for_update().get(pk=conflict.pk)
        if row.ended_at:
            raise BadInput("This conflict has ended already.")
        row.ended_at, row.ended_by, row.end_reason = at, by, reason
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])
        act.record(
            case,
            reason=reason,
            unit=case.responsible_unit,
            changes={"conflict": (row.user.email, None)},
        )
    return row
