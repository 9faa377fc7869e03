"""Fixtures that every test may rely on; domain data comes from tests/factories/."""

from collections.abc import Generator

import pytest
from django.core.management import call_command, get_commands
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from config.database import as_owner, owner_connection

# What migrations themselves write.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """The test database is made, migrated and dropped by the owner."""
    with django_db_blocker.unblock():
        connections["default"] = owner_connection()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Generator[None, None, None]:
    """The tests themselves run under the app's role, as the product does."""
    owner = connections["default"]
    with django_db_blocker.unblock():
        owner.close()
        del connections["default"]  # the next use opens it from the settings
        load_reference_data()
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"] = owner


def load_reference_data() -> None:
    if "load_reference_data" in get_commands():
        call_command("load_reference_data", verbosity=0)


def empty_database(case: TransactionTestCase) -> None:
    """In place of Django's flush, which the trail's TRUNCATE trigger refuses.

    Only the owner of the suite's server may set aside triggers.
    """
    connection.close()
    with as_owner() as owner, owner.cursor() as cursor:
        tables = [
            owner.ops.quote_name(table)
            for table in owner.introspection.table_names(cursor)
            if table not in KEPT
        ]
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
    load_reference_data()


@pytest.fixture(scope="session", autouse=True)
def _replace_flush() -> Generator[None, None, None]:
    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = empty_database
    yield
    TransactionTestCase._fixture_teardown = original
