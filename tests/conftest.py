"""Fixtures that every test may rely on; domain data comes from tests/factories/."""

import gc
import os
import signal
from collections.abc import Generator
from typing import Any

import factory.random
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from config.database import as_owner
from config.launcher import browser, valkey
from config.launcher.processes import stop

# How long an example takes says how busy the machine is, and nothing of our code.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
# What migrations themselves write.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
COPIES = "reference_data"  # the schema of its copies
MANY_BYTES = 1_000_000


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Generator[None, None, None]:
    """Each worker's own copy of the migrated database, used under the app's role.

    The owner made it, as in production; see tests/template.py. Dropping it is left to
    the end of the server.
    """
    connection_settings = connections["default"].settings_dict
    migrated = connection_settings["NAME"]
    copy = f"test_{os.environ.get('PYTEST_XDIST_WORKER', migrated)}"
    with django_db_blocker.unblock():
        with as_owner() as owner:
            owner.settings_dict["NAME"] = "postgres"
            with owner.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {migrated}")
        connection_settings["NAME"] = copy
        for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):  # for child processes
            server = os.environ[variable].rpartition("/")[0]
            os.environ[variable] = f"{server}/{copy}"
        load_reference_data()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def same_names() -> None:
    """Every test meets the same made-up names, alone or among others."""
    factory.random.reseed_random("candour")


def load_reference_data() -> None:
    """As `prepare` loads it, and a copy of it beside the tables."""
    call_command("load_reference_data", verbosity=0)
    keep_copies(COPIES)


def keep_copies(schema: str) -> None:
    """Every row there is, in a schema of this name, for `put_back`."""
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        for table in filled(cursor, tables(owner, cursor)):
            cursor.execute(f"CREATE TABLE {schema}.{table} AS TABLE {table}")


def tables(owner: Any, cursor: Any) -> list[str]:
    found = owner.introspection.table_names(cursor)
    return [owner.ops.quote_name(table) for table in found if table not in KEPT]


def filled(cursor: Any, names: list[str]) -> list[str]:
    """The tables with anything in them, in one question."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in names)
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def _largest(cursor: Any) -> int:
    """The bytes of the largest table, with what was deleted or rolled back in it."""
    cursor.execute(
        "SELECT max(pg_relation_size(oid)) FROM pg_class "
        "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    return int(cursor.fetchone()[0])


def empty_database(case: TransactionTestCase) -> None:
    """In place of Django's flush: all is gone but the reference data, which is anew."""
    put_back(COPIES)


def put_back(schema: str) -> None:
    """The rows of this schema in place of all that there are.

    The trail's triggers refuse a flush; only the owner of the suite's server may set
    them aside. Where rows are few, truncating every table costs more than deleting
    them; where they were many, pages left empty would mislead the planner.
    """
    connection.close()
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        known = tables(owner, cursor)
        if _largest(cursor) > MANY_BYTES:
            cursor.execute(f"TRUNCATE {', '.join(known)}")
        else:
            for table in filled(cursor, known):
                cursor.execute(f"DELETE FROM {table}")
        cursor.execute(
            """
            SELECT quote_ident(table_name), string_agg(
                quote_ident(column_name), ', ' ORDER BY ordinal_position
            )
            FROM information_schema.columns c
            WHERE table_schema = 'public' AND is_generated = 'NEVER' AND EXISTS (
                SELECT FROM information_schema.tables t
                WHERE t.table_schema = %s AND t.table_name = c.table_name
            )
            GROUP BY table_name
            """,
            [schema],
        )
        for table, columns in cursor.fetchall():
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} "
                f"FROM {schema}.{table}"
            )


@pytest.fixture(scope="session")
def broker_url(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[str, None, None]:
    """A real Valkey, for tests of what a broker and a worker really do."""
    home = tmp_path_factory.mktemp("valkey")
    child = valkey.start(home, home / "valkey.log")
    yield valkey.url(home)
    stop(child, signal.SIGTERM, seconds=10)


@pytest.fixture(scope="session", autouse=True)
def _replace_flush() -> Generator[None, None, None]:
    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = empty_database
    yield
    TransactionTestCase._fixture_teardown = original


LONG = ("journey", "slow")
NO_BROWSER = "Chromium is not installed"


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left with it at the end.

    Without a browser the journeys are skipped; CI may not skip them.
    """
    items.sort(key=lambda item: not any(map(item.get_closest_marker, LONG)))
    journeys = [item for item in items if item.get_closest_marker("journey")]
    if not journeys or browser.find():
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{NO_BROWSER}, and CI runs the browser journeys.")
    for journey in journeys:
        journey.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if NO_BROWSER in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser journeys were skipped: {NO_BROWSER}."
        )


@pytest.fixture(scope="session")
def chromium_browser() -> Generator[Browser, None, None]:
    """One browser for the process: Playwright does not start twice in one."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=browser.find(), args=["--no-sandbox"]
        )
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
