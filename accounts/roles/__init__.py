"""Who may do what, and see what: the whole policy, on a few screens.

Roles are code; who holds which, where and when is data (`Posting`). `docs/roles.md`
is printed from here. Slugs and classes are those of interface.md.
"""

from accounts.roles.directorate import DIRECTORATE
from accounts.roles.elsewhere import ELSEWHERE
from accounts.roles.role import Reach, Role
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
    if not 1 <= len(names) <= MOST_NAMED:
        return ""
    return f" It takes the role of {listed(names, joined='or')}."


__all__ = ["ROLES", "Reach", "Role", "who_may"]
