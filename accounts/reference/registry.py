"""Which reference tables there are, and how each is shown, added to and retired.

The tables belong to several apps, some of which stand above this one, so each is
described once, in `config.reference.tables`, and registered here when Candour starts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Field, Model, QuerySet
from django.forms import Field as FormField
from django.urls import reverse

from accounts.permissions import Permission
from pages.lists import Sort
from pages.refusals import NotAllowed

USUAL = "usual"
UNFIT = re.compile(r"[^A-Za-z0-9_\- ]")
FITTED = re.compile(r"~([0-9a-f]+)~")


DAY = timedelta(days=1)


def everyone(user: Any) -> bool:
    return True


def may_edit(user: Any) -> bool:
    """Reference data is kept by those whose role says so."""
    return user.rights.allow(Permission.REFERENCE_EDIT)


@dataclass(frozen=True)
class Related:
    """Rows of another table that a row's page shows: those whose `field` is the row."""

    slug: str
    field: str
    title: str


@dataclass(frozen=True, eq=False)
class Table:
    """One kind of reference row.

    `slug` names it in addresses, data files and the trail. `key` names a row for ever:
    its parts stand in the row's address, unless others do that tell nobody who somebody
    is (`address`). `fields` are offered in its form, in order.
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
    ordering: tuple[str, ...]  # columns that are never null, all in one direction
    address: tuple[str, ...] = ()
    latest_first: bool = False
    filters: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    search: Callable[[QuerySet, str], QuerySet] | None = None
    related: tuple[Related, ...] = ()
    begins: str = ""  # the date field from which a row is in force
    ends: str = ""  # the date field that retires a row
    end_verb: str = "Retire"
    one_at_a_time: bool = False  # periods of rows alike but for `begins` stay apart
    replaced: bool = False  # a change of substance is a new row from a date
    inherited: tuple[str, ...] = ()  # what the new row takes from the old
    changeable: tuple[
        str, ...
    ] = ()  # fields that may change in place; all, unless told
    added: bool = True  # rows of a new key may be added on the pages
    listed: bool = True  # has its own place on the first page
    hidden: tuple[str, ...] = ()  # fields for `may_see_hidden` alone
    may_see: Callable[[Any], bool] = everyone
    may_see_hidden: Callable[[Any], bool] = everyone
    recorded: bool = False  # who reads it is kept in the trail
    form_fields: Mapping[str, Callable[[], FormField]] = field(default_factory=dict)

    @property
    def one(self) -> str:
        """`a unit`, `an outside body`."""
        return f"{'an' if self.singular[0] in 'aeio' else 'a'} {self.singular}"

    def field(self, name: str) -> Field:
        return self.model._meta.get_field(name)

    def rows(self) -> QuerySet:
        """All rows, with what their keys and columns name, in the table's order."""
        links = list(_links(self, {*self.key, *self.columns}))
        rows = self.model._default_manager.order_by(*self.ordering)
        return rows.select_related(*links) if links else rows

    def visible_to(self, user: Any) -> QuerySet:
        """All rows, for somebody who may see this table."""
        if not self.may_see(user):
            raise NotAllowed(f"Your role does not show you the {self.plural}.")
        return self.rows()

    def shown(self, names: Iterable[str], user: Any) -> list[str]:
        """Those of these fields that this person may see."""
        hidden = () if self.may_see_hidden(user) else self.hidden
        return [name for name in names if name not in hidden]

    def in_place(self) -> list[str]:
        """The fields that a change in place may touch: never what names the row."""
        fixed = [name for name in self.key if not _is_date(self.field(name))]
        allowed = self.changeable or self.fields
        return [name for name in self.fields if name in allowed and name not in fixed]

    def key_of(self, row: Model) -> str:
        """The row's key as the trail keeps it."""
        return ".".join(_part(getattr(row, name)) for name in self.key)

    def address_of(self, row: Model) -> str:
        """What an address says of the row: addresses stand in logs."""
        names = self.address or self.key
        return ".".join(_part(getattr(row, name), _address) for name in names)

    def at(self, address: str, rows: QuerySet | None = None) -> Model | None:
        """The row of this address."""
        rows = self.rows() if rows is None else rows
        named = _read_part(address.partition(".")[0])
        path, column = _first(self)
        if not _is_date(column):
            try:
                rows = rows.filter(**{path: named})
            except ValidationError:  # no UUID
                return None
        return next((row for row in rows if self.address_of(row) == address), None)

    def url_of(self, row: Model) -> str:
        return reverse("reference-row", args=[self.slug, self.address_of(row)])

    @property
    def ends_before(self) -> bool:
        """Whether `ends` is the first day without the row, not the last with it."""
        return self.ends == "retired_on"

    def last_day_of(self, row: Model) -> date | None:
        """The last day on which the row is in force; None when it has none."""
        end = getattr(row, self.ends) if self.ends else None
        return end - DAY if end and self.ends_before else end

    def end_after(self, row: Model, last: date) -> None:
        """Give the row this last day."""
        setattr(row, self.ends, last + DAY if self.ends_before else last)

    def retired_by(self, row: Model, day: date) -> bool:
        """Whether the row is no longer in force on `day`."""
        last = self.last_day_of(row)
        return last is not None and last < day

    def sorts(self) -> list[Sort]:
        """The usual order first, then every column that is never empty."""
        sorts = [Sort(USUAL, "Usual order", self.ordering)]
        for name in self.columns:
            column = self.field(name)
            if column.null or isinstance(column, (ArrayField, BooleanField)):
                continue
            path = name
            if column.many_to_one:
                path = f"{name}__{get(column.related_model).ordering[0]}"
            sorts.append(Sort(name, name, (path,)))
        return sorts


def _links(table: Table, names: Iterable[str]) -> Iterator[str]:
    """The paths to the rows that these fields name, and to those that name them."""
    for name in names:
        if table.field(name).many_to_one:
            yield name
            target = get(table.field(name).related_model)
            yield from (f"{name}__{path}" for path in _links(target, target.key))


def _first(table: Table) -> tuple[str, Field]:
    """The path to what an address of the table's rows begins with, and its field."""
    name = (table.address or table.key)[0]
    column = table.field(name)
    if not column.many_to_one:
        return name, column
    path, column = _first(get(column.related_model))
    return f"{name}__{path}", column


def _is_date(column: Field) -> bool:
    return column.get_internal_type() == "DateField"


def _key(row: Model) -> str:
    return get(type(row)).key_of(row)


def _address(row: Model) -> str:
    return get(type(row)).address_of(row)


def _part(value: Any, of_row: Callable[[Model], str] = _key) -> str:
    """A part of a key, fit for an address and for reading back."""
    if isinstance(value, Model):
        return of_row(value)
    return UNFIT.sub(lambda found: f"~{ord(found[0]):x}~", str(value)).replace(" ", "+")


def _read_part(part: str) -> str:
    """What `_part` was made from; nonsense typed into an address stays as it is."""
    try:
        plain = FITTED.sub(lambda found: chr(int(found[1], 16)), part.replace("+", " "))
    except (ValueError, OverflowError):
        return part
    return plain if plain.isprintable() else part


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
