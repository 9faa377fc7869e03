"""What of many cases their priority hangs on, and the order that follows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.clocks import NO_DATE_YEAR
from casework.working_days import WorkingDays
from complaints.models import Assessment, SeverityAssessment
from complaints.models import PriorityRule as PriorityRow
from complaints.querysets import CaseQuerySet
from complaints.rules import highest_risk
from complaints.rules.priorities import Pressing, Priority, PriorityRule, Scale
from pages.lists import among

# Cases that one order holds, by their next date: nobody works through more.
MOST = 2_000
_NONE: frozenset[str] = frozenset()
_RULE = ("name", "factor", "value", "days", "points", "source", "unverified")


@dataclass(frozen=True)
class Ordered:
    """The cases of a work list from the most pressing on, and whether they are all."""

    keys: list[int]
    facts: dict[int, Pressing]
    scale: Scale
    cut: bool

    def why(self, key: int) -> Priority:
        return self.scale.priority(self.facts[key])


def rules_on(day: date) -> list[PriorityRule]:
    """The rules of priority in force on a day."""
    rows = PriorityRow.objects.on(day).order_by("pk")
    return [PriorityRule(**row) for row in rows.values(*_RULE)]


def in_order(
    ways: Sequence[CaseQuerySet], *, today: date, days: WorkingDays
) -> Ordered:
    """The open cases of these lists by their points, then by their next date.

    Each list is read along an index of its own, where one of all would be sorted.
    """
    found = list(_first_of([_first(cases.open()) for cases in ways]))
    cut, found = len(found) > MOST, found[:MOST]
    scale, keys = Scale(rules_on(today)), [key for key, _, _ in found]
    risks, severities = _risks(keys), _severities(keys)
    ends = {due_on for _, due_on, _ in found}
    until = {due_on: _until(due_on, today, days) for due_on in ends}
    facts = {
        key: Pressing(
            risks.get(key, ""),
            severities.get(key, _NONE),
            *until[due_on],
            (today - received_on).days if received_on else None,
        )
        for key, due_on, received_on in found
    }
    points = {key: scale.points(each) for key, each in facts.items()}
    # The sort is stable: of as many points, what is due first comes first.
    keys.sort(key=lambda key: -points[key])
    return Ordered(keys, facts, scale, cut)


def _first(rows):
    """Of the first by their next date: the key, that date and the day of receipt."""
    rows = rows.order_by("next_due_on", "pk")
    return rows.values_list("pk", "next_due_on", "received_on")[: MOST + 1]


def _first_of(parts):
    """The first of all, each once."""
    if len(parts) == 1:
        return parts[0]
    return parts[0].union(*parts[1:]).order_by("next_due_on", "pk")[: MOST + 1]


def _until(
    due_on: date, today: date, days: WorkingDays
) -> tuple[int | None, int | None]:
    """(how long the next date is past, how far it is off): None where it is not so."""
    if due_on.year == NO_DATE_YEAR:
        return None, None
    if due_on < today:
        return max(1, days.between(due_on, today)), None
    return None, days.between(today, due_on)


def _risks(keys: list[int]) -> dict[int, str]:
    """The highest risk of each case by its last assessment."""
    rows = Assessment.objects.filter(among("case", keys))
    rows = rows.order_by("case", "-number").distinct("case")
    levels = ("risk_public", "risk_officers", "risk_organisation")
    return {
        key: highest_risk(*found) for key, *found in rows.values_list("case", *levels)
    }


def _severities(keys: Iterable[int]) -> dict[int, frozenset[str]]:
    """The severity of each subject as assessed last, by case."""
    rows = SeverityAssessment.objects.filter(among("case", list(keys)))
    rows = rows.order_by("case", "subject", "-number").distinct("case", "subject")
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for key, severity in rows.values_list("case", "severity"):
        found[key] |= {severity}
    return found
