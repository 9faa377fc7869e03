"""Moments of a day in London, where every duty of the house has its date."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_london(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON)


def midnight(day: date) -> datetime:
    """When a day begins."""
    return in_london(day, time.min)
