"""What waits for a person: the queues their roles give them, counted and begun."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Value

from complaints.filters import ME, MINE
from complaints.models import Case
from complaints.querysets import HANDLERS_TURN, NEXT
from complaints.workflow import OPEN, Status

COUNT_CAP = 1_000
NEXT_ROWS = 8
KEPT = 2  # places of these for what is due soon, and for what is not due yet

_DO = {
    Status.RECEIVED: ("To record", "Record"),
    Status.RECORDED: ("To check", "Check"),
    Status.CHECKED: ("To assess", "Assess"),
    Status.ASSESSED: ("To allocate", "Allocate"),
    Status.ALLOCATED: ("To start", "Start"),
    Status.INVESTIGATING: ("Under investigation", "Investigate"),
    Status.REPORTED: ("To decide", "Decide"),
    Status.DETERMINED: ("To notify", "Notify"),
    Status.NOTIFIED: ("To finalise", "Finalise"),
}

LATE, SOON, LATER = range(3)
_COUNT = (
    "(SELECT %s, count(*), count(*) FILTER (WHERE next_due_on < %s), "
    "count(*) FILTER (WHERE next_due_on BETWEEN %s AND %s) FROM ({first}) first)"
)


@dataclass
class Queue:
    """Open cases that wait for somebody, by their next date.

    `late`, `soon` and `total` are counted to COUNT_CAP and no further, by the dates
    `today` and `soon_until`.
    """

    label: str
    query: str
    rows: object
    to_do: bool = True  # False: shown and counted, but mostly other people's turn
    total: int = 0
    late: int = 0
    soon: int = 0
    today: date | None = None
    soon_until: date | None = None

    @property
    def pressing(self) -> dict[int, object]:
        """What is late, due soon and not due yet, each by its next date.

        A part that the counts say is empty is left out, so that nobody asks for it.
        Beyond the cap nobody counted, so each may be there.
        """
        rows = self.rows.order_by("next_due_on", "pk").values("pk")
        capped = self.total > COUNT_CAP
        parts = {}
        if self.late:
            parts[LATE] = rows.filter(next_due_on__lt=self.today)
        if self.soon or capped:
            within = (self.today, self.soon_until)
            parts[SOON] = rows.filter(next_due_on__range=within)
        if self.total > self.late + self.soon or capped:
            parts[LATER] = rows.filter(next_due_on__gt=self.soon_until)
        return parts

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


def queues_of(user) -> list[Queue]:
    """The queues of a person's roles, most personal first."""
    visible = Case.objects.visible_to(user)
    rights = user.rights
    queues = []
    turns = [status for status, right in HANDLERS_TURN.items() if rights.allow(right)]
    if turns:
        states = "&".join(f"state={status}" for status in turns)
        queues.append(
            Queue(
                "With me",
                f"handler={ME}&{states}&sort=due",
                visible.filter(handler=user, status__in=turns),
            )
        )
    bound = {held.unit_id for held in rights.held if held.role.within_unit}
    if bound:
        queues.append(
            Queue(
                "In my borough",
                f"unit={MINE}&state=open&sort=due",
                visible.filter(responsible_unit__in=bound, status__in=OPEN),
                to_do=False,
            )
        )
    for status, permission in NEXT.items():
        units = rights.units_for(permission)
        rows = visible.filter(status=status)
        query = f"state={status}&sort=due"
        if units is not None:
            if not units:
                continue
            rows = rows.filter(responsible_unit__in=units)
            query += f"&unit={MINE}"
        queues.append(Queue(_DO[status][0], query, rows))
    return queues


def count(queues: list[Queue], *, today: date, soon_until: date) -> None:
    """Count every queue, all in one query, each along the index of what is due.

    Soon is what the lists that the counts lead to call due soon.
    """
    parts, params = [], []
    for place, queue in enumerate(queues):
        queue.today, queue.soon_until = today, soon_until
        first = queue.rows.order_by("next_due_on", "pk").values("next_due_on")
        try:
            sql, values = first[: COUNT_CAP + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(_COUNT.format(first=sql))
        params += [place, today, today, soon_until, *values]
    if not parts:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for place, total, late, soon in cursor.fetchall():
            queue = queues[place]
            queue.total, queue.late, queue.soon = total, late, soon


def do_next(queues: list[Queue]) -> list[Case]:
    """The most pressing cases over all queues: late, then due soon, then the others.

    However many are late, some places are kept for what falls due soon and for what is
    new and waits, so that neither is late before it is seen.
    """
    starts = [
        rows.annotate(part=Value(part), due=F("next_due_on"))[:NEXT_ROWS]
        for queue in queues
        if queue.total and queue.to_do
        for part, rows in queue.pressing.items()
    ]
    if not starts:
        return []
    first = starts[0].union(*starts[1:], all=True) if starts[1:] else starts[0]
    parts: tuple[dict[int, date], ...] = ({}, {}, {})
    for row in first:
        parts[row["part"]][row["pk"]] = row["due"]
    by_date = [sorted(found, key=lambda pk, of=found: (of[pk], pk)) for found in parts]
    chosen = _shared_out(by_date)
    cases = Case.objects.filter(pk__in=chosen).order_by("next_due_on", "pk")
    return list(cases.with_list_details())


def _shared_out(parts: list[list[int]]) -> list[int]:
    """The first of each part: NEXT_ROWS in all, of each of the latter KEPT at least."""
    chosen: list[int] = []
    for place, found in enumerate(parts):
        kept = sum(min(KEPT, len(after)) for after in parts[place + 1 :])
        chosen += found[: NEXT_ROWS - kept - len(chosen)]
    return chosen


def next_step(case: Case, user) -> str:
    """The verb by which this person may move the case on, as a word."""
    turns = [NEXT]
    if case.handler_id == user.pk:
        turns.append(HANDLERS_TURN)
    for turn in turns:
        right = turn.get(case.status)
        if right and user.rights.allow(right, case.responsible_unit_id):
            return _DO[case.status][1]
    return ""
