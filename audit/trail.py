"""The only way into the trail and out of it.

A change is recorded in the transaction that makes it, so neither can be without the
other. A refusal is recorded after the refused transaction has rolled back, in one of
its own::

    try:
        with transaction.atomic():
            ...                      # lock, check: raises Refused
    except Refused as refused:
        trail.record_refusal("case.determine", subject=case, by=user, sentence=...)
        raise

Deciding who may read what comes out is the caller's business.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from audit import writing
from audit.models import Entry, Kind, Outcome
from audit.parties import (
    ANONYMOUS,
    SYSTEM,
    Actor,
    HasTrailActor,
    HasTrailSubject,
    HasTrailUnit,
    Subject,
    actor_of,
    subject_of,
    unit_of,
)
from audit.values import kept_changes

__all__ = [
    "ANONYMOUS",
    "SYSTEM",
    "Actor",
    "Entry",
    "Kind",
    "Outcome",
    "Subject",
    "consulted",
    "disclosed",
    "entries",
    "erase_details",
    "history_of",
    "place_of",
    "record",
    "record_from_select",
    "record_refusal",
]

Changes = Mapping[str, tuple[Any, Any]]
SomeSubject = Subject | HasTrailSubject
SomeActor = Actor | HasTrailActor
SomeUnit = str | HasTrailUnit | None

CHANGES_SOMETHING = frozenset(
    {Kind.COLLECTION, Kind.ALTERATION, Kind.COMBINATION, Kind.ERASURE}
)
DETAIL_ERASE = "detail.erase"
_PLACE = re.compile("-?[0-9]{1,18}")


def record(
    event: str,
    *,
    kind: str,
    subject: SomeSubject,
    by: SomeActor,
    unit: SomeUnit = None,
    reason: str = "",
    changes: Changes | None = None,
    recipient: str = "",
    outcome: str = Outcome.DONE,
    sentence: str = "",
    count: int | None = None,
    request_id: str | None = None,
) -> Entry:
    """Write one entry; a change must be recorded inside its own transaction."""
    entry = _entry(
        event,
        kind=kind,
        subject=subject,
        by=by,
        unit=unit,
        reason=reason,
        changes=changes,
        recipient=recipient,
        outcome=outcome,
        sentence=sentence,
        count=count,
        request_id=request_id,
    )
    _must_share_a_transaction([entry])
    writing.write([entry])
    return entry


def record_from_select(
    event: str,
    select: str,
    params: Sequence[Any] = (),
    *,
    kind: str,
    subject_kind: str,
    by: SomeActor,
    reason: str = "",
    recipient: str = "",
    request_id: str | None = None,
) -> int:
    """Write one entry for each row that the SQL query ``select`` answers.

    The query names four columns: subject_key (text), subject_id (bigint or null),
    unit_key (text) and changes (jsonb ``{"field": [before, after]}`` or null).
    Returns the number of entries. The query is code, never somebody's input.
    """
    sample = _entry(
        event,
        kind=kind,
        subject=Subject(subject_kind, "", 0),
        by=by,
        reason=reason,
        recipient=recipient,
        request_id=request_id,
    )
    _must_share_a_transaction([sample])
    return writing.write_selected(
        sample, select, params, chained_by_subject=sample.chain == "case:0"
    )


def record_refusal(
    event: str,
    *,
    subject: SomeSubject,
    by: SomeActor,
    sentence: str,
    kind: str = Kind.ALTERATION,
    unit: SomeUnit = None,
    reason: str = "",
    request_id: str | None = None,
) -> Entry:
    """Write that somebody was refused, in a transaction of its own.

    Call it after the refused transaction has ended: inside another transaction, which
    might still roll back and take the refusal with it, it raises.
    """
    if connection.needs_rollback:
        raise TransactionManagementError(
            "A refusal is recorded after the refused transaction has rolled back."
        )
    with transaction.atomic(durable=True):
        return record(
            event,
            kind=kind,
            subject=subject,
            by=by,
            unit=unit,
            reason=reason,
            outcome=Outcome.REFUSED,
            sentence=sentence,
            request_id=request_id,
        )


def consulted(
    subject: SomeSubject, by: SomeActor, *, event: str = "", **more: Any
) -> Entry:
    """Write that somebody read identity data, or searched."""
    event = event or f"{subject_of(subject).kind}.consult"
    return record(event, kind=Kind.CONSULTATION, subject=subject, by=by, **more)


def disclosed(
    subject: SomeSubject,
    by: SomeActor,
    *,
    recipient: str,
    count: int | None = None,
    event: str = "",
    **more: Any,
) -> Entry:
    """Write that data left: an export, a reveal, an answer of the API."""
    event = event or f"{subject_of(subject).kind}.disclose"
    return record(
        event,
        kind=Kind.DISCLOSURE,
        subject=subject,
        by=by,
        recipient=recipient,
        count=count,
        **more,
    )


def erase_details(
    subject: SomeSubject, *, by: SomeActor, reason: str, unit: SomeUnit = None
) -> Entry:
    """Erase the values before and after of a subject's entries so far.

    The entries, the names of their fields and their digests stay.
    """
    erasure = record(
        DETAIL_ERASE,
        kind=Kind.ERASURE,
        subject=subject,
        by=by,
        unit=unit,
        reason=reason,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_erase_details(%s)", [erasure.pk])
    return erasure


def place_of(text: str) -> int:
    """The id of an entry as an address says it; ValueError where it is none.

    Below nought are those that tell of what was before: int() would take more.
    """
    if not _PLACE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def history_of(
    subject: SomeSubject,
    *,
    kinds: Iterable[str] | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Entry]:
    """A subject's entries with their details, newest first, ``before`` an entry id."""
    return list(entries(subject=subject, kinds=kinds, before=before)[:limit])


def entries(
    *,
    actor: SomeActor | str | None = None,
    subject: SomeSubject | None = None,
    events: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> QuerySet[Entry]:
    """Entries with their details, newest first, in pages ``before`` an entry id.

    ``actor`` is somebody or their key; ``since`` is included, ``until`` is not.
    """
    found = Entry.objects.select_related("detail").order_by("-id")
    if actor is not None:
        key = actor if isinstance(actor, str) else actor_of(actor).key
        found = found.filter(actor_key=key)
    if subject is not None:
        about = subject_of(subject)
        found = found.filter(subject_kind=about.kind, subject_key=about.key)
    if events is not None:
        found = found.filter(event__in=list(events))
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    if since is not None:
        found = found.filter(at__gte=since)
    if until is not None:
        found = found.filter(at__lt=until)
    if before is not None:
        found = found.filter(id__lt=before)
    return found if limit is None else found[:limit]


def _entry(
    event: str,
    *,
    kind: str,
    subject: SomeSubject,
    by: SomeActor,
    unit: SomeUnit = None,
    reason: str = "",
    changes: Changes | None = None,
    recipient: str = "",
    outcome: str = Outcome.DONE,
    sentence: str = "",
    count: int | None = None,
    request_id: str | None = None,
) -> Entry:
    about, actor = subject_of(subject), actor_of(by)
    if request_id is None:
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    return Entry(
        event=event,
        kind=kind,
        outcome=outcome,
        sentence=sentence,
        subject_kind=about.kind,
        subject_key=about.key,
        subject_id=about.id,
        unit_key=unit_of(unit),
        fields=sorted(changes or ()),
        count=count,
        actor_id=actor.id,
        actor_key=actor.key,
        actor_name=actor.name,
        actor_role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        reason=reason,
        recipient=recipient,
        request_id=request_id,
        incoming=kept_changes(changes),
        chain=_chain(kind, outcome, about, actor),
    )


def _chain(kind: str, outcome: str, about: Subject, actor: Actor) -> str:
    """Changes of a case chain per case, everything else per person."""
    changed = kind in CHANGES_SOMETHING and outcome == Outcome.DONE
    if changed and about.kind == "case":
        if about.id is None:
            raise ValueError("A change of a case is recorded with the case's id.")
        return f"case:{about.id}"
    return actor.key if actor.id is None else f"person:{actor.id}"


def _must_share_a_transaction(batch: Iterable[Entry]) -> None:
    if connection.in_atomic_block:
        return
    for entry in batch:
        if entry.kind in CHANGES_SOMETHING:
            raise TransactionManagementError(
                f"{entry.event} must be recorded in the transaction of the change."
            )
