"""When complaints bring an officer into the intervention scheme (domain.md 7.6)."""

from dataclasses import dataclass
from datetime import date

# Where no rule is in force: a target of this house, not published.
FOLLOW_UP_DAYS = 182


@dataclass(frozen=True)
class Complaint:
    """A complaint against somebody, as far as the scheme asks."""

    received_on: date
    categories: frozenset[str]
    withdrawn: bool = False
    of_event: bool = False  # of an extraordinary event, that many complained of


@dataclass(frozen=True)
class Scheme:
    """A rule of the scheme: so many complaints in so many months."""

    cases: int
    months: int
    categories: frozenset[str] = frozenset()
    events_count: bool = False
    withdrawn_count: bool = False


def window_from(on: date, months: int) -> date:
    """The first day of the rolling window that ends `on`."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)).toordinal() - 1
    first = date(year, month + 1, 1).toordinal()
    return date.fromordinal(min(first + on.day - 1, last) + 1)


def counts(complaint: Complaint, scheme: Scheme, *, on: date) -> bool:
    """Whether a complaint counts towards the scheme on a day."""
    if not window_from(on, scheme.months) <= complaint.received_on <= on:
        return False
    if complaint.withdrawn and not scheme.withdrawn_count:
        return False
    if complaint.of_event and not scheme.events_count:
        return False
    return not scheme.categories or bool(scheme.categories & complaint.categories)


def is_triggered(
    complaints: list[Complaint], scheme: Scheme, *, on: date, since: date | None = None
) -> bool:
    """Whether the scheme begins with these complaints against one member.

    Again, after one that ended, only with a complaint received after `since`.
    """
    counted = [each for each in complaints if counts(each, scheme, on=on)]
    new = since is None or any(each.received_on > since for each in counted)
    return new and len(counted) >= scheme.cases
