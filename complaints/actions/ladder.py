"""Whom each step of the ladder reaches, of what is late.

Who is told, and after how many working days, is a dated table (EscalationStep). What an
office keeps goes up its own managers, not those of the unit that has the case.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from accounts.models import Posting, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from casework import deadlines, notifications
from casework.models import EscalationStep
from casework.models.calendar import EscalatedTo
from complaints import events
from organisation.models import LineManager

EVENT = events.ESCALATE
SUPERVISORS = ({Permission.CASE_ALLOCATE}, {Permission.CASE_CHECK})
AUTHORITIES = ({Permission.CASE_DETERMINE},)
COMMAND = ({Permission.CASE_VIEW_RESTRICTED, Permission.CASE_RESTRICT},)


class Ladder:
    """The steps in force on a day, and whom each reaches."""

    def __init__(self, today: date, at: datetime):
        self.today, self.at = today, at
        self._kept: dict[Permission, dict[int | None, list[int]]] = {}
        self._above: dict[tuple[Permission, int | None], list[int]] = {}
        self.deadlines = deadlines.load()
        self.steps = {
            step.number: step
            for step in EscalationStep.objects.on(today).order_by("pk")
        }
        # The last day that something was due which is so late today.
        self.lasts = {
            number: self._last_due(step.after) for number, step in self.steps.items()
        }

    def _last_due(self, after: int) -> date:
        """The latest day from which `after` working days have passed until today."""
        day, days = self.today, self.deadlines.days
        while days.between(day, self.today) < after:
            day -= timedelta(days=1)
        return day

    @property
    def latest(self) -> date:
        """What was due later is not late enough for the first step."""
        return max(self.lasts.values(), default=date.min)

    def step_of(self, due_on: date) -> int:
        """The step that something due on a day has reached; 0 for none."""
        return max((n for n, last in self.lasts.items() if due_on <= last), default=0)

    def to(self, number: int) -> EscalatedTo:
        return EscalatedTo(self.steps[number].to)

    def supervisors(self, unit_id: int | None) -> Sequence[int]:
        """Who allocates or checks in a unit: keys of accounts."""
        return self._supervisors.get(unit_id) or self._supervisors.get(None) or ()

    def authorities(self, unit_id: int | None) -> Sequence[int]:
        return self._authorities.get(unit_id) or self._authorities.get(None) or ()

    def command(self, unit_id: int | None) -> Sequence[int]:
        return self._command.get(unit_id) or self._command.get(None) or ()

    def keepers(self, right: Permission, unit_id: int | None) -> Sequence[int]:
        """Who holds the right in a unit, else those who hold it for the force."""
        if right not in self._kept:
            self._kept[right] = self._find(({right},))
        found = self._kept[right]
        return found.get(unit_id) or found.get(None) or ()

    def managers(self, right: Permission, unit_id: int | None) -> Sequence[int]:
        """Whom its keepers answer to: supervisors beside them, else line managers.

        Senior management, where nobody is known to be either.
        """
        if (right, unit_id) not in self._above:
            found = self._managers_of(set(self.keepers(right, unit_id)))
            self._above[right, unit_id] = found
        return self._above[right, unit_id] or self.command(unit_id)

    def _managers_of(self, keepers: set[int]) -> list[int]:
        units = Posting.objects.on(self.today).filter(user__in=keepers, unit__gt=0)
        beside = {
            user
            for unit in units.values_list("unit", flat=True).distinct()
            for user in self._supervisors.get(unit, ())
        } - keepers
        if beside:
            return sorted(beside)
        members = User.objects.filter(pk__in=keepers).values("member")
        above = LineManager.objects.on(self.today).filter(member__in=members)
        users = User.objects.filter(is_active=True, member__in=above.values("manager"))
        return sorted(set(users.values_list("pk", flat=True)) - keepers)

    @cached_property
    def _supervisors(self) -> dict[int | None, list[int]]:
        return self._find(SUPERVISORS, anywhere=False)

    @cached_property
    def _authorities(self) -> dict[int | None, list[int]]:
        return self._find(AUTHORITIES)

    @cached_property
    def _command(self) -> dict[int | None, list[int]]:
        return self._find(COMMAND)

    def _find(
        self, sets: Iterable[set[Permission]], *, anywhere: bool = True
    ) -> dict[int | None, list[int]]:
        """By unit who holds all of one of the sets there.

        Under None those who hold it for the force, for units that have nobody.
        """
        roles = {
            slug: role
            for slug, role in ROLES.items()
            if any(each <= role.permissions for each in sets)
        }
        found: dict[int | None, list[int]] = defaultdict(list)
        rows = Posting.objects.on(self.today).filter(role__in=roles).order_by("pk")
        for role, user, unit in rows.values_list("role", "user", "unit"):
            found[unit].append(user)
            if anywhere and unit is not None and not roles[role].within_unit:
                found[None].append(user)
        return {unit: list(dict.fromkeys(users)) for unit, users in found.items()}

    def write(self, user: User, sentence: str, url: str, key: str) -> None:
        notifications.tell(
            user,
            event=EVENT,
            sentence=sentence,
            url=url,
            key=key,
            at=self.at,
        )
