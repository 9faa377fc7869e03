"""Turns of a case that no date of it keeps: reopened, withdrawn, not recorded."""

from django.db.models import F, Max, Q

from complaints.models.choices import LetterKind
from complaints.workflow import CASE, REOPENING, Status

BEFORE = {
    "determine": "Earlier determination",
    "reopen": "Reopened",
    "reinvestigate": "Taken up to be investigated again",
    "redetermine": "Taken up to be determined again",
    "resolve-anew": "Taken up to be resolved locally anew",
}
ENDS = {
    "decline": "Not recorded",
    "withdraw": "Withdrawn",
    "resolve-at-contact": "Resolved at first contact",
}
WHY = {
    "reopen": "Why it was reopened",
    "reinvestigate": "Why it is investigated again",
    "redetermine": "Why it is determined again",
    "resolve-anew": "Why it is resolved locally anew",
    "decline": "Why it was not recorded",
    "withdraw": "Why it was withdrawn",
}
# The paper on which a case ended in these states, and what its date is called.
_PAPERS: dict[str, tuple[str, str]] = {
    Status.NOT_RECORDED: (LetterKind.NOT_RECORDED, "Letter that says so"),
    Status.WITHDRAWN: (LetterKind.WITHDRAWAL_REQUEST, "Signed request"),
}
# States that no date of the case tells of.
_UNDATED = {*_PAPERS, Status.RESOLVED_AT_CONTACT}


def turns(frame):
    """Its moves of these kinds, oldest first; most cases have none and are not asked.

    That there was one is official, as the state of a case is.
    """
    case = frame.case
    if not (frame.sight.official and (case.reopen_count or case.status in _UNDATED)):
        return []
    moves = case.status_changes.filter(verb__in=BEFORE | ENDS)
    moves = moves.annotate(by_name=F("by__name")).order_by("pk")
    if case.status in _PAPERS:
        moves = moves.annotate(paper_on=_dated(case.status))
    return list(moves)


def _dated(status):
    """The date of the paper on which a case of this state ended, in the same query."""
    kind, _ = _PAPERS[status]
    return Max("case__letters__dated_on", filter=Q(case__letters__kind=kind))


def before_reopening(rows):
    """(name, when) of each determination before the last reopening, and of each."""
    told = [row for row in rows if row.verb in BEFORE]
    while told and told[-1].verb not in REOPENING:
        told.pop()  # what stands is among the dates of the case
    return [(BEFORE[row.verb], row.at) for row in told]


def ends(rows):
    """(name, when) of an end that is no finalisation, and of the paper it was on."""
    told = []
    for row in rows:
        if row.verb in ENDS:
            told.append((ENDS[row.verb], row.at))
            _, called = _PAPERS.get(CASE[row.verb].target, ("", ""))
            # One that was taken up again says nothing of its paper.
            paper_on = getattr(row, "paper_on", None)
            if called and paper_on:
                told.append((called, paper_on))
    return told


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
