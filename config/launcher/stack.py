"""The parts of one running Candour, in the order in which they need each other."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from config.launcher import places, postgres, valkey
from config.launcher.binaries import postgres_bindir, server_account, valkey_server
from config.launcher.problems import Problem
from config.launcher.processes import plain_environment, spawn
from config.launcher.supervisor import Service, Supervisor

CELERY = [sys.executable, "-m", "celery", "--app", "config"]
LARGEST_LOG = 10_000_000


class Stack:
    """Servers, then the preparation of the database, then web, workers and beat."""

    def __init__(
        self, var: Path, listener: socket.socket, supervisor: Supervisor
    ) -> None:
        self.var = var
        self.listener = listener
        self.supervisor = supervisor
        self.logs = var / "log"
        self.logs.mkdir(exist_ok=True)
        (var / "static").mkdir(exist_ok=True)  # nothing is collected into it here
        self.secrets = secrets_of(var)
        self.env = environment(var, self.secrets) | {
            "CANDOUR_BIND": f"fd://{listener.fileno()}",
            "PYTHONUNBUFFERED": "1",
        }
        self.embedded = not self.env.get("DATABASE_URL")

    def log(self, name: str) -> Path:
        """The log file of one service; a large one makes room for a new one."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path

    def require_programs(self) -> None:
        """Say what is missing before anything is started."""
        if self.embedded:
            postgres_bindir()
        if not self.env.get("REDIS_URL"):
            valkey_server()

    def start_servers(self) -> None:
        """PostgreSQL and Valkey, unless the environment names real ones."""
        if self.embedded:
            self._start_postgres()
        if not self.env.get("REDIS_URL"):
            home = self.var / "valkey"
            home.mkdir(exist_ok=True)
            self.env["REDIS_URL"] = valkey.url(home)
            log = self.log("valkey")
            self.supervisor.add(
                Service(
                    "valkey",
                    lambda: valkey.launch(home, log),
                    wait=lambda child: valkey.wait_until_ready(home, child, log),
                )
            )

    def _start_postgres(self) -> None:
        home = places.postgres_home(self.var, server_account())
        server = postgres.locate(home, self.secrets["postgres"])
        log = self.log("postgres")
        self.supervisor.add(
            Service(
                "postgres",
                lambda: postgres.launch(server, log),
                stop_with=signal.SIGINT,
                wait=lambda child: postgres.wait_until_ready(server, child, log),
            )
        )
        postgres.create_roles(server)
        self.env |= addresses(server)

    def prepare(self) -> str:
        """Bring the database up to date; returns what to tell about accounts.

        Not again when the embedded database was, by the very same code.
        """
        note = self.var / "prepared.json"
        wanted = places.digest(_code_and_reference_data())
        wanted += self.env.get("CANDOUR_EMPTY", "")
        if self.embedded and note.exists():
            known = json.loads(note.read_text())
            if known["digest"] == wanted:
                return known["accounts"]
        accounts = self._prepare_anew()
        note.write_text(json.dumps({"digest": wanted, "accounts": accounts}))
        return accounts

    def _prepare_anew(self) -> str:
        accounts = self.var / "accounts.txt"
        child = spawn(
            [sys.executable, "manage.py", "prepare", "--accounts", accounts],
            env=self.env,
            cwd=places.ROOT,
        )
        try:
            failed = child.wait() != 0
        except BaseException:  # stopped meanwhile: before the database goes from it
            child.kill()
            child.wait()
            raise
        if failed:
            raise Problem("The database could not be brought up to date; see above.")
        return accounts.read_text()

    def start_doors(self) -> None:
        """The web server, the workers and the clock."""
        module = [sys.executable, "-m"]
        self._door("web", [*module, "gunicorn", "--config", "config/gunicorn.py"])
        self._worker("worker", queue="celery", processes=1)
        self._worker("long", queue="long", processes=2)
        beat = ["beat", "--loglevel", "WARNING", "--pidfile="]
        self._door("beat", [*CELERY, *beat])

    def _worker(self, name: str, *, queue: str, processes: int) -> None:
        command = [
            *(*CELERY, "worker", "--hostname", f"{name}@%h", "--queues", queue),
            *("--concurrency", str(processes), "--loglevel", "WARNING"),
            *("--without-gossip", "--without-mingle"),
        ]
        self._door(name, command, STATEMENT_TIMEOUT_MS="600000")

    def _door(self, name: str, command: list[str], **extra: str) -> None:
        log = self.log(name)

        def start() -> subprocess.Popen[bytes]:
            with log.open("ab") as output:
                return spawn(
                    command,
                    env=self.env | extra,
                    cwd=places.ROOT,
                    output=output,
                    keep_open=[self.listener.fileno()] if name == "web" else [],
                )

        self.supervisor.add(Service(name, start))


def _code_and_reference_data() -> list[Path]:
    """All that can change what the database should look like."""
    packages = [found.parent for found in places.ROOT.glob("*/__init__.py")]
    return sorted(
        path
        for package in packages
        if package.name != "tests"
        for pattern in ("*.py", "*.csv")
        for path in package.rglob(pattern)
    )


def environment(var: Path, secrets: dict[str, str]) -> dict[str, str]:
    """What every part of Candour is started with."""
    env = plain_environment() | {"CANDOUR_VAR": str(var)}
    env.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demonstration")
    env.setdefault("SECRET_KEY", secrets["secret_key"])
    return env


def addresses(server: postgres.Postgres) -> dict[str, str]:
    """Where Django finds the embedded database."""
    return {
        "DATABASE_URL": server.url(postgres.APP),
        "DATABASE_OWNER_URL": server.url(postgres.OWNER),
    }


def secrets_of(var: Path) -> dict[str, str]:
    """Made at the first start, and kept so that sessions survive a restart."""
    path = var / "secrets.json"
    if path.exists():
        return json.loads(path.read_text())
    made = {
        "postgres": postgres.new_password(),
        "secret_key": postgres.new_password() + postgres.new_password(),
    }
    # Whole or not at all: a torn file would be the end of every later start.
    draft = path.with_suffix(".draft")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(draft, flags, 0o600), "w") as file:
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return made
