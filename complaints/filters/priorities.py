"""What of many cases their priority hangs on, and the order that follows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Value

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
# A list of work, and the name of what is asked of its cases before they are in it.
Way = tuple[str, CaseQuerySet]
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
    ways: Sequence[Way],
    *,
    today: date,
    days: WorkingDays,
    left_out: Callable[[str, list[int]], set[int]] = lambda asked, keys: set(),
) -> Ordered:
    """The open cases of these lists by their points, then by their next date.

    Each list is read along an index of its own, where one of all would be sorted.
    `left_out` says which of some keys are not to be done by what was `asked` of them.
    """
    first = [_first(cases.open(), asked) for asked, cases in ways]
    rows = list(_first_of(first)) if first else []
    cut, found = len(rows) > MOST, _kept(rows[:MOST], left_out)
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


def _kept(rows, left_out):
    """(key, next date, day of receipt) of each case once, if a list of it keeps it."""
    asked_of = defaultdict(list)
    for key, *_, asked in rows:
        asked_of[asked].append(key)
    out = {asked: left_out(asked, keys) for asked, keys in asked_of.items()}
    kept = {row[0]: row[:3] for row in rows if row[0] not in out[row[3]]}
    return list(kept.values())


def _first(rows, asked):
    """Of the first by next date: key, that date, day of receipt, what is asked."""
    rows = rows.order_by("next_due_on", "pk")
    fields = ("pk", "next_due_on", "received_on", Value(asked))
    return rows.values_list(*fields)[: MOST + 1]


def _first_of(parts):
    """The first of all, each once for what is asked of it."""
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
