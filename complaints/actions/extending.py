"""Give a limit of a case longer, with the reason."""

from django.utils import timezone

from casework import notifications
from casework.acting import acting
from casework.models.calendar import DayUnit
from complaints import events, permissions
from complaints.actions import clocks
from complaints.actions.moves import lock, refuse_any, save
from complaints.models import Case, ClockExtension
from complaints.rules import limits
from pages.refusals import BadInput


def extend_deadline(*, case, by, at, version, number, to_on, reason):
    """Extend the clock `number` of the case to a day, as far as its rule lets it go."""
    with acting(events.EXTEND_DEADLINE, by=by, at=at, subject=case) as act:
        case = lock(act, case, version)
        held = clocks.held(case)
        row = _find(held, case, number)
        permissions.check_can_extend_deadline(case, row, by=by)
        facts = extension_facts(held, row, to_on)
        refuse_any(limits.check_extension(facts, today=timezone.localdate(at)))
        if not reason.strip():
            raise BadInput("Give the reason for the extension.", field="reason")
        lengthen(act, held, row, facts, reason=reason)
        save(act, case)
        changes = {f"{facts.name} due": (facts.due_on, row.due_on)}
        act.record(case, unit=case.responsible_unit, reason=reason, changes=changes)
        _tell_owner(act, case, row, facts.name)
    return row


def lengthen(act, held, row, facts, *, reason):
    """Let a clock run on as `facts` say, and keep by whom and why."""
    ClockExtension.objects.create(
        clock=row,
        from_on=row.due_on,
        to_on=facts.to_on,
        days=facts.more,
        reason=reason,
        by=act.by,
        at=act.at,
    )
    row.extended += facts.more
    row.escalated = 0  # what was late is no longer
    held.count(row)


def _find(held, case, number):
    for row in held.rows:
        if row.number == number:
            return row
    raise BadInput(f"{case} has no clock {number}.")


def extension_facts(held, row, to_on) -> limits.ExtensionFacts:
    """What an extension of this clock to a day hangs on."""
    rule, days = held.rule_of(row), held.deadlines.days
    working = rule.day_unit == DayUnit.WORKING
    more = days.between(row.due_on, to_on) if working else (to_on - row.due_on).days
    latest_on = None
    if rule.ceiling is not None:
        stops = held.stops if rule.pauses else []
        latest_on = held.deadlines.due(rule, row.starts_on, stops, rule.ceiling)
    return limits.ExtensionFacts(
        name=rule.name,
        unit="working day" if working else "day",
        due_on=row.due_on,
        to_on=to_on,
        why_not=days.why_not(to_on) if working else "",
        more=more,
        before=row.extended,
        ceiling=rule.ceiling,
        latest_on=latest_on,
    )


def _tell_owner(act, case, row, name):
    """Tell whose duty it is, unless they did it or may no longer see the case."""
    owner = row.owner
    if owner is None or owner.pk == act.by.pk:
        return
    if Case.objects.visible_now_to(owner).filter(pk=case.pk).exists():
        notifications.tell(
            owner,
            event=events.EXTEND_DEADLINE,
            sentence=f"“{name}” in {case} was extended.",
            url=f"{case.get_absolute_url()}clocks/",
            key=f"{events.EXTEND_DEADLINE}:{case.pk}:{case.version}",
            at=act.at,
        )
