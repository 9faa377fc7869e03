"""Which reference tables there are, and how each is shown, added to and retired.

The tables belong to several apps, some of which stand above this one, so each is
described once, in `config.reference.tables`, and registered here when Candour starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model, QuerySet
from django.utils.text import slugify

from accounts.permissions import Permission


def everyone(user: Any) -> bool:
    return True


def may_edit(user: Any) -> bool:
    """Reference data is kept by those whose role says so."""
    return user.rights.allow(Permission.REFERENCE_EDIT)


@dataclass(frozen=True)
class Table:
    """One kind of reference row.

    `slug` names it in addresses, data files and the trail. `key` names a row for ever:
    its parts stand in the row's address. `fields` are offered in its form, in order.
    """

    slug: str
    model: type[Model]
    key: tuple[str, ...]
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    singular: str
    plural: str
    group: str
    about: str
    filters: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()
    begins: str = ""  # the date field from which a row is in force
    ends: str = ""  # the date field that retires a row
    replaced_from: bool = False  # a change is a new row from a date
    listed: bool = True  # has a list of its own, not only a place on another page
    hidden: tuple[str, ...] = ()  # fields for `may_see_hidden` alone
    may_see: Callable[[Any], bool] = everyone
    may_see_hidden: Callable[[Any], bool] = everyone

    def field(self, name: str) -> Field:
        return self.model._meta.get_field(name)

    def rows(self) -> QuerySet:
        """All rows, with what their keys and columns name, in the table's order."""
        named = {*self.key, *self.columns}
        links = [name for name in named if self.field(name).many_to_one]
        return self.model._default_manager.select_related(*links).order_by(
            *(self.ordering or self.key)
        )

    def key_of(self, row: Model) -> str:
        """The row's key as it stands in addresses and the trail."""
        return key_text(getattr(row, name) for name in self.key)

    def find(self, key: str) -> Model | None:
        """The row with this key."""
        first = key.partition(".")[0]
        rows = self.rows()
        field = self.field(self.key[0])
        if field.many_to_one:
            target = get(field.related_model).key[0]
            rows = rows.filter(**{f"{field.name}__{target}": first})
        return next((row for row in rows if self.key_of(row) == key), None)


def key_text(parts: Any) -> str:
    """`kingston-upon-thames.supported_by.2006-11-27`: each part fit for an address."""
    return ".".join(_part(part) for part in parts)


def _part(value: Any) -> str:
    if isinstance(value, Model):
        return get(type(value)).key_of(value)
    text = str(value)
    return text if text.replace("-", "").replace("_", "").isalnum() else slugify(text)


_tables: dict[str, Table] = {}


def register(*tables: Table) -> None:
    """Make tables known. Called when Candour starts, and at no other time."""
    _tables.update({table.slug: table for table in tables})


def tables() -> list[Table]:
    """Every reference table, in the order in which they were registered."""
    return list(_tables.values())


def get(which: str | type[Model]) -> Table:
    """The table of this slug or model; KeyError when there is none."""
    if isinstance(which, str):
        return _tables[which]
    for table in _tables.values():
        if table.model is which:
            return table
    raise KeyError(which)
