"""What each database role may do, table by table; applied after every migration."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

APP, READONLY = "candour_app", "candour_readonly"
EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"

# The trail can be added to and read, never changed: this is its first lock. Its own
# triggers, which run as the owner, write the details and the heads of the chains; other
# triggers of the owner's set the stamp.
EXCEPTIONS = {
    "audit_entry": "SELECT, INSERT",
    "audit_detail": "SELECT",
    "audit_chainhead": "SELECT",
    "audit_seal": "SELECT, INSERT",
    "django_migrations": "SELECT",
    "organisation_stamp": "SELECT",
}
# Reference data without a case, an account or a person of the force in it: what is read
# past the application leaves no trace. Only the authority's members, who are public.
READABLE = {
    "organisation_accreditationkind",
    "organisation_authoritymember",
    "organisation_body",
    "organisation_committee",
    "organisation_linkborough",
    "organisation_meeting",
    "organisation_membership",
    "organisation_strength",
    "organisation_unit",
}


def apply(connection: BaseDatabaseWrapper) -> None:
    """Grant exactly what is listed here and take back anything else.

    At once, because the application may be serving meanwhile.
    """
    quote = connection.ops.quote_name
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for role in (APP, READONLY):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                continue
            name = quote(role)
            cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
            for table in connection.introspection.table_names(cursor):
                rights = rights_on(table, role)
                if rights:
                    cursor.execute(f"GRANT {rights} ON {quote(table)} TO {name}")
            if role == APP:
                cursor.execute(
                    f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}"
                )


def rights_on(table: str, role: str) -> str:
    """The privileges of one role on one table, as SQL lists them."""
    if role == READONLY:
        return "SELECT" if table in READABLE else ""
    return EXCEPTIONS.get(table, EVERYTHING)
