"""Who may do what, and see what: the whole policy, on a few screens.

Roles are code; who holds which, where and when is data (`Posting`). `docs/roles.md`
is printed from here. Slugs and classes are those of interface.md.
"""

from collections.abc import Container

from accounts.roles.directorate import DIRECTORATE
from accounts.roles.elsewhere import ELSEWHERE
from accounts.roles.role import Reach, Role
from organisation.classification import FieldClass
from pages.words import listed

ROLES: dict[str, Role] = {role.slug: role for role in (*DIRECTORATE, *ELSEWHERE)}

# What more roles may do is said of none: nobody could tell from it whom to ask.
MOST_NAMED = 6


def who_may(permission: str) -> str:
    """Which roles something takes, as the end of a refusal; blank where too many do."""
    names = [
        f"{role.name} of its unit" if role.within_unit else role.name
        for role in ROLES.values()
        if permission in role.permissions
    ]
    return _it_takes(names)


def who_sees(field_class: FieldClass, reaches: Container[Reach]) -> str:
    """The same of seeing a class of fields; where most roles do, which do not."""
    see: list[str] = []
    others: list[str] = []
    for role in ROLES.values():
        (see if role.reach(field_class) in reaches else others).append(role.name)
    if 1 <= len(others) <= MOST_NAMED < len(see):
        return f" Every role does but {listed(others)}."
    return _it_takes(see)


def _it_takes(names: list[str]) -> str:
    if not 1 <= len(names) <= MOST_NAMED:
        return ""
    return f" It takes the role of {listed(names, joined='or')}."


__all__ = ["ROLES", "Reach", "Role", "who_may", "who_sees"]
