"""Turns of a case that no date of it keeps: reopened, withdrawn, not recorded."""

from django.db.models import F

from complaints.workflow import Status

BEFORE = {"determine": "Earlier determination", "reopen": "Reopened"}
ENDS = {"decline": "Not recorded", "withdraw": "Withdrawn"}
WHY = {
    "reopen": "Why it was reopened",
    "decline": "Why it was not recorded",
    "withdraw": "Why it was withdrawn",
}
_ENDED_IN = frozenset({Status.NOT_RECORDED, Status.WITHDRAWN})


def turns(frame):
    """Its moves of these kinds, oldest first; most cases have none and are not asked.

    That there was one is official, as the state of a case is.
    """
    case = frame.case
    if not (frame.sight.official and (case.reopen_count or case.status in _ENDED_IN)):
        return []
    moves = case.status_changes.filter(verb__in=BEFORE | ENDS)
    return list(moves.annotate(by_name=F("by__name")).order_by("pk"))


def before_reopening(rows):
    """(name, when) of each determination before the last reopening, and of each."""
    told = [row for row in rows if row.verb in BEFORE]
    while told and told[-1].verb != "reopen":
        told.pop()  # what stands is among the dates of the case
    return [(BEFORE[row.verb], row.at) for row in told]


def ends(rows):
    """(name, when) of an end that is no finalisation."""
    return [(ENDS[row.verb], row.at) for row in rows if row.verb in ENDS]


def reasons(frame, rows):
    """Why the case was reopened last, and why it ended, as far as the reader sees."""
    latest = {row.verb: row for row in rows if row.verb in WHY and row.reason}
    return [
        {
            "verb": verb,
            "title": WHY[verb],
            "did": (BEFORE | ENDS)[verb],
            "by": row.by_name or "the import",
            "at": row.at,
            "reason": frame.sight.value(row, "reason"),
        }
        for verb, row in latest.items()
    ]
