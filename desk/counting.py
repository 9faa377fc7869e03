"""Queues of what waits for somebody, counted and begun in one question."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from accounts.permissions import Permission
from complaints.models import Case

COUNT_CAP = 1_000
NEXT_ROWS = 8
# Cases looked at of a queue of which some are not for this person to do.
LOOKED_AT = 5 * NEXT_ROWS

LATE, SOON, LATER = range(3)
# Each part by itself, so that however many are late, the others are counted and found.
_PART = """(
    SELECT {part} AS part, next_due_on, pk FROM waiting WHERE {due} {{order}} LIMIT %s
)"""  # noqa: S608 - our own numbers
# Of other people's turns no case is shown, and which are counted makes no difference.
_FIRST = {True: "ORDER BY next_due_on, pk", False: ""}
_PARTS = " UNION ALL ".join(
    _PART.format(part=part, due=due)
    for part, due in (
        (LATE, "next_due_on < %s"),
        (SOON, "next_due_on BETWEEN %s AND %s"),
        (LATER, "next_due_on > %s"),
    )
)
_COUNT = f"""(
    WITH waiting AS {{read}} ({{rows}})
    SELECT %s, part, count(*),
        (array_agg(next_due_on ORDER BY next_due_on, pk))[1:{{first}}],
        (array_agg(pk ORDER BY next_due_on, pk))[1:{{first}}]
    FROM ({_PARTS}) parted
    GROUP BY part
)"""  # noqa: S608 - our own numbers
_COUNT_AWAITED = f"""(
    SELECT place, part, count(*),
        (array_agg(next_due_on ORDER BY next_due_on, pk))[1:{LOOKED_AT}],
        (array_agg(pk ORDER BY next_due_on, pk))[1:{LOOKED_AT}]
    FROM (
        SELECT next_due_on, pk, unnest(awaits) AS code, CASE WHEN next_due_on < %s
            THEN {LATE} WHEN next_due_on <= %s THEN {SOON} ELSE {LATER} END AS part
        FROM ({{rows}}) waiting
        WHERE next_due_on IS NOT NULL AND awaits && %s::varchar[]
    ) parted JOIN unnest(%s::int[], %s::text[]) AS asked (place, code) USING (code)
    GROUP BY place, part
)"""  # noqa: S608 - our own numbers
Asked = tuple[str, list[Any]]


@dataclass
class Queue:
    """Open cases that wait for somebody, by their next date.

    `late`, `soon` and what is later are each counted to COUNT_CAP and no further;
    `first` holds the date and the key of the first cases of each part, LATE, SOON and
    LATER, where they are `to_do`.
    """

    label: str
    query: str
    rows: QuerySet[Case]
    to_do: bool = True  # False: shown and counted, but mostly other people's turn
    few: bool = False  # what bounds them is not how many are in a state
    finalises: bool = False  # done once nothing else is to be done in the case
    awaits: Permission | None = None  # what those of `rows` have to say they wait for
    # The power by which it is decided, by nobody who had a part in the case.
    independent: Permission | None = None
    note: str = ""  # what is counted, where the label does not say it all
    total: int = 0
    late: int = 0
    soon: int = 0
    first: dict[int, list[tuple[date, int]]] = field(default_factory=dict)

    @property
    def looked_at(self) -> int:
        """Of how many cases of each part the date and the key are kept."""
        return LOOKED_AT if self.independent or self.finalises else NEXT_ROWS

    @property
    def url(self) -> str:
        return f"/complaints/?{self.query}"

    @property
    def words(self) -> dict[str, str]:
        """The three counts as they are shown: 1,000+ where the count stopped."""
        return {
            name: f"{COUNT_CAP:,}+" if number > COUNT_CAP else f"{number:,}"
            for name, number in (
                ("total", self.total),
                ("late", self.late),
                ("soon", self.soon),
            )
        }


def count(queues: list[Queue], *, today: date, soon_until: date) -> None:
    """Count every queue, all in one query, each along the index of what is due.

    Soon is what the lists that the counts lead to call due soon.
    """
    asked = [
        *_by_state(queues, today, soon_until),
        *_by_office(queues, today, soon_until),
    ]
    if not asked:
        return
    sql = " UNION ALL ".join(sql for sql, _ in asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in asked for value in values])
        for place, part, number, days, keys in cursor.fetchall():
            queue = queues[place]
            number = min(number, COUNT_CAP + 1)
            queue.total += number
            queue.late += number * (part == LATE)
            queue.soon += number * (part == SOON)
            queue.first[part] = list(zip(days, keys, strict=True))[: queue.looked_at]


def _by_state(queues, today, soon_until) -> Iterator[Asked]:
    """Each part of a queue to the cap, for of a state there may be any number.

    Few are read once, not once for each part.
    """
    cap = COUNT_CAP + 1
    due = today, cap, today, soon_until, cap, soon_until, cap
    for place, queue in enumerate(queues):
        if not queue.awaits and (found := _sql(queue, "next_due_on", "pk")):
            order, first = _FIRST[queue.to_do], queue.looked_at
            read = "MATERIALIZED" if queue.few else "NOT MATERIALIZED"
            sql = _COUNT.format(rows=found[0], read=read, order=order, first=first)
            yield sql, [*found[1], place, *due]


def _by_office(queues, today, soon_until) -> Iterator[Asked]:
    """All that cases wait for besides their state in one pass: they are few."""
    known: dict[str, tuple[Any, dict[int, str]]] = {}
    for place, queue in enumerate(queues):
        if queue.awaits and (found := _sql(queue, "next_due_on", "pk", "awaits")):
            _, places = known.setdefault(str(found), (found, {}))
            places[place] = str(queue.awaits)
    for (sql, values), places in known.values():
        codes = list(places.values())
        params = [today, soon_until, *values, codes, list(places), codes]
        yield _COUNT_AWAITED.format(rows=sql), params


def _sql(queue: Queue, *fields: str) -> Any:
    """(SQL, its values) of a queue's cases; None where there can be none."""
    try:
        return queue.rows.order_by().values(*fields).query.sql_with_params()
    except EmptyResultSet:
        return None
