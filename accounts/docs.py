"""docs/roles.md, written from the roles themselves so that it is never out of date."""

from collections.abc import Iterable

from accounts.permissions import Permission
from accounts.roles import ROLES, Role
from organisation.classification import FieldClass

HEADING = """# Roles

Written by Candour from `accounts/roles.py`: change the roles there, not here. Who holds
which role, where and from when to when is data; this is what each role means. Code asks
for permissions, never for roles.

A role "within its unit" gives its permissions only for cases whose responsible unit is
the unit of the posting.
"""
SEES = """## What each role sees

Every field of a case has one of five classes. "own" means cases that the person
handles, was sent, or that are with their unit; "-" means never, and is what a role gets
unless it is said.
"""
MAY = "## What each role may do\n"


def roles_markdown() -> str:
    """The whole document."""
    roles = list(ROLES.values())
    return "\n".join(
        [
            HEADING,
            *_table(["Role", "Name", "What it is for"], map(_about, roles)),
            "",
            SEES,
            *_table(["Role", *(each.label for each in FieldClass)], map(_sees, roles)),
            "",
            MAY,
            *_table(["Permission", "Roles"], map(_holders, Permission)),
            "",
        ]
    )


def _about(role: Role) -> list[str]:
    within = " Within its unit." if role.within_unit else ""
    return [f"`{role.slug}`", role.name, role.description + within]


def _sees(role: Role) -> list[str]:
    return [f"`{role.slug}`", *(role.reach(each).value for each in FieldClass)]


def _holders(permission: Permission) -> list[str]:
    holders = [role.slug for role in ROLES.values() if permission in role.permissions]
    return [f"`{permission.value}`", ", ".join(holders) or "nobody"]


def _table(headers: list[str], rows: Iterable[list[str]]) -> list[str]:
    lines = [headers, ["---"] * len(headers), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
