"""Whether somebody complained so often that it is said: a fact, and no judgement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from complaints.models import Case, RepeatRule
from complaints.rules.repeats import most_within
from pages.words import counted, day_words

COMPLAINANT = "repeat-complainant"


@dataclass(frozen=True)
class Repeat:
    """Cases of one person, newest first, that came in close together."""

    cases: tuple[Case, ...]
    rule: RepeatRule
    count: int  # with those that are still to come in

    @property
    def words(self) -> str:
        cases = counted(self.count, "case")
        return f"{cases} in {counted(self.rule.months, 'month')}"

    @property
    def period(self) -> str:
        """From the first of them to the last."""
        last, first = self.cases[0].received_on, self.cases[-1].received_on
        return f"{day_words(first)} to {day_words(last)}"


def rule_on(day: date) -> RepeatRule | None:
    """How many cases in how many months were a pattern on a day."""
    return RepeatRule.objects.on(day).filter(code=COMPLAINANT).first()


def repeat_of(
    cases: Iterable[Case], *, around: date, rule: RepeatRule | None, coming: int = 0
) -> Repeat | None:
    """The pattern around a day that these cases of one person make, if they make one.

    `coming`: how many more come in on the day, which are no cases yet.
    """
    if rule is None:
        return None
    dated = {case.pk: case for case in cases if case.received_on}
    days = [case.received_on for case in dated.values()] + [around] * coming
    within = most_within(days, around=around, months=rule.months)
    if len(within) < rule.cases:
        return None
    chosen = [
        case for case in dated.values() if within[0] <= case.received_on <= within[-1]
    ]
    chosen.sort(key=lambda case: (case.received_on, case.pk), reverse=True)
    return Repeat(tuple(chosen), rule, len(within))
