"""By when a record of a register is looked at again, and why on that day.

These limits are no clocks of a case (`limits.OF_REGISTERS`): a risk of the organisation
has no case, an intervention has several. The day stands on the record itself, counted
by the rule, or set by hand within it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from casework.deadlines import OF_LAST_REVIEW, Deadline, Deadlines, NoRule
from casework.models.cases import FAR_FUTURE
from complaints.models import FoiRequest, Intervention, Restriction, Risk
from complaints.models.choices import RestrictionKind
from complaints.workflow import InterventionStatus, RestrictionStatus, RiskStatus
from pages.refusals import BadInput
from pages.words import counted, day_words, weekday

NEVER = date.fromisoformat(FAR_FUTURE)
FOI = "foi"
INTERVENTION = "intervention"
RISK = "risk_review"


def review_code(kind: str) -> str:
    """The rule by which a suspension, or a restriction, is reviewed."""
    suspended = kind == RestrictionKind.SUSPENDED
    return "suspension_review" if suspended else "restriction_review"


def by_rule(
    known: Deadlines, code: str, after: date, *, first: bool = False
) -> Deadline | None:
    """When something is due that was last done on a day; None where no rule says.

    The `first` review counts from the day on which it began, and says so.
    """
    try:
        due = known.of_matter(code, starts_on=after, noticed_on=after)
    except NoRule:
        return None
    if not first:
        return due
    counted_from, *others = due.steps
    said = counted_from.replace(OF_LAST_REVIEW, "it begins", 1)
    return replace(due, steps=(said, *others))


def check_next(
    known: Deadlines,
    code: str,
    after: date,
    chosen: date,
    *,
    field: str,
    first: bool = False,
) -> None:
    """Refuse a next review that is not after the last, or later than the rule lets."""
    if chosen <= after:
        raise BadInput(
            f"The next review must be after {day_words(after)}.", field=field
        )
    due = by_rule(known, code, after, first=first)
    if due is not None and due.due_on is not None and chosen > due.due_on:
        raise BadInput(
            f"The next review must be by {weekday(due.due_on)}: {due.steps[0]}",
            field=field,
        )


def due_of(known: Deadlines, record: Any) -> Deadline | None:
    """The day on which a record is due, with the steps; None where nothing is."""
    find = _DUE.get(type(record))
    return find(known, record) if find else None


def _risk(known: Deadlines, risk: Risk) -> Deadline | None:
    scored = risk.scores.order_by("-number").first()
    if risk.status != RiskStatus.OPEN or scored is None or risk.next_review_on == NEVER:
        return None
    due = by_rule(known, RISK, timezone.localdate(scored.at))
    return _set(known, due, risk.next_review_on)


def _restriction(known: Deadlines, row: Restriction) -> Deadline | None:
    if row.status != RestrictionStatus.IN_FORCE:
        return None
    last = row.restrictionreviews.order_by("-number").first()
    after = last.reviewed_on if last else row.from_on
    if after is None or row.review_on is None:
        return None
    due = by_rule(known, review_code(row.kind), after, first=last is None)
    return _set(known, due, row.review_on)


def _intervention(known: Deadlines, row: Intervention) -> Deadline | None:
    """Until something is done about it: by the rule that opened it, if one did."""
    if row.status != InterventionStatus.TRIGGERED:
        return None
    if row.rule is None:
        return _set(known, by_rule(known, INTERVENTION, row.triggered_on), row.due_on)
    length = counted(row.rule.action_days, "day")
    return Deadline(
        code=INTERVENTION,
        name="Action of the intervention scheme",
        starts_on=row.triggered_on,
        due_on=row.due_on,
        steps=(
            f"{row.rule}: {length} from the date opened ({row.rule.source}).",
            f"That date is {weekday(row.triggered_on)}. {length} end on "
            f"{weekday(row.due_on)}.",
        ),
    )


def foi_due(known: Deadlines, received_on: date) -> Deadline | None:
    """By when a request is answered (FOIA 2000, section 10); None before the Act."""
    try:
        return known.deadline(FOI, starts_on=received_on, rule_on=received_on)
    except NoRule:
        return None


def _set(known: Deadlines, due: Deadline | None, day: date) -> Deadline | None:
    """With the day that somebody set, where that is not the rule's."""
    if due is None or day == due.due_on:
        return due
    return replace(
        known.moved(due, day),
        steps=(*due.steps, f"{weekday(day)} was set instead, when it was last seen."),
    )


def action_due(known: Deadlines, rule: Any, opened_on: date) -> date:
    """By when an intervention is acted on: by the rule of the scheme in force.

    Where the scheme has none, by the deadline rule.
    """
    if rule is not None:
        return opened_on + timedelta(days=rule.action_days)
    due = by_rule(known, INTERVENTION, opened_on)
    if due is None or due.due_on is None:  # nothing stops it, so it has a day
        raise BadInput(
            "Neither the intervention scheme nor a deadline rule says by when it is "
            "acted on: an administrator enters one among the reference data."
        )
    return due.due_on


_DUE: dict[type, Callable[[Deadlines, Any], Deadline | None]] = {
    Risk: _risk,
    Restriction: _restriction,
    Intervention: _intervention,
    FoiRequest: lambda known, row: foi_due(known, row.received_on),
}
