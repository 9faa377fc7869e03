"""`make manage ARGS="..."`: a management command on what `make run` runs."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import psycopg2

from config.launcher import places, postgres, stack, valkey
from config.launcher.binaries import server_account
from config.launcher.problems import Problem


def environment(var: Path) -> dict[str, str]:
    """What the command needs to reach the servers; raises Problem if none serves."""
    if not (var / "secrets.json").exists():
        raise _not_running(var)
    secrets = stack.secrets_of(var)
    env = stack.environment(var, secrets)
    if not env.get("DATABASE_URL"):
        home = places.postgres_home(var, server_account())
        server = postgres.locate(home, secrets["postgres"])
        try:
            server.connect().close()
        except psycopg2.OperationalError:
            raise _not_running(var) from None
        env |= stack.addresses(server)
    env.setdefault("REDIS_URL", valkey.url(var / "valkey"))
    return env


def _not_running(var: Path) -> Problem:
    return Problem(
        f"Candour is not running from {var}: start it with make run, and run this"
        " in another terminal."
    )


def main(arguments: list[str]) -> NoReturn:
    try:
        env = environment(places.var_folder())
    except Problem as problem:
        sys.exit(str(problem))
    os.chdir(places.ROOT)
    command = [sys.executable, "manage.py", *arguments]
    os.execve(sys.executable, command, env)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
