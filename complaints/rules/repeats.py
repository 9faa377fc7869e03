"""When several cases of one person make a pattern: so many within so many months."""

from collections.abc import Iterable
from datetime import date

from complaints.rules.regimes import last_day


def most_within(days: Iterable[date], *, around: date, months: int) -> list[date]:
    """The most of these days that lie within so many months, `around` among the months.

    Sorted; of several as many, the earliest. How many months is a dated figure of the
    force (`RepeatRule`): no law or guidance that was read sets one.
    """
    known = sorted(days)
    found: list[date] = []
    for first in dict.fromkeys(day for day in known if day <= around):
        last = last_day(first, months)
        within = [day for day in known if first <= day <= last]
        if around <= last and len(within) > len(found):
            found = within
    return found
