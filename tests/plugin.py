"""Starts the suite's own PostgreSQL before pytest-django reads the settings.

A plugin and not a conftest: settings are read before the first conftest. Workers of
pytest-xdist inherit the addresses from the controller, which alone starts a server.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from config.launcher import places, postgres
from config.launcher.problems import Problem
from config.launcher.processes import stop
from tests import template

OPTIONS = (*postgres.SERVING, *postgres.THROWAWAY, "max_connections=200")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config,
) -> Generator[None, None, None]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        anew = "--create-db" in early_config.invocation_params.args
        try:
            early_config.add_cleanup(_start_server(anew))
        except Problem as problem:
            raise pytest.UsageError(str(problem)) from None
    return (yield)


def _start_server(anew: bool) -> Callable[[], None]:
    """Start from a copy of an earlier run's migrated data where there is one."""
    home = Path(tempfile.mkdtemp(prefix="candour-test-"))
    home.chmod(0o711)
    try:
        kept = template.Kept(places.ROOT / ".pytest_cache/candour", anew)
        server = postgres.locate(home, kept.password, OPTIONS)
        found = kept.copy_into(server)
        child = postgres.start(server, home / "postgres.log")
        _name_addresses(server)
        if not found:
            postgres.create_roles(server, tests=True)
            template.migrate(server)
            stop(child, signal.SIGINT, seconds=30)
            kept.keep(server)
            child = postgres.start(server, home / "postgres.log")
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise

    def stop_server() -> None:
        stop(child, signal.SIGQUIT, seconds=10)
        shutil.rmtree(home, ignore_errors=True)

    return stop_server


def _name_addresses(server: postgres.Postgres) -> None:
    os.environ["DATABASE_URL"] = server.url(postgres.APP)
    os.environ["DATABASE_OWNER_URL"] = server.url(postgres.OWNER)
