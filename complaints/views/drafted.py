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


def draft_of_notice(case, known, today) -> str:
    """The notice of an investigation to an officer; to whom, where there is but one."""
    regime = known.regime_on(case.received_on)
    rows = list(case.allegations.prefetch_related("standards").order_by("number"))
    standards = sorted({each.name for row in rows for each in row.standards.all()})
    latest = case.severityassessments.order_by("-number")
    grave = latest.values_list("severity_name", flat=True).first() or ""
    officers = list(
        case.subjects.filter(
            member__isnull=False, member__placeholder=False
        ).select_related("member")[:2]
    )
    return draft(
        case,
        known,
        "regulation_notice",
        today,
        officer=str(officers[0].member) if len(officers) == 1 else "",
        regime=regime.name if regime else "",
        allegation="\n\n".join(row.text for row in rows),
        severity=grave.lower(),
        standards="\n".join(standards),
    )
