"""In which order work is done: points for what makes a case pressing, and why.

No published scale orders the work of the directorate. Source 002 has the response
follow from risk; the rules and their points are dated data of this house.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from pages.words import counted

RISK, SEVERITY, LATE, DUE, AGE = "risk", "severity", "late", "due", "age"


@dataclass(frozen=True)
class PriorityRule:
    """So many points for a case of which this holds; see its table."""

    name: str
    factor: str
    value: str
    days: int | None
    points: int
    source: str = ""
    unverified: bool = False


class Pressing(NamedTuple):
    """What of a case its priority hangs on: each field is a factor of the rules.

    `late` are working days since its next date passed, one at least; `due` working
    days until it; `age` days since it was received. None where there is no such date.
    """

    risk: str = ""
    severity: frozenset[str] = frozenset()
    late: int | None = None
    due: int | None = None
    age: int | None = None


FACTORS = Pressing._fields


@dataclass(frozen=True)
class Priority:
    """How pressing a case is, and by which rules, the one with most points first."""

    points: int
    rules: tuple[PriorityRule, ...]
    facts: Pressing

    @property
    def reasons(self) -> list[str]:
        """Late by two weeks or more (12 working days): 35 points."""
        return [
            f"{rule.name}{_fact(rule, self.facts)}: {counted(rule.points, 'point')}"
            for rule in self.rules
        ]

    @property
    def sources(self) -> list[str]:
        """Where the rules were read; of those that were not, that they were not."""
        told = [
            f"{rule.source} (unverified)" if rule.unverified else rule.source
            for rule in self.rules
        ]
        return list(dict.fromkeys(told))


class Scale:
    """The rules of a day, asked of many cases: for each fact they are read once."""

    def __init__(self, rules: Iterable[PriorityRule]):
        self._rules = list(rules)
        self._best: dict[tuple[str, Any], PriorityRule | None] = {}

    def points(self, facts: Pressing) -> int:
        """The points of a case: of each factor, those of the rule that gives most."""
        found = 0
        for fact in zip(FACTORS, facts, strict=True):
            if fact not in self._best:
                self._best[fact] = self._best_of(*fact)
            rule = self._best[fact]
            found += rule.points if rule else 0
        return found

    def priority(self, facts: Pressing) -> Priority:
        """The same, and by which rules, the one with most points first."""
        best = (self._best_of(*fact) for fact in zip(FACTORS, facts, strict=True))
        chosen = sorted(filter(None, best), key=lambda rule: -rule.points)
        return Priority(self.points(facts), tuple(chosen), facts)

    def _best_of(self, factor: str, value: Any) -> PriorityRule | None:
        held = [each for each in self._rules if _holds(each, factor, value)]
        return max(held, key=lambda rule: rule.points, default=None)


def _holds(rule: PriorityRule, factor: str, value: Any) -> bool:
    if rule.factor != factor:
        return False
    if factor == RISK:
        return rule.value == value
    if factor == SEVERITY:
        return rule.value in value
    if value is None or rule.days is None:
        return False
    return value <= rule.days if factor == DUE else value >= rule.days


def _fact(rule: PriorityRule, facts: Pressing) -> str:
    """What of the case the rule counted, in brackets."""
    if rule.factor == LATE and facts.late is not None:
        return f" ({counted(facts.late, 'working day')})"
    if rule.factor == AGE and facts.age is not None:
        return f" ({counted(facts.age, 'day')})"
    return ""
