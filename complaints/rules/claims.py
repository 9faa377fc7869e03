"""Dates a claim can have, and who may authorise its settlement.

A Detective Superintendent authorises up to 30,000 pounds, the Commander up to 100,000,
a Deputy Assistant Commissioner above that (MPA, PSCC 28 Apr 2003, item 7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from complaints.rules.dates import Problem
from pages.words import day_words


@dataclass(frozen=True)
class Limit:
    """Up to what somebody of this rank authorises; without an amount, whatever."""

    rank: str
    amount: Decimal | None

    def covers(self, amount: Decimal) -> bool:
        return self.amount is None or amount <= self.amount


def limit_of(limits: Iterable[Limit], rank: str, order: Sequence[str]) -> Limit | None:
    """The limit that a rank has: of the ranks up to it, that of the highest.

    `order` are the ranks from the lowest on; one that is not among them has none.
    """
    if rank not in order:
        return None
    reached = order[: order.index(rank) + 1]
    held = [each for each in limits if each.rank in reached]
    return max(held, key=lambda each: reached.index(each.rank), default=None)


def lowest_for(
    limits: Iterable[Limit], amount: Decimal, order: Sequence[str]
) -> str | None:
    """The lowest rank that may authorise the amount; None where nobody may."""
    found = [each.rank for each in limits if each.rank in order and each.covers(amount)]
    return min(found, key=order.index, default=None)


def check_claim_dates(
    *,
    received_on: date,
    incident_on: date | None,
    issued_on: date | None,
    hearing_on: date | None,
    today: date,
) -> list[Problem]:
    """Dates that a claim cannot have; a trial or hearing may lie ahead."""
    problems = []
    for name, day, words in (
        ("incident_on", incident_on, "The date of the incident"),
        ("received_on", received_on, "The date received"),
        ("issued_on", issued_on, "The date it was issued or served"),
    ):
        if day and day > today:
            sentence = f"{words} must be today, {day_words(today)}, or earlier."
            problems.append(Problem(name, sentence))
    for name, day, words in (
        ("received_on", received_on, "The date received"),
        ("issued_on", issued_on, "The date it was issued or served"),
        ("hearing_on", hearing_on, "The date of the trial, hearing or inquest"),
    ):
        if day and incident_on and day < incident_on:
            sentence = (
                f"{words} must be on or after the date of the incident, "
                f"{day_words(incident_on)}."
            )
            problems.append(Problem(name, sentence))
    if hearing_on and issued_on and hearing_on < issued_on:
        sentence = (
            "The date of the trial, hearing or inquest must be on or after the date it "
            f"was issued or served, {day_words(issued_on)}."
        )
        problems.append(Problem("hearing_on", sentence))
    return problems
