"""Add to a case without moving it: notes, tasks, documents, links, tags, limits."""

from operator import attrgetter

from accounts.permissions import Permission
from audit import trail
from casework import documents, notifications
from casework.acting import acting
from complaints import events, permissions
from complaints.actions.moves import lock, next_number, save
from complaints.models import (
    Case,
    CaseAccess,
    CaseLink,
    CaseTag,
    CaseTask,
    CaseUnit,
    Document,
    Note,
)
from pages.refusals import BadInput, NotAllowed


def _lock(act, case, permission):
    case = lock(act, case)
    permissions.check_can_work(permission, case, by=act.by)
    return case


def note(*, case, by, at, text):
    """Add a note for colleagues."""
    with acting(events.NOTE, by=by, at=at, subject=case) as act:
        case = _lock(act, case, Permission.CASE_NOTE)
        row = Note.objects.create(case=case, text=text, by=by, at=at)
        act.record(case, unit=case.responsible_unit, changes={"note": (None, text)})
    return row


def set_task(*, case, by, at, what, due_on, owner):
    """Set somebody a task in the case, by a day."""
    with acting(events.SET_TASK, by=by, at=at, subject=case) as act:
        case = _lock(act, case, Permission.CASE_SET_TASK)
        if not Case.objects.visible_now_to(owner).filter(pk=case.pk).exists():
            raise NotAllowed(f"{owner.name} cannot see {case}.")
        row = CaseTask.objects.create(
            case=case,
            number=next_number(case.tasks),
            what=what,
            due_on=due_on,
            owner=owner,
            set_by=by,
            set_at=at,
        )
        act.record(
            case,
            unit=case.responsible_unit,
            changes={
                "task": (None, what),
                "due_on": (None, due_on),
                "owner": (None, owner.email),
            },
        )
        if owner.pk != by.pk:
            notifications.tell(
                owner,
                event=events.SET_TASK,
                sentence=f"You have a task in {case}.",
                url=case.get_absolute_url() + "tasks/",
                key=f"{events.SET_TASK}:{case.pk}:{row.number}",
                at=at,
            )
    return row


def do_task(*, case, by, at, number):
    """Mark a task done: whoever may set tasks in the case.

    Its owner may have left, or the case may have moved out of their reach.
    """
    with acting(events.DO_TASK, by=by, at=at, subject=case) as act:
        case = _lock(act, case, Permission.CASE_SET_TASK)
        row = case.tasks.select_for_update().filter(number=number).first()
        if row is None:
            raise BadInput(f"{case} has no task {number}.")
        if row.done_at:
            raise BadInput("This task is done already.")
        row.done_at, row.done_by = at, by
        row.save(update_fields=["done_at", "done_by"])
        act.record(
            case,
            unit=case.responsible_unit,
            changes={f"task {number} done": (False, True)},
        )
    return row


def attach(*, case, by, at, stored, label=""):
    """Attach a file that was looked through and stored; it waits for the virus scan."""
    with acting(events.ATTACH, by=by, at=at, subject=case) as act:
        case = _lock(act, case, Permission.CASE_ATTACH)
        documents.check_quota(case.documents.all(), stored.size)
        row = documents.attach(Document, stored, by=by, at=at, case=case, label=label)
        act.record(
            case,
            kind=trail.Kind.COLLECTION,
            unit=case.responsible_unit,
            changes={"document": (None, row.name), "sha256": (None, row.sha256)},
        )
    return row


def _lock_both(act, case, other):
    """Both cases of a link, locked in one order: two links never wait in a ring."""
    if other.pk == case.pk:
        raise BadInput("A case is not linked to itself.", field="other")
    locked = {
        each.pk: lock(act, each) for each in sorted((case, other), key=attrgetter("pk"))
    }
    case = act.subject = locked[case.pk]
    permissions.check_can_work(Permission.CASE_LINK, case, by=act.by)
    return case, locked[other.pk]


def link(*, case, by, at, other, kind, reason=""):
    """Link the case to another that the person can see."""
    with acting(events.LINK, by=by, at=at, subject=case) as act:
        case, other = _lock_both(act, case, other)
        linked = CaseLink.objects.filter(case=case, other=other)
        if linked.exists() or CaseLink.objects.filter(case=other, other=case).exists():
            raise BadInput(f"{case} and {other} are linked already.", field="other")
        return join(act, case, other, kind=kind, reason=reason)


def join(act, case, other, *, kind, reason):
    """Write the link of two locked cases, and record it of both."""
    row = CaseLink.objects.create(
        case=case, other=other, kind=kind, reason=reason, by=act.by, at=act.at
    )
    for one, two in ((case, other), (other, case)):
        act.record(
            one,
            event=events.LINK,
            kind=trail.Kind.COMBINATION,
            unit=one.responsible_unit,
            reason=reason,
            changes={"link": (None, two.reference), "kind": (None, kind)},
        )
    return row


def tag(*, case, by, at, tag, on=True):
    """Tag the case with an extraordinary event, or take the tag off."""
    with acting(events.TAG, by=by, at=at, subject=case) as act:
        case = _lock(act, case, Permission.CASE_TAG)
        if on:
            CaseTag.objects.get_or_create(
                case=case, tag=tag, defaults={"by": by, "at": at}
            )
        else:
            CaseTag.objects.filter(case=case, tag=tag).delete()
        act.record(
            case,
            unit=case.responsible_unit,
            changes={f"tag {tag.code}": (not on, on)},
        )
    return case


def set_tags(*, case, by, at, version, tags):
    """Say which extraordinary events the case comes from: these and no others."""
    with acting(events.TAG, by=by, at=at, subject=case) as act:
        case = lock(act, case, version)
        permissions.check_can_work(Permission.CASE_TAG, case, by=by)
        had = {row.tag for row in case.tags.select_related("tag")}
        added, gone = set(tags) - had, had - set(tags)
        if not added and not gone:
            return case
        CaseTag.objects.bulk_create(
            CaseTag(case=case, tag=tag, by=by, at=at) for tag in added
        )
        case.tags.filter(tag__in=gone).delete()
        save(act, case)
        act.record(
            case,
            unit=case.responsible_unit,
            changes={
                f"tag {tag.code}": (tag in gone, tag in added) for tag in added | gone
            },
        )
    return case


def place(*, case, by, at, unit, part, on=True):
    """Say that the case touches another unit, and how; or that it does not."""
    with acting(events.PLACE, by=by, at=at, subject=case) as act:
        case = _lock(act, case, Permission.CASE_AMEND)
        rows = CaseUnit.objects.filter(case=case, unit=unit, part=part)
        if on and rows.exists():
            raise BadInput(f"{unit} stands in this case already.", field="unit")
        if on:
            CaseUnit.objects.create(case=case, unit=unit, part=part)
        elif not rows.delete()[0]:
            raise BadInput(f"{unit} does not stand in this case.", field="unit")
        change = (None, part) if on else (part, None)
        act.record(
            case, unit=case.responsible_unit, changes={f"unit {unit.code}": change}
        )
    return case


def _readers(case):
    """The e-mail addresses of everybody named to read the case."""
    return sorted(case.access.values_list("user__email", flat=True))


def restrict(*, case, by, at, version, confidentiality, readers=(), reason=""):
    """Set how confidential the case is and, when restricted, who else may read it."""
    with acting(events.RESTRICT, by=by, at=at, subject=case) as act:
        case = lock(act, case, version)
        if not by.rights.allow(Permission.CASE_RESTRICT, case.responsible_unit_id):
            raise NotAllowed(f"Your role does not allow you to restrict {case}.")
        before, read_before = case.confidentiality, _readers(case)
        case.confidentiality = confidentiality
        named = {*readers, by}
        CaseAccess.objects.filter(case=case).exclude(user__in=named).delete()
        for reader in named:
            CaseAccess.objects.get_or_create(
                case=case, user=reader, defaults={"by": by, "at": at}
            )
        save(act, case)
        act.record(
            case,
            unit=case.responsible_unit,
            reason=reason,
            changes={
                "confidentiality": (before, confidentiality),
                "readers": (read_before, _readers(case)),
            },
        )
    return case
