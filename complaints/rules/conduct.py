"""What severity assessments, notices and management action ask for."""

from collections.abc import Iterable, Sequence
from datetime import date

from complaints.rules.dates import Problem
from complaints.rules.law import Law
from complaints.rules.regimes import Regime, Severity
from pages.words import day_words, listed

ONLY_MEMBERS_ANSWER = "Only a known member of the force answers for it."


def not_against(numbers: Sequence[str]) -> str:
    """Allegation 2 is not against this officer."""
    if not numbers:
        return "Select at least one allegation against this officer."
    verb = "is" if len(numbers) == 1 else "are"
    noun = "Allegation" if len(numbers) == 1 else "Allegations"
    return f"{noun} {listed(numbers)} {verb} not against this officer."


def asks_for_severity(regime: Regime | None) -> bool:
    """Whether a matter under it is assessed: where it leads hangs on how grave it is.

    So from 1 December 2008 on (SI 2008/2864, regulation 12); the regulations before
    know of no levels.
    """
    return regime is not None and any(route.severity for route in regime.routes)


def assessed_as(
    law: Law, code: str, noticed: Iterable[date | None], could_dismiss: bool
) -> tuple[Severity | None, list[Problem]]:
    """The level that `code` is for matters of those days, or why it is none."""
    days = list(noticed)
    regimes = {regime and regime.code for regime in map(law.regime_on, days)}
    if len(regimes) > 1:
        sentence = (
            "These allegations came to notice under different regulations: assess "
            "those of each by themselves."
        )
        return None, [Problem("allegations", sentence)]
    level = next((s for s in law.severities(days[0]) if s.code == code), None)
    if level is None:
        sentence = "The regulations of that day do not know this level."
        return None, [Problem("severity", sentence)]
    if could_dismiss and not level.breach:
        sentence = f"{level.name} cannot lead to dismissal."
        return level, [Problem("could_dismiss", sentence)]
    if level.gravest and not could_dismiss:
        sentence = (
            f"“{level.name}” is a breach so grave that it could lead to dismissal: "
            "answer yes, or choose a milder level."
        )
        return level, [Problem("could_dismiss", sentence)]
    return level, []


def check_plan(kind: str, taken_on: date, review_on: date | None) -> list[Problem]:
    """An improvement plan is reviewed, and never before it began."""
    if kind == "plan" and review_on is None:
        return [Problem("review_on", "Enter when the improvement plan is reviewed.")]
    if review_on is not None and review_on <= taken_on:
        sentence = f"The review must be after {day_words(taken_on)}."
        return [Problem("review_on", sentence)]
    return []
