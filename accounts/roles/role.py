"""What a role is: permissions, and how far each class of fields is seen."""

from dataclasses import dataclass, field
from enum import StrEnum

from accounts.permissions import Permission as P
from organisation.classification import FieldClass as C


class Reach(StrEnum):
    """How far a role sees fields of one class."""

    ALL = "all"  # the whole force
    RECORDED = "all, recorded"  # the whole force, each reading recorded
    OWN = "own"  # handled by, sent to, or with the unit of the person
    UNIT = "own unit"  # responsible unit is the unit of the posting
    REVEAL = "reveal with reason, recorded"
    COUNTS = "counts only"
    SENT = "what was sent"
    NEVER = "-"


@dataclass(frozen=True)
class Role:
    """A role: name and description for people, permissions and reach for code."""

    slug: str
    name: str
    description: str
    permissions: frozenset[P] = frozenset()
    sees: dict[C, Reach] = field(default_factory=dict)
    within_unit: bool = False  # rights hold only for cases of the posting's unit

    def reach(self, field_class: C) -> Reach:
        """How far this role sees `field_class`; never, unless granted."""
        return self.sees.get(field_class, Reach.NEVER)


def sees(public, official, identity, special, intelligence=Reach.NEVER):
    return dict(
        zip(C, (public, official, identity, special, intelligence), strict=True)
    )


def permits(*permissions: P) -> frozenset[P]:
    return frozenset({P.API_READ, *permissions})
