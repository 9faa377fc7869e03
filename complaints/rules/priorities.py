"""In which order work is done: points for what makes a case pressing, and why.

No published scale orders the work of the directorate. Source 002 has the response
follow from risk; the rules and their points are dated data of this house.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pages.words import counted

RISK, SEVERITY, LATE, DUE, AGE = "risk", "severity", "late", "due", "age"
FACTORS = (RISK, SEVERITY, LATE, DUE, AGE)


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


@dataclass(frozen=True)
class Pressing:
    """What of a case its priority hangs on.

    `late` are working days since its next date passed, one at least; `due` working
    days until it; `age` days since it was received. None where there is no such date.
    """

    risk: str = ""
    severities: frozenset[str] = frozenset()
    late: int | None = None
    due: int | None = None
    age: int | None = None


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


def priority(rules: Iterable[PriorityRule], facts: Pressing) -> Priority:
    """The points of a case: of each factor, the rule that gives most."""
    best: dict[str, PriorityRule] = {}
    for rule in rules:
        held = best.get(rule.factor)
        if _holds(rule, facts) and (held is None or rule.points > held.points):
            best[rule.factor] = rule
    chosen = sorted(
        best.values(), key=lambda rule: (-rule.points, FACTORS.index(rule.factor))
    )
    return Priority(sum(rule.points for rule in chosen), tuple(chosen), facts)


def _holds(rule: PriorityRule, facts: Pressing) -> bool:
    if rule.factor == RISK:
        return rule.value == facts.risk
    if rule.factor == SEVERITY:
        return rule.value in facts.severities
    days, least = {
        LATE: (facts.late, True),
        DUE: (facts.due, False),
        AGE: (facts.age, True),
    }[rule.factor]
    if days is None or rule.days is None:
        return False
    return days >= rule.days if least else days <= rule.days


def _fact(rule: PriorityRule, facts: Pressing) -> str:
    """What of the case the rule counted, in brackets."""
    if rule.factor == LATE and facts.late is not None:
        return f" ({counted(facts.late, 'working day')})"
    if rule.factor == AGE and facts.age is not None:
        return f" ({counted(facts.age, 'day')})"
    return ""
