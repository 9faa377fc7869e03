"""Records of a case as cards: what they say, how they stand, what may be done."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import product
from typing import Any

from django.utils import timezone

from complaints.models import law
from complaints.permissions import Sight, part_verbs
from complaints.views.not_yet import is_time
from pages.fields import sentence_start
from pages.templatetags.components import moment, tag
from pages.words import day_words, listed, pounds


def card_rows(
    row: Any, sight: Sight, words: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """What a record says, field by field in the order of its `shown`, as far as seen.

    What was not filled in has no line. `words` says what a code stands for.
    """
    rows = []
    for name in row.shown:
        masked = not sight.shows(row, name)
        value = (words or {}).get(name) or _said(row, name, sight)
        if masked or value:
            key = row._meta.get_field(name).verbose_name
            shown = {"key": sentence_start(str(key)), "value": value, "masked": masked}
            if name == "case" and not masked:  # of a register: the case has its page
                shown["url"] = row.case.get_absolute_url()
            rows.append(shown)
    return rows


def _said(row: Any, name: str, sight: Sight) -> str:
    """A field in words: of a subject who it is, to those who may know that."""
    if name == "subject" and row.subject_id and not sight.identity:
        return f"Subject {row.subject.number}"
    value = getattr(row, f"{name}_words", None)
    return in_words(sight.value(row, name)) if value is None else str(value)


def names_of_codes(frame: Any, row: Any) -> dict[str, str]:
    """{field: names} of the grounds that the record holds codes of.

    By the law of the day the case came to notice, or of the record's own day.
    """
    codes = getattr(row, "codes", {})
    if not codes:
        return {}
    known = law.of_request(frame.request)
    days = (frame.case.received_on, timezone.localdate(row.at))
    named = {}
    for field, purposes in codes.items():
        if not frame.sight.shows(row, field):
            continue
        held = getattr(row, field)
        held = [held] if isinstance(held, str) else held
        purposes = [purposes] if isinstance(purposes, str) else purposes
        asked = list(product(filter(None, days), purposes))
        named[field] = "\n".join(_name_of(known, code, asked) for code in held if code)
    return named


def _name_of(known: Any, code: str, asked: list[tuple[date, str]]) -> str:
    """What the ground was called on a day; its code where nobody knows it any more."""
    found = (known.ground(purpose, code, on) for on, purpose in asked)
    return next((ground.name for ground in found if ground), code)


def in_words(value: Any) -> str:
    """A value as people read it; blank where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return pounds(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return listed(map(str, value)) if value else ""
    return str(value)


def card(frame: Any, row: Any) -> dict[str, Any]:
    """A record with its tag and the verbs that this person may do to it."""
    shown = {
        "title": row.card_title,
        "rows": [
            *card_rows(row, frame.sight, names_of_codes(frame, row)),
            _written(row),
        ],
    }
    if hasattr(row, "get_status_display"):
        shown["tag"] = tag(row.get_status_display(), "active")
    if hasattr(row, "table"):
        shown |= {
            "tag": tag(row.state_words, row.tone) if row.state_words else "",
            "actions": [
                {"text": each.label, "href": frame.address(each.verb, row.number)}
                for each in part_verbs(frame.case, row, frame.user)
                if each.allowed and is_time(each.verb, row, today=frame.today)
            ],
        }
    return shown


def _written(row: Any) -> dict[str, Any]:
    """By whom and when it was written down."""
    return {"key": "Written down", "value": f"{row.by}, {moment(row.at)}"}


def cards(frame: Any, rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [card(frame, row) for row in rows]
