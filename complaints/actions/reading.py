"""Readings that leave a trace: opening a case, revealing an identity."""

from accounts.roles import Reach
from audit import trail
from complaints import events
from complaints.models import CaseLook
from complaints.permissions import sees
from organisation.classification import FieldClass
from pages.refusals import BadInput, NotAllowed


def consult(*, case, by, page):
    """Record that somebody read identity data of the case, and on which page."""
    return trail.consulted(
        case,
        by,
        event=events.CONSULT,
        unit=case.responsible_unit,
        changes={"page": (None, page)},
    )


def download(*, case, by, document):
    """Record that somebody took a document of the case."""
    return trail.consulted(
        case,
        by,
        event=events.DOWNLOAD,
        unit=case.responsible_unit,
        changes={"document": (None, document.name)},
    )


def reveal(*, case, by, reason):
    """Record a reasoned reveal of identities to somebody outside the force."""
    if sees(case, by, FieldClass.IDENTITY) is not Reach.REVEAL:
        raise NotAllowed("Your role does not allow you to reveal identities.")
    if not reason.strip():
        raise BadInput("Say why you need to see who this is.", field="reason")
    return trail.disclosed(
        case,
        by,
        event=events.REVEAL,
        recipient=by.email,
        reason=reason,
        unit=case.responsible_unit,
    )


def look(*, case, by, at):
    """Remember that `by` looked at the case; returns when they last did, or None."""
    row = CaseLook.objects.filter(case=case, user=by).first()
    before = row.at if row else None
    CaseLook.objects.update_or_create(case=case, user=by, defaults={"at": at})
    return before


def look_up(*, by, register, asked, found):
    """Record that somebody looked for a person in a register, and how many it found."""
    return trail.consulted(
        trail.Subject("register", register),
        by,
        event=events.SEARCH,
        count=found,
        changes={"asked": (None, asked)},
    )
