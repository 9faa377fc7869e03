"""Lists that cost the same at any depth: keyset pages, capped counts, neighbours.

A page is found by comparing rows, `(next_due_on, id) > (x, y)`, which one index serves
in either direction; nothing counts the whole table and nothing is skipped over. Sorts
are named in a list and stand on stored columns that are never null, because row
comparison drops nulls.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Field, Func, Model, QuerySet, Value
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Greatest
from django.http import QueryDict
from django.utils.functional import cached_property

from pages.refusals import BadInput

COUNT_CAP = 1_000  # nobody reads further, and counting further is most of a list's work
PER_PAGE = 25
PER_PAGE_CHOICES = (25, 50, 100)
PARAMETERS = ("sort", "per_page", "cursor")

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Sort:
    """One offered order: columns that are never null, all in one direction.

    `descending` is the direction of the first click on its header.
    """

    key: str
    label: str
    fields: tuple[str, ...]
    descending: bool = False

    @property
    def first_click(self) -> str:
        return f"-{self.key}" if self.descending else self.key


class RowComparison(Func):
    """`(a, b) > (x, y)`: left and right halves of the expressions, compared as rows."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, operator: str, *expressions: Any) -> None:
        self.operator = operator
        super().__init__(*expressions)

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list]:
        pieces, params = [], []
        for expression in self.source_expressions:
            sql, values = compiler.compile(expression)
            pieces.append(sql)
            params.extend(values)
        half = len(pieces) // 2
        left, right = ", ".join(pieces[:half]), ", ".join(pieces[half:])
        return f"({left}) {self.operator} ({right})", params


class _Among(Func):
    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(name: str, keys: list[int] | Expression) -> Func:
    """`name = ANY(keys)`: one parameter, where IN takes a thousand one by one.

    Or of an expression that answers an array of keys.
    """
    return _Among(F(name), Value(keys) if isinstance(keys, list) else keys)


def gathered_first(ordering: Iterable[str]) -> list[OrderBy]:
    """The same order, by expressions that no index holds.

    Where what matches lies close together in it, an index would be walked in vain.
    """
    found = []
    for name in ordering:
        column = Greatest(*2 * (name.removeprefix("-"),))
        found.append(column.desc() if name.startswith("-") else column.asc())
    return found


@dataclass(frozen=True)
class Order:
    """A sort in a direction over one model: builds order, comparison and cursors."""

    sort: Sort
    descending: bool
    model: type[Model]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns compared; the key last, so that no two rows are equal."""
        key = self.model._meta.pk.name
        return tuple(name for name in self.sort.fields if name != key) + (key,)

    def ordering(self, *, backwards: bool = False) -> list[str]:
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}{name}" for name in self.names]

    def beyond(
        self, rows: QuerySet, values: Sequence[Any], *, backwards: bool = False
    ) -> QuerySet:
        """The rows that come after these values, or before them."""
        operator = "<" if self.descending != backwards else ">"
        places = [
            Value(value, output_field=column_of(rows, name))
            for name, value in zip(self.names, values, strict=True)
        ]
        columns = [F(name) for name in self.names]
        return rows.filter(RowComparison(operator, *columns, *places))

    def values_of(self, row: Any) -> list[Any]:
        return [value_of(row, name) for name in self.names]

    @property
    def salt(self) -> str:
        return f"keyset {self.model._meta.label} {' '.join(self.ordering())}"


def column_of(rows: QuerySet, name: str) -> Field:
    """The field behind a sort's name: an annotation, or a column across relations."""
    if name in rows.query.annotations:
        return rows.query.annotations[name].output_field
    model: Any = rows.model
    field: Any = None
    for part in name.split(LOOKUP_SEP):
        field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = field.related_model
    return getattr(field, "target_field", field)


def value_of(row: Any, name: str) -> Any:
    """What the row holds under a sort's name; rows may be objects or dictionaries."""
    if isinstance(row, Mapping):
        return row[name]
    for part in name.split(LOOKUP_SEP):
        row = getattr(row, part)
    return row.pk if isinstance(row, Model) else row


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, UUID)) else value


def encode_cursor(order: Order, row: Any, *, backwards: bool) -> str:
    """Where a page begins, signed so that nobody can ask with values of their own."""
    place = [int(backwards), *map(_plain, order.values_of(row))]
    return signing.dumps(place, salt=order.salt)


def decode_cursor(order: Order, rows: QuerySet, text: str) -> tuple[bool, list[Any]]:
    """(backwards, values), or BadInput when it is not a place in this list."""
    try:
        backwards, *plain = signing.loads(text, salt=order.salt)
        values = [
            column_of(rows, name).to_python(value)
            for name, value in zip(order.names, plain, strict=True)
        ]
    except (signing.BadSignature, ValueError, ValidationError) as error:
        raise BadInput(
            "This page of the list can no longer be found.",
            field="cursor",
            what_next="Go back to the list and start from its first page.",
        ) from error
    return bool(backwards), values


class KeysetPage(Generic[Row]):
    """One page of a list: its rows, the way on and back, headers and a capped count.

    Two queries at most: the rows (on first use) and the count (if asked for).
    """

    def __init__(
        self,
        rows: QuerySet[Row],
        *,
        sorts: Iterable[Sort],
        default: str,
        params: QueryDict,
        per_page: int | None = None,
        cap: int = COUNT_CAP,
        known: int | None = None,
        clustered: bool = False,
        order: Order | None = None,
    ) -> None:
        """`default` is a sort's key, with a minus for descending, as in the URL.

        `known` is how many rows there are, up to the cap and one more, where that has
        been counted already; `clustered`, that they lie close together in the order.
        """
        self.source = rows
        self.params = params
        self.cap = cap
        self.known = known
        self.clustered = clustered
        self.sorts = {sort.key: sort for sort in sorts}
        self.default = default
        self.sort_text = params.get("sort") or default
        self.order = order or self._read_order(self.sort_text)
        self.per_page = per_page or self._read_per_page()
        self.cursor = params.get("cursor") or ""
        self.backwards, self.place = False, None
        if self.cursor:
            self.backwards, self.place = decode_cursor(
                self.order, self.source, self.cursor
            )

    def _read_order(self, text: str) -> Order:
        sort = self.sorts.get(text.removeprefix("-"))
        if sort is None:
            offered = ", ".join(self.sorts)
            raise BadInput(
                f"This list cannot be sorted by that. It can be sorted by: {offered}.",
                field="sort",
            )
        return Order(sort, text.startswith("-"), self.source.model)

    def _read_per_page(self) -> int:
        text = self.params.get("per_page") or str(PER_PAGE)
        if text not in map(str, PER_PAGE_CHOICES):
            raise BadInput("A page of a list has 25, 50 or 100 rows.", field="per_page")
        return int(text)

    @cached_property
    def _fetched(self) -> list[Row]:
        ordering: Any = self.order.ordering(backwards=self.backwards)
        rows = self.source.order_by(
            *(gathered_first(ordering) if self.clustered else ordering)
        )
        if self.place is not None:
            rows = self.order.beyond(rows, self.place, backwards=self.backwards)
        return list(rows[: self.per_page + 1])

    @cached_property
    def rows(self) -> list[Row]:
        rows = self._fetched[: self.per_page]
        return rows[::-1] if self.backwards else rows

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def _more(self) -> bool:
        return len(self._fetched) > self.per_page

    @property
    def has_next(self) -> bool:
        return bool(self.rows) and (self.backwards or self._more)

    @property
    def has_previous(self) -> bool:
        if not self.rows:
            return False
        return self._more if self.backwards else self.place is not None

    @property
    def next_cursor(self) -> str:
        if not self.has_next:
            return ""
        return encode_cursor(self.order, self.rows[-1], backwards=False)

    @property
    def previous_cursor(self) -> str:
        if not self.has_previous:
            return ""
        return encode_cursor(self.order, self.rows[0], backwards=True)

    @cached_property
    def _counted(self) -> int:
        if self.known is not None:
            return self.known
        # Keys only, and no further than the cap: it never grows with the table.
        return self.source.order_by()[: self.cap + 1].count()

    @property
    def count(self) -> int:
        return min(self._counted, self.cap)

    @property
    def count_is_capped(self) -> bool:
        return self._counted > self.cap

    @property
    def count_text(self) -> str:
        """341, or 1,000+ where there are more than were counted."""
        return f"{self.count:,}{'+' if self.count_is_capped else ''}"

    def url(self, **changes: Any) -> str:
        """This page's address with some parameters changed, or dropped if empty."""
        return changed_url(self.params, **changes)

    @property
    def next_url(self) -> str:
        return self.url(cursor=self.next_cursor) if self.has_next else ""

    @property
    def previous_url(self) -> str:
        return self.url(cursor=self.previous_cursor) if self.has_previous else ""

    @property
    def first_url(self) -> str:
        return self.url(cursor="")

    def per_page_links(self) -> list[dict[str, Any]]:
        return [
            {
                "size": size,
                "url": self.url(per_page=size, cursor=""),
                "current": size == self.per_page,
            }
            for size in PER_PAGE_CHOICES
        ]

    def header(self, key: str) -> dict[str, Any]:
        """What a sortable column's header shows: label, URL, aria-sort."""
        sort = self.sorts[key]
        current = self.order.sort == sort
        if current:
            target = key if self.order.descending else f"-{key}"
            direction = "descending" if self.order.descending else "ascending"
        else:
            target, direction = sort.first_click, "none"
        return {
            "label": sort.label,
            "url": self.url(sort=target, cursor=""),
            "direction": direction,
        }


def changed_url(params: QueryDict, **changes: Any) -> str:
    """`?...` with some parameters changed; an empty value drops one."""
    query = params.copy()
    for name, value in changes.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


def neighbours(
    rows: QuerySet[Row],
    row: Row,
    *,
    sorts: Iterable[Sort],
    sort: str,
    clustered: bool = False,
) -> tuple[Row | None, Row | None]:
    """(previous, next) of a row within a list, whether or not it is still in it.

    `clustered` as of a KeysetPage.
    """
    by_key = {offered.key: offered for offered in sorts}
    chosen = by_key.get(sort.removeprefix("-"))
    if chosen is None:
        raise BadInput("This list cannot be sorted by that.", field="sort")
    order = Order(chosen, sort.startswith("-"), rows.model)
    here = order.values_of(row)
    sides = []
    for backwards in (True, False):
        ordering: Any = order.ordering(backwards=backwards)
        side = rows.order_by(*(gathered_first(ordering) if clustered else ordering))
        beyond = order.beyond(side, here, backwards=backwards)[:1]
        sides.append(beyond.annotate(is_before=Value(backwards)))
    found = {each.is_before: each for each in sides[0].union(sides[1], all=True)}
    return found.get(True), found.get(False)
