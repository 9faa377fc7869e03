"""Days, counts and lists as people read them: the one home of each.

Templates use the filters of pages.templatetags.components, which say days as this does.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal


def day_words(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def short_day_words(day: date) -> str:
    """3 Mar 2026, for tables."""
    return f"{day.day} {day:%b %Y}"


def weekday(day: date) -> str:
    """Tuesday 24 November 2026."""
    return f"{day:%A} {day_words(day)}"


def weekday_without_year(day: date) -> str:
    """Tuesday 24 November."""
    return f"{day:%A} {day.day} {day:%B}"


def near(day: date, today: date) -> str:
    """Tuesday 24 November, with the year if it is not this one."""
    return weekday_without_year(day) if day.year == today.year else weekday(day)


def counted(number: int, noun: str) -> str:
    """1 working day, 2 working days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str], *, joined: str = "and") -> str:
    """a, b and c."""
    *first, last = words
    return f"{', '.join(first)} {joined} {last}" if first else last


def pounds(value: Decimal | int) -> str:
    """£1,250 or £1,250.50."""
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.0f}" if whole else f"{sign}£{abs(amount):,.2f}"
