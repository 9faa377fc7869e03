"""What was determined in a case, in the words of its summary."""

from django.db.models import F

from complaints.models import Outcome
from complaints.models.choices import Forum, Severity
from complaints.views.case import who
from complaints.workflow import Status

DECIDED = frozenset({Status.DETERMINED, Status.NOTIFIED, Status.FINALISED})
FOLLOWS = {
    Forum.NONE: "No further action.",
    Forum.MANAGEMENT_ACTION: "Management action follows.",
    Forum.MEETING: "A misconduct meeting follows.",
    Forum.HEARING: "A misconduct hearing follows.",
}


def decided(frame):
    """Each allegation against each subject with its result, and by whom and when.

    None before there is a determination. An imported result has no maker here.
    """
    case, sight = frame.case, frame.sight
    if case.determined_on is None and case.status not in DECIDED:
        return None
    rows = _latest(case)
    if not rows:
        return None
    shown = {"rows": [_row(sight, row) for row in rows]}
    if sight.official:
        shown |= {
            "by": rows[0].decided_by,
            "at": rows[0].decided_at,
            "to_cps": rows[0].to_cps,
            "url": frame.address("decisions"),
        }
    return shown


def _latest(case):
    """Outcomes with a result, each with the latest determination; in one question."""
    made = "decisions__determination__"
    rows = (
        Outcome.objects.filter(allegation__case=case, result__isnull=False)
        .select_related("allegation__category", "subject__member", "result")
        .annotate(
            decided_by=F(f"{made}by__name"),
            decided_at=F(f"{made}at"),
            to_cps=F(f"{made}to_cps"),
        )
        .order_by("allegation__number", "subject__number", f"-{made}number")
    )
    latest = {}
    for row in rows:
        latest.setdefault(row.pk, row)
    return list(latest.values())


def _row(sight, outcome):
    allegation = outcome.allegation
    category = allegation.category or "No category"
    words = [f"{outcome.result}."]
    if sight.shows(outcome, "case_to_answer"):
        words.append(_to_answer(outcome))
    if sight.shows(outcome, "forum"):
        words.append(FOLLOWS.get(outcome.forum, ""))
    return {
        "about": f"{allegation.number}. {category}",
        "subject": who(sight, outcome.subject),
        "words": " ".join(filter(None, words)),
    }


def _to_answer(outcome):
    """Whether there is a case to answer, and for what; blank where nobody said."""
    if outcome.case_to_answer is None:
        return ""
    if not outcome.case_to_answer:
        return "No case to answer."
    if outcome.severity in (Severity.MISCONDUCT, Severity.GROSS):
        return f"A case to answer for {outcome.get_severity_display().lower()}."
    return "A case to answer."
