"""Days, counts and lists as people read them inside a sentence."""

from collections.abc import Iterable
from datetime import date


def day_words(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def weekday(day: date) -> str:
    """Tuesday 24 November."""
    return f"{day:%A} {day.day} {day:%B}"


def weekday_and_year(day: date) -> str:
    """Tuesday 24 November 2026."""
    return f"{weekday(day)} {day.year}"


def near(day: date, today: date) -> str:
    """Tuesday 24 November, with the year if it is not this one."""
    return weekday(day) if day.year == today.year else weekday_and_year(day)


def counted(number: int, noun: str) -> str:
    """1 working day, 2 working days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
