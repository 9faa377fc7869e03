"""Which dates a case and its steps can have."""

from dataclasses import dataclass
from datetime import date

from pages.words import day_words


@dataclass(frozen=True)
class Problem:
    """Something wrong with what was given: the field it belongs to and the sentence."""

    field: str
    sentence: str


def check_receipt(
    *, incident_on: date | None, received_on: date, today: date
) -> list[Problem]:
    """Dates that a case cannot be logged with.

    A complaint is received on or after the day of what it complains of, and nothing
    happens in the future.
    """
    problems = []
    if received_on > today:
        problems.append(
            Problem(
                "received_on",
                f"The date received must be today, {day_words(today)}, or earlier.",
            )
        )
    if incident_on and incident_on > received_on:
        problems.append(
            Problem(
                "received_on",
                "The date received must be on or after the date of the incident, "
                f"{day_words(incident_on)}.",
            )
        )
    return problems


def check_trial(trial_on: date, *, charged_on: date) -> list[Problem]:
    """A trial follows the charge; it may lie ahead."""
    if trial_on >= charged_on:
        return []
    sentence = (
        "The date of the trial must be on or after the date of the charge, "
        f"{day_words(charged_on)}."
    )
    return [Problem("trial_on", sentence)]


def check_step(
    *, name: str, day: date, not_before: date | None, earlier: str, today: date
) -> list[Problem]:
    """Whether a step dated `day` may follow the step `earlier` on `not_before`."""
    if day > today:
        return [
            Problem(name, f"The date must be today, {day_words(today)}, or earlier.")
        ]
    if not_before and day < not_before:
        return [
            Problem(
                name,
                f"The date must be on or after the date {earlier}, "
                f"{day_words(not_before)}.",
            )
        ]
    return []
