"""Count deadlines anew once the bank holidays have changed.

A clock whose working days hold one of the days falls due on another day then. Case
after case is locked, counted, moved and told in the trail, so that people work on
meanwhile; running it again changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction

from accounts.models import User
from audit import trail
from casework import deadlines, guard, jobs, notifications
from casework.models import DeadlineRule
from casework.models.calendar import DayUnit
from casework.models.cases import FAR_FUTURE
from complaints import events
from complaints.models import CaseClock, ClockStop
from complaints.models.clocks import Ended
from complaints.rules import limits
from pages.words import listed, weekday

RECOUNT_JOB = "recompute-deadlines"
CASES_AT_ONCE = 1_000
# What the desk calls the page of somebody's dates; it stands above this room.
DIARY = "/diary/"

_AFFECTED = """
    SELECT DISTINCT case_id FROM complaints_caseclock
    WHERE ended = '' AND stopped_on IS NULL AND code = ANY(%s)
        AND due_on >= %s AND starts_on < %s
    ORDER BY case_id
"""
_LOCK = """
    SELECT id FROM complaints_case WHERE id = ANY(%s) ORDER BY id FOR UPDATE
"""
_MOVED = """
    CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::date[], %s::date[])
        AS moved (clock_id, case_id, name, was, due_on)
"""
_MOVE = """
    UPDATE complaints_caseclock clock SET due_on = moved.due_on
    FROM moved WHERE clock.id = moved.clock_id
"""
_KEEP = """
    UPDATE complaints_case c SET next_due_on = first.due_on, next_due = first.code
    FROM (
        SELECT DISTINCT ON (case_id) case_id, due_on, code
        FROM complaints_caseclock
        WHERE ended = '' AND due_on < %s AND code <> ALL(%s)
            AND case_id IN (SELECT case_id FROM moved)
        ORDER BY case_id, due_on, number
    ) first
    WHERE c.id = first.case_id
        AND (c.next_due_on, c.next_due) IS DISTINCT FROM (first.due_on, first.code)
"""
_ENTRIES = """
    SELECT c.reference AS subject_key, c.id AS subject_id, u.code AS unit_key,
        jsonb_object_agg(
            moved.name || ' due', jsonb_build_array(moved.was, moved.due_on)
        ) AS changes
    FROM moved
    JOIN complaints_case c ON c.id = moved.case_id
    JOIN organisation_unit u ON u.id = c.responsible_unit_id
    GROUP BY c.id, u.code
"""

_READ = (
    *("pk", "case_id", "code", "of", "starts_on", "rule_on", "due_on", "extended"),
    "owner_id",
)


class Day(NamedTuple):
    """A day that has become a bank holiday, or is none any more."""

    on: date
    title: str


def days_changed(pairs) -> list[Day]:
    """The days that changes of the table of bank holidays are about."""
    days = set()
    for before, after in pairs:
        was, now = (before or {}).get("on_date"), after.get("on_date")
        if was == now:  # another title, say, or where it stands
            continue
        days |= {(each, after["title"]) for each in (was, now) if each}
    return sorted(Day(date.fromisoformat(each), title) for each, title in days)


def ask_to_recount(pairs, *, stamp, at: datetime, again_at: datetime) -> None:
    """Ask for the work that follows from these changes, in their own transaction.

    `stamp` is that of the calendar as it has become: the same work is asked for once.
    It is done again a little later, for whoever was saving a case by the old calendar.
    """
    days = days_changed(pairs)
    if not days or not _may_move(days):
        return
    told = {"days": [[day.on.isoformat(), day.title] for day in days]}
    jobs.enqueue(RECOUNT_JOB, f"{RECOUNT_JOB} {stamp}", told, by=None, at=at)
    jobs.enqueue(
        RECOUNT_JOB,
        f"{RECOUNT_JOB} {stamp} again",
        told,
        by=None,
        at=at,
        due_at=again_at,
    )


def _may_move(days) -> bool:
    rows = CaseClock.objects.filter(ended=Ended.RUNNING, due_on__gte=days[0].on)
    return rows.filter(starts_on__lt=days[-1].on).exists()


def lock_cases(keys: Iterable[int]) -> None:
    """Lock these cases, each job in the same order: who writes their clocks does."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [sorted(keys)])


def recount(
    days: Sequence[Day],
    *,
    at: datetime,
    key: str,
    say: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Count every deadline that one of the days may move; how many have moved.

    `key` names the change, so that each owner is told of it once.
    """
    recounting = _Recounting(days, at=at, key=key)
    cases = recounting.cases()
    moved = 0
    for first in range(0, len(cases), CASES_AT_ONCE):
        with guard.writing(events.MOVE_DEADLINE):
            moved += recounting.run(cases[first : first + CASES_AT_ONCE])
        say(min(first + CASES_AT_ONCE, len(cases)), len(cases))
    return moved


class _Recounting:
    """One run over the cases, by the calendar and the rules as they are now."""

    def __init__(self, days: Sequence[Day], *, at: datetime, key: str):
        self.days, self.at, self.key = days, at, key
        self.deadlines = deadlines.load()
        working = DeadlineRule.objects.filter(day_unit=DayUnit.WORKING)
        self.codes = sorted(set(working.values_list("code", flat=True)))
        self._due: dict[tuple, date | None] = {}
        self._told: set[int] = set()
        called = [f"{day.title}, {weekday(day.on)}" for day in days]
        self.words = f"The bank holidays have changed: {listed(called)}."

    def cases(self) -> list[int]:
        """Keys of the cases with a clock that may have counted one of the days."""
        first, last = self.days[0].on, self.days[-1].on
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")  # it reads a whole index
            cursor.execute(_AFFECTED, [self.codes, first, last])
            return [key for (key,) in cursor.fetchall()]

    def run(self, cases: Sequence[int]) -> int:
        """Lock these cases, count their clocks and move those that changed."""
        lock_cases(cases)
        with connection.cursor() as cursor:
            moved = list(self._moved(cases))
            if not moved:
                return 0
            columns = [list(column) for column in zip(*moved, strict=True)]
            owners = columns.pop()
            cursor.execute(_MOVED, columns)
            cursor.execute(_MOVE)
            cursor.execute(_KEEP, [FAR_FUTURE, sorted(limits.WINDOWS)])
            trail.record_from_select(
                events.MOVE_DEADLINE,
                _ENTRIES,
                kind=trail.Kind.ALTERATION,
                subject_kind="case",
                by=trail.SYSTEM,
                reason=self.words,
            )
            cursor.execute("DROP TABLE moved")
        self._tell({owner for owner in owners if owner} - self._told)
        return len(moved)

    def _moved(self, cases: Sequence[int]):
        """(clock, case, name, was, is, owner) of those that fall due on another day."""
        stops = self._stops(cases)
        rows = CaseClock.objects.filter(
            case__in=list(cases),
            ended=Ended.RUNNING,
            stopped_on=None,
            code__in=self.codes,
            due_on__gte=self.days[0].on,
        )
        for row in rows.order_by("pk").values_list(*_READ, named=True):
            due_on, name = self._count(row, stops.get(row.case_id, ()))
            if due_on is not None and due_on != row.due_on:
                name = f"{name}, {row.of}" if row.of else name
                yield row.pk, row.case_id, name, row.due_on, due_on, row.owner_id

    def _stops(self, cases: Sequence[int]) -> Mapping[int, list[deadlines.Stop]]:
        found: dict[int, list[deadlines.Stop]] = {}
        rows = ClockStop.objects.filter(case__in=list(cases)).order_by("from_on", "pk")
        for case, from_on, to_on in rows.values_list("case", "from_on", "to_on"):
            found.setdefault(case, []).append(deadlines.Stop(from_on, to_on))
        return found

    def _count(self, row, stops) -> tuple[date | None, str]:
        """When the clock is due, and its name; many run alike, and are counted once."""
        try:
            rule = self.deadlines.rule_of_matter(
                row.code, starts_on=row.starts_on, noticed_on=row.rule_on
            )
        except deadlines.NoRule:
            return None, ""
        if rule.day_unit != DayUnit.WORKING:
            return None, ""
        held = tuple(stops) if rule.pauses else ()
        asked = (rule.pk, row.starts_on, row.extended, held)
        if asked not in self._due:
            self._due[asked] = self.deadlines.due(
                rule, row.starts_on, held, row.extended
            )
        return self._due[asked], rule.name

    def _tell(self, owners) -> None:
        for user in User.objects.filter(pk__in=owners, is_active=True).order_by("pk"):
            notifications.tell(
                user,
                event=events.MOVE_DEADLINE,
                sentence="A change of the bank holidays moved dates in your diary.",
                url=DIARY,
                key=f"{events.MOVE_DEADLINE}:{self.key}",
                at=self.at,
            )
        self._told |= owners
