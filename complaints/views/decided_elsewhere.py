"""What the decision log tells of tests for referral, of the IPCC and of appeals."""

from collections.abc import Iterator
from typing import Any

from accounts.permissions import Permission
from complaints.models import Appeal, Referral
from pages.templatetags.components import day


def of_records(frame: Any) -> Iterator[tuple[Any, str, str, list[Any], str]]:
    """(row, title, text, facts, kind) of each; most cases have none to ask for."""
    case, sight = frame.case, frame.sight
    unit, rights = case.responsible_unit_id, frame.user.rights
    told = rights.allow(Permission.RESTRICTION_READ, unit)
    for row in _made(case.authoritydecisions):
        if row.of_restriction and not told:
            continue
        title = f"Decided by the police authority: {_lower(row.verb_words)}"
        facts = [("Decided", day(row.decided_on)), ("Reference", row.reference)]
        yield row, title, "", facts, "Decision"
    if case.test_count:
        for row in _made(case.referraltests):
            title = f"Tested for referral: {_lower(row.get_result_display())}"
            facts = []
            if sight.shows(row, "criteria"):
                facts.append(("Criteria", row.criteria))
            yield row, title, _text(sight, row, "reasons"), facts, "Decision"
    if case.mode:
        for row in _made(case.referrals):
            yield row, *_referral(sight, row)
    if case.appeal_count:
        for row in _made(case.appeals):
            yield row, *_appeal(sight, row)


def _made(rows: Any) -> Any:
    return rows.select_related("by").order_by("number")


def _text(sight: Any, row: Any, name: str) -> str:
    return sight.value(row, name) if getattr(row, name) else ""


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _referral(sight: Any, row: Referral) -> tuple[Any, ...]:
    facts = [("Date of the referral", day(row.referred_on))]
    if row.mode:
        facts.append(("The IPCC's decision", row.get_mode_display()))
        facts.append(("Decided", day(row.decided_on)))
    return "Referred to the IPCC", _text(sight, row, "reasons"), facts, "Decision"


def _appeal(sight: Any, row: Appeal) -> tuple[Any, ...]:
    kind = _lower(row.get_kind_display())
    facts = [("Received", day(row.received_on))]
    title, text = f"Appeal {row.number} {kind}", ""
    if row.outcome:
        facts.append(("Decided by the IPCC", day(row.decided_on)))
        facts.append(("Outcome", row.get_outcome_display()))
        text = _text(sight, row, "outcome_reasons")
    return title, text, facts, "Appeal"
