"""Reviews that fall due beside the limits of cases: of risks, suspensions and plans.

Each kind says whose a review is: the person who looks after it, or whoever's role it is
in the unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as When_
from django.db.models import DateField, F, Q, QuerySet, When

from accounts.models import User
from accounts.permissions import Permission
from casework.models.cases import FAR_FUTURE
from complaints.models import Case, Intervention, Marker, Restriction, Risk
from complaints.workflow import (
    InterventionStatus,
    MarkerStatus,
    RestrictionStatus,
    RiskStatus,
)
from organisation.classification import FieldClass
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

    rows: Callable[[User], QuerySet]
    narrowed: Callable[[QuerySet, Asked], QuerySet]
    words: Callable[[Any], str]
    owner: Callable[[Any], Any] = lambda row: None
    unit: str = "responsible_unit"

    def of(self, asked: Asked) -> QuerySet:
        rows = self.rows(asked.user)
        if asked.unit is not None:
            rows = rows.filter(**{self.unit: asked.unit})
        return self.narrowed(rows, asked)


def _narrowed_by(owner: str) -> Callable[[QuerySet, Asked], QuerySet]:
    """Those that somebody looks after by name."""

    def narrowed(rows: QuerySet, asked: Asked) -> QuerySet:
        if asked.of_nobody:
            return rows.filter(**{owner: None})
        if asked.unit is None or asked.person:
            return rows.filter(**{owner: asked.person or asked.user})
        return rows

    return narrowed


def _narrowed_to(
    right: Permission, *, posted: bool
) -> Callable[[QuerySet, Asked], QuerySet]:
    """Those that are nobody's by name: of whoever holds a right.

    `posted`: of them, only of the units in which the person serves.
    """

    def narrowed(rows: QuerySet, asked: Asked) -> QuerySet:
        if asked.unit is not None:
            return rows.none() if asked.person else rows
        rights = asked.user.rights
        units = rights.units_for(right)
        if units is None and posted:
            units = rights.unit_ids
        return rows if units is None else rows.filter(responsible_unit__in=units)

    return narrowed


def _risks(user: User) -> QuerySet:
    rows = Risk.objects.visible_to(user).filter(status=RiskStatus.OPEN)
    rows = rows.exclude(next_review_on=FAR_FUTURE).select_related("owner")
    return rows.annotate(due=F("next_review_on"))


def _restrictions(user: User) -> QuerySet:
    rows = Restriction.objects.visible_to(user)
    return rows.filter(status=RestrictionStatus.IN_FORCE).annotate(due=F("review_on"))


def _markers(user: User) -> QuerySet:
    cases = Case.objects.showing(user, FieldClass.OFFICIAL).open()
    rows = Marker.objects.filter(status=MarkerStatus.OPEN, case__in=cases)
    return rows.select_related("case__handler").annotate(due=F("review_on"))


# What comes next in an intervention, by how it stands.
_NEXT = When_(
    When(status=InterventionStatus.TRIGGERED, then=F("due_on")),
    When(status=InterventionStatus.PLANNED, then=F("review_on")),
    When(status=InterventionStatus.COMPLETED, then=F("follow_up_on")),
    output_field=DateField(),
)


def _interventions(user: User) -> QuerySet:
    rows = Intervention.objects.visible_to(user).annotate(due=_NEXT)
    return rows.filter(~Q(status=InterventionStatus.DISMISSED), due__isnull=False)


_OF_INTERVENTION = {
    InterventionStatus.TRIGGERED: "Action of the intervention scheme",
    InterventionStatus.PLANNED: "Review of an intervention plan",
    InterventionStatus.COMPLETED: "Follow-up of an intervention",
}
KINDS = (
    Reviews(
        _risks,
        _narrowed_by("owner"),
        lambda row: "Review of a risk",
        owner=lambda row: row.owner,
    ),
    Reviews(
        _restrictions,
        _narrowed_to(Permission.RESTRICTION_REVIEW, posted=False),
        lambda row: f"Review: {row.get_kind_display().lower()}",
    ),
    Reviews(
        _markers,
        _narrowed_by("case__handler"),
        lambda row: f"Review of the duties of a subject, {row.name}",
        owner=lambda row: row.case.handler,
        unit="case__responsible_unit",
    ),
    Reviews(
        _interventions,
        _narrowed_to(Permission.INTERVENTION_REVIEW, posted=True),
        lambda row: _OF_INTERVENTION[InterventionStatus(row.status)],
    ),
)
