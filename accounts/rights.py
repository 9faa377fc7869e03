"""What a user may do and see now, worked out from their postings of the day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.lending import Lent
from accounts.permissions import Permission
from accounts.roles import ROLES, Reach, Role, who_may
from organisation.classification import FieldClass


@dataclass(frozen=True)
class Held:
    """A role held, force-wide (`unit_id` None) or in one unit."""

    role: Role
    unit_id: int | None


class Rights:
    """The rights that a set of postings gives together, and what others lend."""

    def __init__(
        self, postings: Iterable[tuple[str, int | None]], lent: Iterable[Lent] = ()
    ):
        """`postings` are pairs of a role's slug and the key of a unit."""
        self.held = tuple(
            Held(ROLES[role], unit_id) for role, unit_id in postings if role in ROLES
        )
        self.lent = tuple(lent)
        self._lenders: dict[str, list[Lent]] = {}
        for each in self.lent:
            for power in each.powers if each.is_held else ():
                self._lenders.setdefault(power, []).append(each)
        self.relied_on: set[str] = set()  # see accounts.lending.relying
        self._found: dict[str, Any] = {}

    def once(self, what: str, find: Callable[[], Any]) -> Any:
        """What another room reads of the user, read once for as long as we live."""
        if what not in self._found:
            self._found[what] = find()
        return self._found[what]

    def forget(self, what: str) -> None:
        """Let it be read anew."""
        self._found.pop(what, None)

    @property
    def unit_ids(self) -> frozenset[int]:
        """Units in which any role is held."""
        return frozenset(held.unit_id for held in self.held if held.unit_id)

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(sorted({held.role.slug for held in self.held}))

    def allow(self, permission: Permission, unit_id: int | None = None) -> bool:
        """Whether `permission` holds for things of this unit (None: anywhere)."""
        if self._hold(permission, unit_id):
            return True
        lent = self._lenders.get(permission)
        if lent:
            self.relied_on.add(lent[-1].giver)
        return bool(lent)

    def _hold(self, permission: Permission, unit_id: int | None = None) -> bool:
        """The same, by a posting of one's own."""
        return any(
            permission in held.role.permissions
            and (not held.role.within_unit or unit_id in (None, held.unit_id))
            for held in self.held
        )

    def lenders(self, permission: Permission) -> tuple[Lent, ...]:
        """Whose power it is that they use, where they do not hold it themselves."""
        if self._hold(permission):
            return ()
        return tuple(self._lenders.get(permission, ()))

    def rely(self, permission: Permission, on: Lent) -> None:
        """Of several who lend a power, use that of this one."""
        self.relied_on -= {each.giver for each in self.lenders(permission)}
        self.relied_on.add(on.giver)

    def why_not(self, permission: Permission) -> str:
        """What else a refusal says: of what was lent, and which roles give it.

        Begins with a space; blank where there is nothing to say.
        """
        over = [each for each in self.lent if permission in each.powers]
        said = f" {over[-1].why_not}" if over and not over[-1].is_held else ""
        return f"{said}{who_may(permission)}"

    def units_for(self, permission: Permission) -> frozenset[int] | None:
        """Units in which `permission` holds; None means everywhere."""
        holders = [h for h in self.held if permission in h.role.permissions]
        if permission in self._lenders:
            return None
        if any(not held.role.within_unit for held in holders):
            return None
        return frozenset(held.unit_id for held in holders if held.unit_id)

    def reaches(self, field_class: FieldClass) -> frozenset[Reach]:
        """The ways in which this class is seen; empty when never."""
        ways = {held.role.reach(field_class) for held in self.held}
        return frozenset(ways - {Reach.NEVER})

    def units_seen(self, field_class: FieldClass) -> frozenset[int]:
        """Units whose cases show this class through a role bound to the unit."""
        return frozenset(
            held.unit_id
            for held in self.held
            if held.unit_id and held.role.reach(field_class) is Reach.UNIT
        )
