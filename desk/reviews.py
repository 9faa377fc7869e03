"""Reviews that fall due in the registers: of risks, suspensions and plans.

Each kind says whose a review is: the person who looks after it, or whoever's role it is
in the unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value

from accounts.models import User
from accounts.permissions import Permission
from complaints.models import Intervention, Restriction, Risk
from complaints.workflow import InterventionStatus
from organisation.models import Unit


@dataclass(frozen=True)
class Asked:
    """Whose reviews are asked for: `person` or nobody's of a `unit`, or `user`'s."""

    user: User
    unit: Unit | None
    person: User | None
    of_nobody: bool


@dataclass(frozen=True)
class Reviews:
    """One kind: its rows under way, by the day in `due`, and whose they are."""

    rows: Callable[[Asked], QuerySet]
    narrowed: Callable[[QuerySet, Asked], QuerySet]
    words: Callable[[Any], str]
    owner: str = ""  # where the name stands of whoever looks after it

    def of(self, asked: Asked) -> QuerySet:
        name = F(f"{self.owner}__name") if self.owner else Value("")
        return self.narrowed(self.rows(asked).annotate(owner_name=name), asked)


def narrowed_by(owner: str) -> Callable[[QuerySet, Asked], QuerySet]:
    """Those that somebody looks after by name."""

    def narrowed(rows: QuerySet, asked: Asked) -> QuerySet:
        if asked.of_nobody:
            return rows.filter(**{owner: None})
        if asked.unit is None or asked.person:
            return rows.filter(**{owner: asked.person or asked.user})
        return rows

    return narrowed


def narrowed_to(
    right: Permission, *, posted: bool, unit: str = "responsible_unit"
) -> Callable[[QuerySet, Asked], QuerySet]:
    """Those that are nobody's by name: of whoever holds a right.

    `posted`: of them, only of the units in which the person serves. `unit` is where
    theirs stands.
    """

    def narrowed(rows: QuerySet, asked: Asked) -> QuerySet:
        if asked.unit is not None:
            return rows.none() if asked.person else rows
        rights = asked.user.rights
        units = rights.units_for(right)
        if units is None and posted:
            units = rights.unit_ids
        return rows if units is None else rows.filter(**{f"{unit}__in": units})

    return narrowed


def in_unit(rows: Any, asked: Asked) -> Any:
    return rows if asked.unit is None else rows.filter(responsible_unit=asked.unit)


def _risks(asked: Asked) -> QuerySet:
    rows = in_unit(Risk.objects.visible_to(asked.user), asked)
    return rows.to_review()


def _restrictions(asked: Asked) -> QuerySet:
    return in_unit(Restriction.objects.visible_to(asked.user), asked).to_review()


def _interventions(asked: Asked) -> QuerySet:
    return in_unit(Intervention.objects.visible_to(asked.user), asked).to_review()


_OF_INTERVENTION = {
    InterventionStatus.TRIGGERED: "Action of the intervention scheme",
    InterventionStatus.PLANNED: "Review of an intervention plan",
    InterventionStatus.COMPLETED: "Follow-up of an intervention",
}
KINDS = (
    Reviews(
        _risks,
        narrowed_by("owner"),
        lambda row: "Review of a risk",
        owner="owner",
    ),
    Reviews(
        _restrictions,
        narrowed_to(Permission.RESTRICTION_REVIEW, posted=False),
        lambda row: f"Review: {row.get_kind_display().lower()}",
    ),
    Reviews(
        _interventions,
        narrowed_to(Permission.INTERVENTION_REVIEW, posted=True),
        lambda row: _OF_INTERVENTION[InterventionStatus(row.status)],
    ),
)
