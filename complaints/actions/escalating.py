"""Tell the next manager of what is late, once for each step of the ladder.

Who is told, and after how many working days, is a dated table (EscalationStep). That a
step was told stands on the clock; nobody is told of a case that they may not see.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection, transaction

from accounts.models import Posting, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from casework import deadlines, guard, notifications
from casework.models import EscalationStep
from casework.models.calendar import EscalatedTo
from complaints import events
from complaints.actions.recounting import DIARY
from complaints.models import Case, CaseClock
from complaints.rules import limits
from pages.words import counted

ESCALATE_JOB = "escalate-deadlines"
EVENT = events.ESCALATE
CLOCKS_AT_ONCE = 500
# More of them than this are told in one sentence.
TOLD_SINGLY = 5
# Whom a step reaches: those posted to the unit who hold all of one set.
_HOLDERS = {
    EscalatedTo.SUPERVISOR: ({Permission.CASE_ALLOCATE}, {Permission.CASE_CHECK}),
    EscalatedTo.AUTHORITY: ({Permission.CASE_DETERMINE},),
    EscalatedTo.COMMAND: ({Permission.CASE_VIEW_RESTRICTED, Permission.CASE_RESTRICT},),
}
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
    UPDATE complaints_caseclock SET ended = 'passed', done_on = due_on
    WHERE ended = '' AND code = ANY(%s) AND due_on < %s
"""


def let_windows_pass(*, today: date) -> int:
    """End the time that others had and did not use; how many."""
    with guard.writing(EVENT), connection.cursor() as cursor:
        cursor.execute(_UNUSED, [sorted(limits.WINDOWS), today])
        return cursor.rowcount


def escalate(
    *,
    today: date,
    at: datetime,
    say: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Tell of every clock that has reached its next step; how many have."""
    ladder = _Ladder(today, at)
    late = ladder.late()
    reached = 0
    for first in range(0, len(late), CLOCKS_AT_ONCE):
        with guard.writing(EVENT):
            reached += ladder.climb(late[first : first + CLOCKS_AT_ONCE])
        say(min(first + CLOCKS_AT_ONCE, len(late)), len(late))
    return reached


class _Ladder:
    """The steps in force on a day, and whom each reaches."""

    def __init__(self, today: date, at: datetime):
        self.at = at
        self.deadlines = deadlines.load()
        self.steps = {
            step.number: step
            for step in EscalationStep.objects.on(today).order_by("pk")
        }
        # The last day that something was due which is so late today.
        lasts = [self._last_due(today, step.after) for step in self.steps.values()]
        self.asked: dict[str, Any] = {
            "numbers": list(self.steps),
            "lasts": lasts,
            "latest": max(lasts, default=date.min),
            "windows": sorted(limits.WINDOWS),
        }
        self.today = today

    def _last_due(self, today: date, after: int) -> date:
        """The latest day from which `after` working days have passed until today."""
        day, days = today, self.deadlines.days
        while days.between(day, today) < after:
            day -= timedelta(days=1)
        return day

    def late(self) -> list[int]:
        if not self.steps:
            return []
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL statement_timeout = 0"
            )  # it reads all that is late
            cursor.execute(_LATE, self.asked)
            return [key for (key,) in cursor.fetchall()]

    def climb(self, ids: Sequence[int]) -> int:
        """Mark the step that each has reached, and tell whom it reaches."""
        with connection.cursor() as cursor:
            cursor.execute(_REACHED, self.asked | {"ids": list(ids)})
            climbed = [key for (key,) in cursor.fetchall()]
        rows = CaseClock.objects.filter(pk__in=climbed).select_related("case")
        told: dict[int, list[CaseClock]] = defaultdict(list)
        for row in rows.order_by("due_on", "pk"):
            for user in self._reaches(row):
                told[user].append(row)
        users = User.objects.filter(pk__in=told, is_active=True)
        for user in users.order_by("pk"):
            self._tell(user, told[user.pk])
        return len(climbed)

    def _reaches(self, row: CaseClock) -> Iterable[int]:
        """Keys of the accounts that the clock's step is told to."""
        to = EscalatedTo(self.steps[row.escalated].to)
        if to == EscalatedTo.OWNER and row.owner_id:
            return [row.owner_id]
        if to == EscalatedTo.AUTHORITY and row.case.authority_id:
            return [row.case.authority_id]
        if to == EscalatedTo.OWNER:  # nobody's by name: it is for the unit to see
            to = EscalatedTo.SUPERVISOR
        holders = self._holders[to]
        return holders.get(row.unit_id) or holders.get(None) or ()

    @cached_property
    def _holders(self) -> dict[EscalatedTo, dict[int | None, list[int]]]:
        """By whom a step is told to and by unit: who holds the right there.

        Under None those who hold it for the force, for units that have nobody.
        """
        return {to: self._find(to, sets) for to, sets in _HOLDERS.items()}

    def _find(
        self, to: str, sets: Iterable[set[Permission]]
    ) -> dict[int | None, list[int]]:
        roles = [
            slug
            for slug, role in ROLES.items()
            if any(each <= role.permissions for each in sets)
        ]
        found: dict[int | None, list[int]] = defaultdict(list)
        rows = Posting.objects.on(self.today).filter(role__in=roles).order_by("pk")
        # A supervisor is of a unit; who decides or commands does so for the force.
        anywhere = set() if to == EscalatedTo.SUPERVISOR else set(roles)
        for role, user, unit in rows.values_list("role", "user", "unit"):
            found[unit].append(user)
            if role in anywhere and unit is not None:
                found[None].append(user)
        return {unit: list(dict.fromkeys(users)) for unit, users in found.items()}

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
            self._write(user, words, DIARY, f"{self.today} {first.pk}")
            return
        for row in rows:
            words = f"{row.case}: {self._name(row)} is late."
            url = f"{row.case.get_absolute_url()}clocks/"
            self._write(user, words, url, f"{row.pk} {row.escalated} {row.due_on}")

    def _name(self, row: CaseClock) -> str:
        rule = self.deadlines.rule_of_matter(
            row.code, starts_on=row.starts_on, noticed_on=row.rule_on
        )
        return f"“{rule.name}”"

    def _write(self, user: User, sentence: str, url: str, key: str) -> None:
        notifications.tell(
            user,
            event=EVENT,
            sentence=sentence,
            url=url,
            key=f"{EVENT}:{key}",
            at=self.at,
        )
