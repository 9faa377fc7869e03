"""Reference rows as the pages draw them: cells, summaries, related rows, history."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import DecimalField, IntegerField, Model
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.reference.registry import Related, Table, get, may_edit
from accounts.reference.values import in_words, label_of, words_of
from audit.trail import Entry

SHOWN_RELATED = 100


def headers(table: Table, names: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"text": label_of(name), "numeric": _numeric(table, name)} for name in names
    ]


def cells(
    table: Table, row: Model, names: Iterable[str], user: User, day: date
) -> list[dict[str, Any]]:
    """A row of a table; the first cell leads to the row's own page."""
    drawn = [_cell(table, row, name, user) for name in names]
    drawn[0]["href"] = table.url_of(row)
    drawn[0]["ended"] = table.retired_by(row, day)
    return drawn


def _cell(table: Table, row: Model, name: str, user: User) -> dict[str, Any]:
    return {
        "text": words_of(row, name),
        "href": _link(table, row, name, user),
        "numeric": _numeric(table, name),
        "date": table.field(name).get_internal_type() == "DateField",
    }


def _link(table: Table, row: Model, name: str, user: User) -> str:
    """The page of the row that this field points to, for those who may see it."""
    field = table.field(name)
    other = getattr(row, name) if field.many_to_one else None
    if other is None:
        return ""
    target = get(field.related_model)
    return target.url_of(other) if target.may_see(user) else ""


def _numeric(table: Table, name: str) -> bool:
    return isinstance(table.field(name), (IntegerField, DecimalField))


def summary(table: Table, row: Model, user: User) -> list[dict[str, Any]]:
    """Every field of the row, one under the other; hidden ones say so."""
    shown = table.shown(table.fields, user)
    return [
        {
            "key": label_of(name),
            "value": words_of(row, name) if name in shown else "",
            "masked": name not in shown,
            "href": _link(table, row, name, user),
            "nothing": "No last day" if name == table.ends else "Not recorded",
        }
        for name in table.fields
    ]


def sections(table: Table, row: Model, user: User, day: date) -> list[dict[str, Any]]:
    """What other tables say about this row, for those who may see them."""
    return [
        _section(related, get(related.slug), row, user, day)
        for related in table.related
        if get(related.slug).may_see(user)
    ]


def _section(
    related: Related, table: Table, row: Model, user: User, day: date
) -> dict[str, Any]:
    rows = list(table.rows().filter(**{related.field: row})[: SHOWN_RELATED + 1])
    names = table.shown([n for n in table.columns if n != related.field], user)
    add_url = ""
    if may_edit(user) and table.added:
        query = urlencode({related.field: get(type(row)).address_of(row)})
        add_url = f"{reverse('reference-add', args=[table.slug])}?{query}"
    return {
        "title": related.title,
        "headers": headers(table, names),
        "rows": [
            cells(table, other, names, user, day) for other in rows[:SHOWN_RELATED]
        ],
        "more": len(rows) > SHOWN_RELATED,
        "one": table.one,
        "add_url": add_url,
    }


def history(table: Table, entries: Iterable[Entry], user: User) -> list[dict[str, Any]]:
    """What was changed on this row, by whom, with the values before and after."""
    known = set(table.shown(table.fields, user))
    return [
        {
            "entry": entry,
            "title": _TITLES.get(entry.event, entry.event),
            "changes": [
                (label_of(name), _said(before), _said(after))
                for name, (before, after) in sorted(entry.changes.items())
                if name in known
            ],
        }
        for entry in entries
    ]


_TITLES = {
    "reference.add": "Added",
    "reference.change": "Changed",
    "reference.retire": "Retired",
    "reference.replace": "Replaced by a new row",
}


def _said(value: Any) -> str:
    return in_words(value) or "nothing"
