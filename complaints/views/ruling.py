"""What a decision means for a subject, in the words of every page that tells it."""

from complaints.models.choices import Forum, Severity

FOLLOWS = {
    Forum.NONE: "No further action.",
    Forum.MANAGEMENT_ACTION: "Management action follows.",
    Forum.MEETING: "A misconduct meeting follows.",
    Forum.HEARING: "A misconduct hearing follows.",
}


def meaning(*, case_to_answer, severity, forum) -> str:
    """A case to answer for misconduct. A misconduct meeting follows."""
    words = (_to_answer(case_to_answer, severity), FOLLOWS.get(forum))
    return " ".join(filter(None, words))


def _to_answer(case_to_answer, severity):
    """Whether there is a case to answer, and for what; blank where nobody said."""
    if case_to_answer is None:
        return ""
    if not case_to_answer:
        return "No case to answer."
    if severity in (Severity.MISCONDUCT, Severity.GROSS):
        return f"A case to answer for {Severity(severity).label.lower()}."
    return "A case to answer."
