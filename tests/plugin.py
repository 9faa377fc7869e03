"""Starts the suite's own PostgreSQL before pytest-django reads the settings.

A plugin and not a conftest: settings are read before the first conftest. Workers of
pytest-xdist inherit the addresses from the controller, which alone starts a server.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from config.launcher import postgres
from config.launcher.problems import Problem
from config.launcher.processes import stop


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config,
) -> Generator[None, None, None]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            early_config.add_cleanup(_start_server())
        except Problem as problem:
            raise pytest.UsageError(str(problem)) from None
    return (yield)


def _start_server():
    home = Path(tempfile.mkdtemp(prefix="candour-test-"))
    home.chmod(0o711)
    options = (*postgres.SERVING, *postgres.THROWAWAY, "max_connections=200")
    try:
        server = postgres.locate(home, postgres.new_password(), options)
        child = postgres.start(server, home / "postgres.log")
        postgres.create_roles(server, tests=True)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    os.environ["DATABASE_URL"] = server.url(postgres.APP)
    os.environ["DATABASE_OWNER_URL"] = server.url(postgres.OWNER)

    def stop_server() -> None:
        stop(child, signal.SIGQUIT, seconds=10)
        shutil.rmtree(home, ignore_errors=True)

    return stop_server
