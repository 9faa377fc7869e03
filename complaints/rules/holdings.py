"""For how long each unit held a case, one after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Handover(NamedTuple):
    """That a case went from a unit to another; `source` is None where nobody knows."""

    on: date
    source: int | None
    target: int


@dataclass(frozen=True)
class Holding:
    """A time with one unit: until `to_on`, or still; `unit` is None if not known."""

    unit: int | None
    from_on: date
    to_on: date | None
    ended_on: date | None  # the last day counted of it: today, or when the case ended

    @property
    def days(self) -> int:
        last = self.to_on or self.ended_on or self.from_on
        return max(0, (last - self.from_on).days)


def holdings(
    began_on: date,
    handovers: Sequence[Handover],
    *,
    now: int,
    until: date,
) -> list[Holding]:
    """Who held it from its beginning `until` a day; `now` is the unit that has it.

    What was given anew within a unit is one time with it.
    """
    found: list[Holding] = []
    since, unit = began_on, handovers[0].source if handovers else now
    for handover in handovers:
        if handover.target == unit:
            continue
        on = max(handover.on, since)
        found.append(Holding(unit, since, on, None))
        since, unit = on, handover.target
    return [*found, Holding(unit, since, None, max(until, since))]


def totals(held: Iterable[Holding]) -> dict[int | None, int]:
    """Days in all by unit: a case may have come back to one."""
    found: dict[int | None, int] = {}
    for each in held:
        found[each.unit] = found.get(each.unit, 0) + each.days
    return found
