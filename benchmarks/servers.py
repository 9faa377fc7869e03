"""The servers that are measured: a database of the wanted size, two web servers.

The data are kept under var/bench, by size, and made anew when the generator changes.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.generator import VERSION
from config.launcher import places, postgres
from config.launcher.__main__ import hold, listen
from config.launcher.binaries import server_account
from config.launcher.problems import Problem
from config.launcher.processes import plain_environment, spawn, stop

PASSWORD = "benchmarks-only-on-this-machine"  # noqa: S105 (of a throwaway server)
SECRET_KEY = "benchmarks-only-" + "never-for-real-cases-" * 2
SEED = 2026
# While the data are made nothing would be lost that cannot be made again.
LOADING = (
    *postgres.SERVING,
    *postgres.THROWAWAY,
    "max_wal_size=4GB",
    "checkpoint_timeout=30min",
    "autovacuum=off",
)


@dataclass
class Served:
    """Where the two web servers answer, and who they are."""

    env: dict[str, str]
    product: str
    floor: str
    process: int


@contextmanager
def running(cases: int) -> Iterator[Served]:
    """Everything for one run; all of it ends with the block."""
    var = places.var_folder() / "bench" / str(cases)
    with ExitStack() as closing:
        closing.enter_context(hold(var))
        _make_data(var, cases)
        env = closing.enter_context(_database(var, postgres.SERVING))
        _empty_database_for_imports(var)
        (var / "static").mkdir(exist_ok=True)  # nothing is collected into it here
        _manage(env, "migrate", "--verbosity=0", "--no-input")
        product = _Web(var, env, "config.settings.demonstration", "config.wsgi")
        floor = _Web(var, env, "benchmarks.floor.settings", "benchmarks.floor.wsgi")
        for web in (product, floor):
            closing.callback(web.stop)
            web.wait()
        yield Served(env, product.address, floor.address, product.child.pid)


def _make_data(var: Path, cases: int) -> None:
    """Generate the cases, unless an earlier run did with the same generator."""
    note = var / "generated"
    wanted = f"generator {VERSION}, seed {SEED}"
    if note.exists() and note.read_text() == wanted:
        return
    note.unlink(missing_ok=True)
    home = places.postgres_home(var, server_account())
    shutil.rmtree(home / "data", ignore_errors=True)
    print(f"Making {cases:,} cases, once; they are kept in {var}.", flush=True)
    with _database(var, LOADING) as env:
        _manage(env, "migrate", "--verbosity=0", "--no-input")
        _manage(env, "load_reference_data", "--verbosity=0")
        _manage(env, "make_benchmark_data", str(cases), str(SEED))
    note.write_text(wanted)


@contextmanager
def _database(var: Path, options: tuple[str, ...]) -> Iterator[dict[str, str]]:
    home = places.postgres_home(var, server_account())
    server = postgres.locate(home, PASSWORD, options)
    child = postgres.start(server, var / "postgres.log")
    try:
        postgres.create_roles(server)
        yield plain_environment() | {
            "CANDOUR_VAR": str(var),
            "DATABASE_URL": server.url(postgres.APP),
            "DATABASE_OWNER_URL": server.url(postgres.OWNER),
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "SECRET_KEY": SECRET_KEY,
            "PYTHONUNBUFFERED": "1",
        }
    finally:
        stop(child, signal.SIGINT, seconds=120)


def _empty_database_for_imports(var: Path) -> None:
    home = places.postgres_home(var, server_account())
    server = postgres.locate(home, PASSWORD)
    connection = server.connect()
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS candour_legacy")
        cursor.execute(
            f"CREATE DATABASE candour_legacy OWNER {postgres.OWNER} TEMPLATE template0"
        )
    connection.close()


def _manage(env: dict[str, str], *words: str) -> None:
    """A command of manage.py; long ones may run for long."""
    more = {"STATEMENT_TIMEOUT_MS": "0"}
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        env=env | more,
        cwd=places.ROOT,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"manage.py {words[0]} failed; see above.")


def measure(served: Served) -> None:
    """Run the measurements against what is served, in a process of Django's."""
    names = {
        "BENCH_PRODUCT": served.product,
        "BENCH_FLOOR": served.floor,
        "BENCH_PROCESS": str(served.process),
    }
    _manage(served.env | names, "measure")


class _Web:
    """A gunicorn with the product's flags on a port of its own."""

    def __init__(self, var: Path, env: dict[str, str], settings: str, wsgi: str):
        listener = listen(_free_port())
        self.address = f"127.0.0.1:{listener.getsockname()[1]}"
        self.log = var / f"{wsgi}.log"
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
        with self.log.open("ab") as output:
            self.child = spawn(
                [*gunicorn, f"{wsgi}:application"],
                env=env
                | {
                    "DJANGO_SETTINGS_MODULE": settings,
                    "CANDOUR_BIND": f"fd://{listener.fileno()}",
                },
                cwd=places.ROOT,
                output=output,
                keep_open=[listener.fileno()],
            )
        listener.close()

    def wait(self, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.child.poll() is None:
            try:
                with urllib.request.urlopen(f"http://{self.address}/health/live/"):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.1)
        raise Problem(f"The web server did not answer; see {self.log}.")

    def stop(self) -> None:
        stop(self.child, signal.SIGTERM, seconds=30)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def wanted_cases() -> int:
    """CASES of the environment: 2,000 unless it says otherwise."""
    text = os.environ.get("CASES") or "2000"
    if not text.isdecimal() or not 200 <= int(text) <= 5_000_000:
        raise Problem(f"CASES is {text!r}, but it is a number from 200 to 5000000.")
    return int(text)
