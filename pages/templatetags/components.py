"""Small pieces of a page: tags, headers, dates and money in words."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.words import day_words, pounds, short_day_words
from pages.words import weekday as weekday_words

register = template.Library()

# One small palette for every state in the product; the words always stand with it.
PALETTE = {
    "new": "blue",
    "waiting": "yellow",
    "active": "teal",
    "decided": "purple",
    "done": "green",
    "stopped": "grey",
    "late": "red",
    "soon": "orange",
}
CLOCKS = {
    "on_time": ("On time", "done"),
    "due_soon": ("Due soon", "soon"),
    "late": ("Late", "late"),
    "stopped": ("Stopped", "stopped"),
    "none": ("No date set", "stopped"),
}


@register.simple_tag
def tag(text: Any, tone: str = "active") -> SafeString:
    """`{% tag "Investigating" "active" %}`; tones are the keys of PALETTE."""
    return _drawn_tag(
        text if isinstance(text, str) else str(text), PALETTE.get(tone, "grey")
    )


# A list draws the same few again and again; typed, as words that are safe already are
# the same key as words that are not.
@lru_cache(maxsize=1_000, typed=True)
def _drawn_tag(text: str, colour: str) -> SafeString:
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text
    )


@register.simple_tag
@lru_cache(maxsize=100, typed=True)
def nothing(words: str) -> SafeString:
    """Words, set apart, where a value would stand: Nobody yet."""
    return format_html('<span class="app-nothing">{}</span>', words)


@register.simple_tag
def clock_tag(clock: str, words: str = "") -> SafeString:
    """`{% clock_tag "late" "Late by 4 days" %}`: a second tag beside the first."""
    text, tone = CLOCKS[clock]
    return tag(words or text, tone)


@register.inclusion_tag("_components/sort_header.html")
def sort_header(page: Any, key: str, numeric: bool = False) -> dict[str, Any]:
    """The `<th>` of a sortable column of a `pages.lists.KeysetPage`."""
    return {**page.header(key), "numeric": numeric}


@register.filter
def day(value: date | datetime | None) -> str:
    """21 November 2026."""
    return _said(value, day_words)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """21 Nov 2026, for tables."""
    return _said(value, short_day_words)


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Tuesday 24 November 2026, for what is due."""
    return _said(value, weekday_words)


@register.filter
def moment(value: datetime | None) -> str:
    """21 November 2026 at 14:05, in London."""
    return f"{day(value)} at {hour(value)}" if value else ""


@register.filter
def short_moment(value: datetime | None) -> str:
    """21 Nov 2026, 14:05."""
    return f"{short_day(value)}, {hour(value)}" if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """14:05, in London."""
    return f"{_in_london(value):%H:%M}" if value else ""


@register.filter
def stamp(value: datetime) -> str:
    """2026-11-21T14:05:00+00:00, in London: for programs."""
    return _in_london(value).isoformat(timespec="seconds")


def _in_london(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _said(value: date | datetime | None, say: Callable[[date], str]) -> str:
    if not value:
        return ""
    on = _in_london(value).date() if isinstance(value, datetime) else value
    return _in_words(on, say)


@lru_cache(maxsize=2_000)  # a list says the same days again and again
def _in_words(on: date, say: Callable[[date], str]) -> str:
    return say(on)


@register.filter
def money(value: Decimal | int | None) -> str:
    """£1,250 or £1,250.50."""
    return "" if value is None or value == "" else pounds(value)
