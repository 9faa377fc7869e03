"""Tell the next manager of what is late and has no clock, up the same ladder.

The records of registers, and what is to be reviewed in cases.

A record has no clock to write the step on: whoever was told once of a step, for one
day on which it was due, is not told of it again (the key of what they are told).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from casework import guard, notifications
from casework.models.calendar import EscalatedTo
from complaints.actions.coming_due import due_of
from complaints.actions.ladder import EVENT, Ladder
from complaints.models import (
    Case,
    FoiRequest,
    Intervention,
    ManagementAction,
    Marker,
    Restriction,
    Risk,
)
from complaints.workflow import OPEN, InterventionStatus

RECORDS_AT_ONCE = 500


@dataclass(frozen=True)
class Watched:
    """A register: its records that wait for a day, and whose duty they are."""

    rows: Callable[[], QuerySet]
    keeper: Permission
    words: Callable[[Any], str]

    def late(self, ladder: Ladder) -> Iterator[tuple[Any, date]]:
        for row in self.rows().filter(due__lte=ladder.latest).order_by("pk"):
            yield row, row.due

    def unit_of(self, row: Any) -> int | None:
        return row.responsible_unit_id

    def owner_of(self, row: Any) -> int | None:
        return getattr(row, "owner_id", None)

    def is_seen(self, user: User, row: Any) -> bool:
        return type(row).objects.visible_to(user).filter(pk=row.pk).exists()

    def told(self, row: Any) -> tuple[str, str]:
        """What is said of a late one, and the page that it is told with."""
        return f"{row}: {self.words(row)} is late.", row.get_absolute_url()


class _Requests(Watched):
    """Whose day is counted from their receipt."""

    def late(self, ladder: Ladder) -> Iterator[tuple[Any, date]]:
        for row in self.rows().filter(received_on__lte=ladder.latest).order_by("pk"):
            due = due_of(ladder.deadlines, row)
            if due and due.due_on and due.due_on <= ladder.latest:
                yield row, due.due_on


@dataclass(frozen=True)
class _InCases(Watched):
    """Records of cases: of the unit of the case, seen by whoever sees that."""

    page: str
    handled: bool  # its handler looks after them

    def unit_of(self, row: Any) -> int | None:
        return row.case.responsible_unit_id

    def owner_of(self, row: Any) -> int | None:
        return row.case.handler_id if self.handled else None

    def is_seen(self, user: User, row: Any) -> bool:
        return Case.objects.visible_now_to(user).filter(pk=row.case_id).exists()

    def told(self, row: Any) -> tuple[str, str]:
        sentence = f"{row.case}: {self.words(row)} is late."
        return sentence, row.case.get_absolute_url() + self.page


_OF_INTERVENTION = {
    InterventionStatus.TRIGGERED: "the action of the intervention scheme",
    InterventionStatus.PLANNED: "the review of the plan",
    InterventionStatus.COMPLETED: "the follow-up of the plan",
}
WATCHED = (
    Watched(
        Risk.objects.to_review,
        Permission.RISK_DECIDE,
        lambda row: "the review of the risk",
    ),
    Watched(
        Restriction.objects.to_review,
        Permission.RESTRICTION_REVIEW,
        lambda row: "the review",
    ),
    Watched(
        Intervention.objects.to_review,
        Permission.INTERVENTION_REVIEW,
        lambda row: _OF_INTERVENTION[InterventionStatus(row.status)],
    ),
    _Requests(
        FoiRequest.objects.waiting,
        Permission.FOI_DECIDE,
        lambda row: "the answer",
    ),
    _InCases(
        lambda: (
            Marker.objects.waiting()
            .filter(case__status__in=OPEN)
            .select_related("case")
        ),
        Permission.CASE_MARK_SUBJECT,
        lambda row: f"the review of the duties of a subject, {row.name},",
        page="handling/",
        handled=True,
    ),
    _InCases(
        lambda: ManagementAction.objects.waiting().select_related("case"),
        Permission.CASE_RECORD_MANAGEMENT_ACTION,
        lambda row: f"the review of {row.name}",
        page="proceedings/",
        handled=False,
    ),
)


def escalate_records(*, today: date, at: datetime) -> int:
    """Tell of each record that is late, once for each step; how many are late."""
    ladder = Ladder(today, at)
    if not ladder.steps:
        return 0
    late = 0
    for kind in WATCHED:
        rows = iter(kind.late(ladder))
        while some := list(islice(rows, RECORDS_AT_ONCE)):
            late += len(some)
            with guard.writing(EVENT):
                _tell(ladder, kind, some)
    return late


def _tell(ladder: Ladder, kind: Watched, late: Sequence[tuple[Any, date]]) -> None:
    """Tell whoever was not told yet, and may see the record."""
    asked = {}
    for row, due_on in late:
        number = ladder.step_of(due_on)
        key = f"{EVENT}:{row.table.name} {row.pk} {number} {due_on}"
        for user in _reaches(ladder, kind, row, number):
            asked[key, user] = row
    for each in notifications.told(asked):
        del asked[each]
    users = User.objects.filter(is_active=True).in_bulk({user for _, user in asked})
    for (key, user_id), row in asked.items():
        user = users.get(user_id)
        if user and kind.is_seen(user, row):
            ladder.write(user, *kind.told(row), key)


def _reaches(ladder: Ladder, kind: Watched, row: Any, number: int) -> Iterable[int]:
    """No authority decides a register: above its keepers' managers is command."""
    to, unit = ladder.to(number), kind.unit_of(row)
    owner = kind.owner_of(row)
    if to == EscalatedTo.OWNER:
        return [owner] if owner else ladder.keepers(kind.keeper, unit)
    if to == EscalatedTo.SUPERVISOR:
        return ladder.managers(kind.keeper, unit)
    return ladder.command(unit)
