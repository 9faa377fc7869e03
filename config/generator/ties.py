"""Rows that tie a case to others: links, and tags of extraordinary events.

Only facts that are told tie cases: a person or a member in both, one incident, one
event. Each function takes the case being told (`config.generator.rows`) as `t`.
"""

from datetime import datetime, timedelta

from complaints import events
from complaints.models.choices import LinkKind
from config.generator import reasons
from config.generator.memory import Past
from config.generator.staff import Worker

_SEEN = {"incident": 0.8, "event": 0.2, "complainant": 0.5, "subject": 0.03}


def add_ties(t, by: Worker, at: datetime) -> None:
    """Link and tag the case as whoever checked it does then."""
    if t.incident.tag:
        at += timedelta(minutes=t.chance.randrange(1, 5))
        t.tables.add(
            "complaints_casetag",
            case_id=t.case,
            tag_id=t.incident.tag,
            by_id=by.id,
            at=at,
        )
        changes = {f"tag {t.incident.tag_code}": [False, True]}
        t.record(events.TAG, "alteration", by, at, changes=changes)
    for past, why in _found(t):
        at += timedelta(minutes=t.chance.randrange(1, 5))
        _link(t, past, why, by, max(at, past.logged_at + timedelta(minutes=1)))


def _found(t) -> list[tuple[Past, str]]:
    """Earlier cases that have something in common with this one, each once."""
    memory = t.teller.memory
    had = [
        (t.incident.past, "incident"),
        (memory.of_event.get(t.incident.tag), "event"),
        *((memory.of_person.get(key), "complainant") for key in t.people),
        *((memory.of_member.get(member), "subject") for member in t.members),
    ]
    found: dict[int, tuple[Past, str]] = {}
    for past, why in had:
        if past and past.case not in found and t.chance.random() < _SEEN[why]:
            found[past.case] = (past, why)
    return list(found.values())


def _link(t, past: Past, why: str, by: Worker, at: datetime) -> None:
    incident = why in {"incident", "event"}
    kind = LinkKind.SAME_INCIDENT if incident else LinkKind.SAME_PEOPLE
    reason = reasons.SAME[why]
    t.tables.add(
        "complaints_caselink",
        case_id=t.case,
        other_id=past.case,
        kind=kind.value,
        reason=reason,
        by_id=by.id,
        at=at,
    )
    for case, unit, other in (
        (t.case, t.now_with.code, past.reference),
        (past.case, past.unit, t.reference),
    ):
        # Copies have references of their own, and the trail would name the wrong one.
        link = {} if t.teller.copied else {"link": [None, other]}
        t.teller.history.tell(
            event=events.LINK,
            kind="combination",
            case=case,
            by=by,
            at=at,
            unit=unit,
            reason=reason,
            changes=link | {"kind": [None, kind.value]},
        )
