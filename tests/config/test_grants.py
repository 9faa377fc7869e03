"""What each database role may do, and that nobody is without rights meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from config import grants
from config.database import as_owner, owner_connection

PERSONAL = {
    *("member", "memberposting", "linemanager"),
    *("accreditation", "contact", "loadedrow"),
}
MEANINGLESS = {"organisation_stamp"}  # to whoever keeps nothing by it


def may_read(role: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(%s, oid, 'SELECT')",
            [role],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
class TestApply:
    def test_the_app_keeps_its_rights_while_they_are_given_anew(self) -> None:
        watcher = owner_connection()  # sees only what was committed
        seen = []

        def look(execute: Callable[..., Any], *statement: Any) -> Any:
            with watcher.cursor() as cursor:
                cursor.execute(
                    "SELECT has_table_privilege(%s, 'complaints_case', 'SELECT')",
                    [grants.APP],
                )
                seen.append(cursor.fetchone()[0])
            return execute(*statement)

        try:
            with as_owner() as owner, owner.execute_wrapper(look):
                grants.apply(owner)
        finally:
            watcher.close()
        assert len(seen) > 50
        assert all(seen)


@pytest.mark.django_db
class TestReadOnly:
    def test_reads_of_the_force_all_but_its_people(self) -> None:
        tables = {
            model._meta.db_table
            for model in apps.get_app_config("organisation").get_models()
        }
        personal = {f"organisation_{name}" for name in PERSONAL}
        assert personal < tables
        assert may_read(grants.READONLY) == tables - personal - MEANINGLESS
