"""Tell the next manager of the limits of cases that are late, once for each step.

That a step was told stands on the clock; nobody is told of a case that they may not
see. The cases are locked, as by everything that writes their clocks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction

from accounts.models import User
from accounts.permissions import Permission
from casework import guard
from casework.models.calendar import EscalatedTo
from complaints.actions.ladder import EVENT, Ladder
from complaints.actions.recounting import lock_cases
from complaints.models import Case, CaseClock, Proceeding
from complaints.rules import limits
from pages.words import counted

ESCALATE_JOB = "escalate-deadlines"
CLOCKS_AT_ONCE = 500
# More of them than this are told in one sentence.
TOLD_SINGLY = 5
FEW_UNITS = 5  # of more, the list is of all that the reader sees
_LATE = """
    SELECT id FROM complaints_caseclock clock
    JOIN unnest(%(numbers)s::int[], %(lasts)s::date[]) step (number, last_on)
        ON clock.due_on <= step.last_on
    WHERE ended = '' AND code <> ALL(%(windows)s) AND due_on <= %(latest)s
    GROUP BY id HAVING max(step.number) > clock.escalated
    ORDER BY unit_id, due_on, id
"""
_REACHED = """
    UPDATE complaints_caseclock clock SET escalated = reached.number
    FROM (
        SELECT late.id, max(step.number) AS number
        FROM complaints_caseclock late
        JOIN unnest(%(numbers)s::int[], %(lasts)s::date[]) step (number, last_on)
            ON late.due_on <= step.last_on
        WHERE late.id = ANY(%(ids)s) AND late.ended = ''
        GROUP BY late.id
    ) reached
    WHERE clock.id = reached.id AND clock.escalated < reached.number
    RETURNING clock.id
"""
_UNUSED = """
    SELECT id FROM complaints_caseclock
    WHERE ended = '' AND code = ANY(%s) AND due_on < %s ORDER BY case_id, id
"""
_ENDED_UNUSED = """
    UPDATE complaints_caseclock SET ended = 'passed', done_on = due_on
    WHERE id = ANY(%s) AND ended = '' AND due_on < %s
"""


def let_windows_pass(*, today: date) -> int:
    """End the time that others had and did not use; how many."""
    passed = 0
    for some in _in_lots(_keys(_UNUSED, [sorted(limits.WINDOWS), today])):
        with guard.writing(EVENT), connection.cursor() as cursor:
            _lock_cases_of(some)
            cursor.execute(_ENDED_UNUSED, [some, today])
            passed += cursor.rowcount
    return passed


def escalate(
    *,
    today: date,
    at: datetime,
    say: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Tell of every clock that has reached its next step; how many have."""
    climbing = _Climbing(Ladder(today, at))
    late = climbing.late()
    reached, done = 0, 0
    for some in _in_lots(late):
        with guard.writing(EVENT):
            _lock_cases_of(some)
            reached += climbing.climb(some)
        done += len(some)
        say(done, len(late))
    return reached


def _keys(sql: str, asked: Any) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # it reads all that is late
        cursor.execute(sql, asked)
        return [key for (key,) in cursor.fetchall()]


def _in_lots(keys: Sequence[int]) -> Iterable[list[int]]:
    for first in range(0, len(keys), CLOCKS_AT_ONCE):
        yield list(keys[first : first + CLOCKS_AT_ONCE])


def _lock_cases_of(clocks: Sequence[int]) -> None:
    """Whoever works on one of these cases meanwhile has read its clocks before."""
    rows = CaseClock.objects.filter(pk__in=clocks)
    lock_cases(rows.values_list("case", flat=True).distinct())


class _Climbing:
    """What is late goes up the ladder."""

    def __init__(self, ladder: Ladder):
        self.ladder = ladder
        self.asked: dict[str, Any] = {
            "numbers": list(ladder.lasts),
            "lasts": list(ladder.lasts.values()),
            "latest": ladder.latest,
            "windows": sorted(limits.WINDOWS),
        }

    def late(self) -> list[int]:
        return _keys(_LATE, self.asked) if self.ladder.steps else []

    def climb(self, ids: Sequence[int]) -> int:
        """Mark the step that each has reached, and tell whom it reaches."""
        with connection.cursor() as cursor:
            cursor.execute(_REACHED, self.asked | {"ids": list(ids)})
            climbed = [key for (key,) in cursor.fetchall()]
        found = CaseClock.objects.filter(pk__in=climbed).select_related("case", "unit")
        rows = list(found.order_by("due_on", "pk"))
        arranged = arranged_by(rows)
        told: dict[int, list[CaseClock]] = defaultdict(list)
        for row in rows:
            offices: list[Any] = [*offices_of(row, arranged)] or [None]
            reached = (self._reaches(row, office) for office in offices)
            for user in dict.fromkeys(chain.from_iterable(reached)):
                told[user].append(row)
        users = User.objects.filter(pk__in=told, is_active=True)
        for user in users.order_by("pk"):
            self._tell(user, told[user.pk])
        return len(climbed)

    def _reaches(self, row: CaseClock, office: Permission | None) -> Iterable[int]:
        """Keys of the accounts that the clock's step is told to."""
        ladder, unit = self.ladder, row.unit_id
        to, authority = ladder.to(row.escalated), row.case.authority_id
        if to == EscalatedTo.OWNER and row.owner_id:
            return [row.owner_id]
        theirs = to == EscalatedTo.OWNER and office == Permission.CASE_DETERMINE
        if authority and (theirs or to == EscalatedTo.AUTHORITY):
            return [authority]
        if to == EscalatedTo.OWNER and office:
            return ladder.keepers(office, unit)
        if to == EscalatedTo.SUPERVISOR and office:
            return ladder.managers(office, unit)
        if to == EscalatedTo.AUTHORITY:
            return ladder.authorities(unit)
        if to == EscalatedTo.COMMAND:
            return ladder.command(unit)
        return ladder.supervisors(unit)  # nobody's by name: it is for the unit to see

    def _tell(self, user: User, rows: Sequence[CaseClock]) -> None:
        """A sentence for each, or one for many; only of cases that they may see."""
        visible = Case.objects.visible_now_to(user).filter(
            pk__in={row.case_id for row in rows}
        )
        seen = set(visible.values_list("pk", flat=True))
        rows = [row for row in rows if row.case_id in seen]
        if len(rows) > TOLD_SINGLY:
            words = f"{counted(len(rows), 'deadline')} are late and were passed to you."
            first = rows[0]
            key = f"{EVENT}:{self.ladder.today} {first.pk}"
            self.ladder.write(user, words, _list_of(rows), key)
            return
        for row in rows:
            words = f"{row.case}: {self._name(row)} is late."
            url = f"{row.case.get_absolute_url()}clocks/"
            key = f"{EVENT}:{row.pk} {row.escalated} {row.due_on}"
            self.ladder.write(user, words, url, key)

    def _name(self, row: CaseClock) -> str:
        rule = self.ladder.deadlines.rule_of_matter(
            row.code, starts_on=row.starts_on, noticed_on=row.rule_on
        )
        return f"“{rule.name}”"


def _list_of(rows: Sequence[CaseClock]) -> str:
    """Where the late cases of the units of these clocks are listed."""
    units = sorted({row.unit.code for row in rows if row.unit})
    asked = [("state", "open"), ("clock", "late"), ("sort", "due")]
    if len(units) <= FEW_UNITS:
        asked += [("unit", code) for code in units]
    return f"/complaints/?{urlencode(asked)}"


def arranged_by(rows: Iterable[CaseClock]) -> dict[tuple[int, str], Permission]:
    """{(case, name of proceedings): the right of the office that arranges them}."""
    cases = {row.case_id for row in rows if row.code in limits.OF_PROCEEDINGS}
    if not cases:
        return {}
    return {
        (row.case_id, row.name): Permission(row.arranged_by)
        for row in Proceeding.objects.filter(case__in=cases)
    }


def offices_of(
    row: CaseClock, arranged: dict[tuple[int, str], Permission]
) -> list[Permission]:
    """The rights of the offices whose duty the limit is; none where it is the unit's.

    Of one officer two offices may have something to begin: each has all of the time.
    """
    if row.code in limits.OF_PROCEEDINGS:
        arranges = arranged.get((row.case_id, row.of))
        return [arranges] if arranges else _waited_for(row)
    if row.code in limits.OF_THE_AUTHORITY:
        return [Permission.CASE_DETERMINE]
    return []


# Who sees to it that what was decided of an officer is heard or dealt with.
_DISPOSING = {
    Permission.CASE_REDIRECT_PROCEEDING: Permission.CASE_DETERMINE,
    Permission.CASE_ARRANGE_HEARING: Permission.CASE_ARRANGE_HEARING,
    Permission.CASE_ARRANGE_MEETING: Permission.CASE_ARRANGE_MEETING,
    Permission.CASE_RECORD_MANAGEMENT_ACTION: (
        Permission.CASE_RECORD_MANAGEMENT_ACTION
    ),
}


def _waited_for(row: CaseClock) -> list[Permission]:
    """The rights of the offices that are to begin what was decided of the officer."""
    return [office for right, office in _DISPOSING.items() if right in row.awaits]
