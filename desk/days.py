"""Days that somebody set in a case: until when something is done or looked at again.

All kinds are asked for at once, each along its own index.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, IntegerField, QuerySet, Value

from accounts.permissions import Permission
from complaints.models import (
    Enquiry,
    ManagementAction,
    Marker,
    PlanAction,
    WitnessCare,
)
from complaints.workflow import OPEN
from desk.reviews import Asked, Narrowed, by_owner, by_right, in_unit

HANDLER = "case__handler"


@dataclass(frozen=True)
class Days:
    """One kind: those that wait, in words, and the page of the case that has them."""

    waiting: Callable[[], QuerySet]
    words: str
    page: str
    task: bool = False  # something to do; else to look at again
    owner: str = ""  # where whoever sees to it stands
    right: Permission | None = None  # whose it is, where it is nobody's by name
    closed: bool = False  # also once its case is closed
    counted: str = "number"  # where the number stands that the words name

    def narrowed(self, asked: Asked) -> Narrowed:
        return by_right(self.right)(asked) if self.right else by_owner(asked)


KINDS = (
    Days(
        Marker.objects.waiting,
        "Review of the duties of a subject, marker {}",
        "handling/",
        owner=HANDLER,
    ),
    Days(
        Enquiry.objects.waiting,
        "Line of enquiry {}",
        "logs/",
        task=True,
        owner="owner",
    ),
    Days(
        PlanAction.objects.waiting,
        "Agreed action {} of the local resolution",
        "handling/",
        task=True,
        owner=HANDLER,
    ),
    Days(
        ManagementAction.objects.waiting,
        "Review of management action {}",
        "proceedings/",
        right=Permission.CASE_RECORD_MANAGEMENT_ACTION,
        closed=True,
    ),
    Days(
        WitnessCare.objects.waiting,
        "Next contact with witness {}",
        "witnesses/",
        owner=HANDLER,
        counted="witness__number",
    ),
)


class Day(NamedTuple):
    """One of them, as the diary shows it."""

    place: int
    pk: int
    due: date
    case_id: int
    counted: int
    owner_name: str | None

    @property
    def words(self) -> str:
        return KINDS[self.place].words.format(self.counted)

    @property
    def page(self) -> str:
        return KINDS[self.place].page


class Limit(NamedTuple):
    """`(names) operator (values)`: what a page asks of the days that stand on it."""

    names: tuple[str, ...]
    operator: str
    values: tuple[Any, ...]


_OF_KIND = """
    (SELECT %s AS place, day.pk, day.due, day.case_id, day.counted, day.owner_name
    FROM ({kind}) AS day WHERE day.case_id IN ({cases}){limits}
    ORDER BY day.due{descending}, day.pk{descending} LIMIT %s)"""


@cache
def _kind(place: int) -> tuple[str, tuple[Any, ...]]:
    """All of a kind in SQL, which says nothing of whoever asks, nor of the day.

    Composed once for each process: to put the five together took a third of a diary.
    """
    kind = KINDS[place]
    rows = kind.waiting()
    if not kind.closed:
        rows = rows.filter(case__status__in=OPEN)
    owner = F(kind.owner) if kind.owner else Value(None, IntegerField())
    name = F(f"{kind.owner}__name") if kind.owner else Value("")
    told = rows.values(
        "pk",
        "due",
        "case_id",
        counted=F(kind.counted),
        owner_key=owner,
        owner_name=name,
        unit_key=F("case__responsible_unit"),
    )
    sql, its = told.query.sql_with_params()
    if any(isinstance(value, date) for value in its):
        raise TypeError(f"{kind.words}: what waits must not hang on the day.")
    return sql, its


def at_once(
    places: Iterable[tuple[int, list[Limit]]],
    cases: QuerySet,
    asked: Asked,
    *,
    backwards: bool,
    most: int,
) -> Iterator[Day]:
    """Days of several kinds in these cases, at most `most` of each, by one question."""
    try:  # before they are joined: cases of the unit, not all
        among = in_unit(cases, asked).values("pk").query.sql_with_params()
    except EmptyResultSet:
        return
    parts: list[str] = []
    params: list[Any] = []
    for place, limits in places:
        narrowed = KINDS[place].narrowed(asked)
        if narrowed is not None:
            own = [Limit((f"{n}_key",), *_compared(v)) for n, v in narrowed.items()]
            found = _part(place, among, [*own, *limits], backwards, most)
            parts.append(found[0])
            params += found[1]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            yield from map(Day._make, cursor.fetchall())


def _compared(value: Any) -> tuple[str, tuple[Any, ...]]:
    if value is None:
        return "IS NOT DISTINCT FROM", (None,)
    if isinstance(value, list):
        return "= ANY", (value,)
    return "=", (value,)


def _part(place, among, limits, backwards, most):
    kind, its = _kind(place)
    cases, theirs = among
    told = "".join(
        f" AND ({', '.join(f'day.{name}' for name in limit.names)}) {limit.operator} "
        f"({', '.join(['%s'] * len(limit.values))})"
        for limit in limits
    )
    sql = _OF_KIND.format(
        kind=kind, cases=cases, limits=told, descending=" DESC" if backwards else ""
    )
    values = [value for limit in limits for value in limit.values]
    return sql, [place, *its, *theirs, *values, most]
