"""How a mapping says that dates are written: by a pattern, or as Excel keeps them."""

import re
from datetime import UTC, date, datetime

EXCEL = "excel"
EXCEL_BEGINS = date(1899, 12, 30)
LIKE = datetime(2026, 3, 31, tzinfo=UTC)  # whose day cannot be a month


def can_be_read(pattern: str) -> bool:
    """Whether dates can be read by the pattern: what it writes, it reads."""
    if pattern == EXCEL:
        return True
    try:
        datetime.strptime(LIKE.strftime(pattern), pattern)  # noqa: DTZ007 - a day
    except (ValueError, re.error):
        return False
    return True


def date_words(pattern: str) -> str:
    """How a date is written by this pattern, by an example."""
    if pattern == EXCEL:
        number = (LIKE.date() - EXCEL_BEGINS).days
        return f"a day as the number that Excel keeps, like {number}"
    return f"a date like {LIKE.strftime(pattern or '%Y-%m-%d')}"
