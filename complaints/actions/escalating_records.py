"""Tell the next manager of the records of registers that are late, up the same ladder.

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
from complaints.models import FoiRequest, Intervention, Restriction, Risk
from complaints.workflow import FoiStatus, InterventionStatus

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


class _Requests(Watched):
    """Whose day is counted from their receipt."""

    def late(self, ladder: Ladder) -> Iterator[tuple[Any, date]]:
        for row in self.rows().filter(received_on__lte=ladder.latest).order_by("pk"):
            due = due_of(ladder.deadlines, row)
            if due and due.due_on and due.due_on <= ladder.latest:
                yield row, due.due_on


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
        lambda: FoiRequest.objects.filter(status=FoiStatus.OPEN),
        Permission.FOI_DECIDE,
        lambda row: "the answer",
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
        if user and type(row).objects.visible_to(user).filter(pk=row.pk).exists():
            sentence = f"{row}: {kind.words(row)} is late."
            ladder.write(user, sentence, row.get_absolute_url(), key)


def _reaches(ladder: Ladder, kind: Watched, row: Any, number: int) -> Iterable[int]:
    """No authority decides a register: above its keepers' managers is command."""
    to, unit = ladder.to(number), row.responsible_unit_id
    owner = getattr(row, "owner_id", None)
    if to == EscalatedTo.OWNER:
        return [owner] if owner else ladder.keepers(kind.keeper, unit)
    if to == EscalatedTo.SUPERVISOR:
        return ladder.managers(kind.keeper, unit)
    return ladder.command(unit)
