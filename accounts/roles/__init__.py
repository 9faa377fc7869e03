"""Who may do what, and see what: the whole policy, on a few screens.

Roles are code; who holds which, where and when is data (`Posting`). `docs/roles.md`
is printed from here. Slugs and classes are those of interface.md.
"""

from accounts.roles.directorate import DIRECTORATE
from accounts.roles.elsewhere import ELSEWHERE
from accounts.roles.role import Reach, Role

ROLES: dict[str, Role] = {role.slug: role for role in (*DIRECTORATE, *ELSEWHERE)}

__all__ = ["ROLES", "Reach", "Role"]
