"""What production refuses to serve with, and only the database can tell.

`docker/serve.sh` asks before web and workers start. These are deployment checks, so
that `migrate`, which runs as the owner and before there is a table, does not ask them.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from accounts import demonstration
from accounts.models import User

# Null, and so no refusal, for a table that is not there.
ROLE = """
    SELECT rolname, rolsuper, has_table_privilege(
        to_regclass('audit_entry')::oid, 'UPDATE, DELETE, TRUNCATE'
    )
    FROM pg_roles WHERE rolname = current_user
"""


@register(Tags.database, deploy=True)
def trail_is_out_of_reach(
    *, databases: Sequence[str] | None, **_: Any
) -> list[CheckMessage]:
    """The role that serves may add to the trail, and no more."""
    if settings.DEMONSTRATION or not databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(ROLE)
        name, superuser, changes = cursor.fetchone()
    if superuser:
        return [
            Error(
                f"The role {name} of DATABASE_URL is a superuser, who could change the "
                "trail: use the app's role, candour_app.",
                id="candour.E001",
            )
        ]
    if changes:
        return [
            Error(
                f"The role {name} of DATABASE_URL can change the trail: use the app's "
                "role, candour_app, with the rights that migrate gives it.",
                id="candour.E002",
            )
        ]
    return []


@register(Tags.database, deploy=True)
def nobody_is_invented(
    *, databases: Sequence[str] | None, **_: Any
) -> list[CheckMessage]:
    """No account has the password that stands on the demonstration's sign-in page."""
    if settings.DEMONSTRATION or not databases:
        return []
    invented = User.objects.filter(
        email__iendswith=demonstration.DOMAIN, is_active=True
    ).count()
    if not invented:
        return []
    end = "account ends" if invented == 1 else "accounts end"
    return [
        Error(
            f"{invented} active {end} in {demonstration.DOMAIN}, whose password is "
            "public: real cases need a database without the demonstration.",
            id="candour.E003",
        )
    ]
