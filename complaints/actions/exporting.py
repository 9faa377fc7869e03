"""Lists of cases that leave the system as files."""

from hashlib import sha256

from accounts.permissions import Permission
from audit import trail
from casework import jobs
from complaints import events
from pages.refusals import NotAllowed

EXPORT_JOB = "case-export"


def check_can_export(by):
    """Raise unless somebody may take lists of cases out of the system."""
    if not by.rights.allow(Permission.CASE_EXPORT):
        raise NotAllowed("Your role does not allow you to export cases.")


def export(*, by, count, criteria):
    """Record that a list of cases goes to `by`: how many, and by which filters."""
    check_can_export(by)
    return trail.disclosed(
        trail.Subject("case_list", ""),
        by,
        event=events.EXPORT,
        recipient=by.email,
        count=count,
        changes={"filters": (None, criteria)},
    )


def export_register(*, by, register, event, count, criteria):
    """Record that the list of a register goes to `by`, in the same way."""
    check_can_export(by)
    return trail.disclosed(
        trail.Subject("register", register),
        by,
        event=event,
        recipient=by.email,
        count=count,
        changes={"filters": (None, criteria)},
    )


def ask_for_export(*, by, at, query):
    """Have a worker write the file of a list too long for one request.

    The same list asked for twice within a minute is one piece of work.
    """
    check_can_export(by)
    asked = sha256(query.encode()).hexdigest()[:16]
    return jobs.enqueue(
        EXPORT_JOB,
        f"{EXPORT_JOB} {by.pk} {asked} {at:%Y-%m-%dT%H:%M}",
        {"query": query},
        by=by,
        at=at,
    )
