"""The words that a letter opens with: the text of its day, as far as it is known."""

from complaints import rules
from pages.words import day_words, listed


def _facts(case, today):
    handler = case.handler.name if case.handler else ""
    return {
        "case": case.reference,
        "date": day_words(today),
        "received": day_words(case.received_on) if case.received_on else "",
        "contact": handler,
    }


def draft(case, known, code, today, **facts) -> str:
    """A letter of this kind as it begins; blank where the law of the day has none."""
    text = known.letter_text(code, case.received_on or today)
    if text is None:
        return ""
    return rules.drafted(text.body, _facts(case, today) | facts)


def draft_of_refusal(case, known, today) -> str:
    """The letter that a complaint is not recorded, to everybody who complains."""
    rows = case.complainants.select_related("person").order_by("number")
    names = [str(row.person) for row in rows]
    who = listed(names) if names else ""
    return draft(case, known, "not_recorded", today, complainant=who)


def drafts_of_outcome(case, known, today) -> dict[str, str]:
    """The outcome letters, by the names of their fields."""
    found = {}
    for row in case.complainants.select_related("person").order_by("number"):
        found[f"complainant_{row.number}_text"] = draft(
            case, known, "outcome", today, complainant=str(row.person)
        )
    officers = case.subjects.filter(member__isnull=False, member__placeholder=False)
    for row in officers.select_related("member").order_by("number"):
        found[f"officer_{row.number}_text"] = draft(
            case, known, "outcome_officer", today, officer=str(row.member)
        )
    return found


def draft_of_notice(case, known, today, officer=None) -> str:
    """The notice of an investigation to an officer: what is alleged of them alone.

    While it is not known to whom, it says nothing of anybody.
    """
    regime = known.regime_on(case.received_on)
    rows, grave = [], ""
    if officer is not None:
        found = case.allegations.filter(outcomes__subject=officer).distinct()
        rows = list(found.prefetch_related("standards").order_by("number"))
        latest = case.severityassessments.filter(subject=officer).order_by("-number")
        grave = latest.values_list("severity_name", flat=True).first() or ""
    standards = sorted({each.name for row in rows for each in row.standards.all()})
    return draft(
        case,
        known,
        "regulation_notice",
        today,
        officer=str(officer.member) if officer is not None else "",
        regime=regime.name if regime else "",
        allegation="\n\n".join(row.text for row in rows),
        severity=grave.lower(),
        standards="\n".join(standards),
    )
