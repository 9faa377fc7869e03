"""What a decision means for a subject, in the words of every page that tells it."""


def meaning(law, *, noticed_on, case_to_answer, severity, forum) -> str:
    """A case to answer for misconduct. A misconduct meeting follows.

    By the law of the day the allegation came to notice.
    """
    answer = _to_answer(case_to_answer, law.severity(severity, noticed_on))
    next_forum = law.forum(forum, noticed_on)
    return " ".join(filter(None, (answer, next_forum.follows if next_forum else "")))


def _to_answer(case_to_answer, severity):
    """Whether there is a case to answer, and for what; blank where nobody said."""
    if case_to_answer is None:
        return ""
    if not case_to_answer:
        return "No case to answer."
    if severity and severity.breach:
        return f"A case to answer for {severity.name.lower()}."
    return "A case to answer."
