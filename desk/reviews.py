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


# What is asked of `owner` or `unit`: a key, None or a list of keys; None: of no row.
Narrowed = dict[str, Any] | None


def by_owner(asked: Asked) -> Narrowed:
    """Those that somebody looks after by name."""
    if asked.of_nobody:
        return {"owner": None}
    if asked.unit is None or asked.person:
        return {"owner": (asked.person or asked.user).pk}
    return {}


def by_right(right: Permission, *, posted: bool = False) -> Callable[[Asked], Narrowed]:
    """Those that are nobody's by name: of whoever holds a right.

    `posted`: of them, only of the units in which the person serves.
    """

    def narrowed(asked: Asked) -> Narrowed:
        if asked.unit is not None:
            return None if asked.person else {}
        rights = asked.user.rights
        units = rights.units_for(right)
        if units is None and posted:
            units = rights.unit_ids
        return {} if units is None else {"unit": list(units)}

    return narrowed


def within(rows: QuerySet, narrowed: Narrowed) -> QuerySet:
    """Of these records of a register, those that are asked for."""
    if narrowed is None:
        return rows.none()
    if "owner" in narrowed:
        rows = rows.filter(owner=narrowed["owner"])
    if "unit" in narrowed:
        rows = rows.filter(responsible_unit__in=narrowed["unit"])
    return rows


@dataclass(frozen=True)
class Reviews:
    """One kind: its rows under way, by the day in `due`, and whose they are."""

    rows: Callable[[Asked], QuerySet]
    narrowed: Callable[[Asked], Narrowed]
    words: Callable[[Any], str]
    owner: str = ""  # where the name stands of whoever looks after it
    shown: tuple[str, ...] = ("reference", "status")

    def of(self, asked: Asked) -> QuerySet:
        rows = within(self.rows(asked), self.narrowed(asked))
        name = F(f"{self.owner}__name") if self.owner else Value("")
        return rows.only(*self.shown).annotate(owner_name=name)


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
        by_owner,
        lambda row: "Review of a risk",
        owner="owner",
    ),
    Reviews(
        _restrictions,
        by_right(Permission.RESTRICTION_REVIEW),
        lambda row: f"Review: {row.get_kind_display().lower()}",
        shown=("reference", "kind"),
    ),
    Reviews(
        _interventions,
        by_right(Permission.INTERVENTION_REVIEW, posted=True),
        lambda row: _OF_INTERVENTION[InterventionStatus(row.status)],
    ),
)
