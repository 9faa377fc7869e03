"""The embedded PostgreSQL: made once, started in the foreground as a child."""

import os
import pwd
import re
import secrets
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from config.launcher import binaries, places
from config.launcher.problems import Problem
from config.launcher.processes import plain_environment, spawn

DATABASE = "candour"
SUPERUSER = "postgres"
OWNER, APP, READONLY = "candour_owner", "candour_app", "candour_readonly"
READY_LINE = 7  # the eighth line of postmaster.pid says "ready"
# Not durable, and so fast: for tests only.
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SERVING = ("shared_buffers=256MB", "work_mem=16MB", "jit=off", "random_page_cost=1.1")


@dataclass
class Postgres:
    """One server: where it lives, who runs it and how to reach it."""

    home: Path
    password: str
    options: tuple[str, ...] = SERVING
    account: pwd.struct_passwd | None = None
    bindir: Path = field(default_factory=Path)
    sockets: Path = field(default_factory=Path)

    @property
    def data(self) -> Path:
        return self.home / "data"

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for one role, as django-environ reads it."""
        path = quote(str(self.sockets))
        return f"postgres://{role}:{quote(self.password)}@/{path}/{database}"

    def connect(self, role: str = SUPERUSER, database: str = "postgres"):
        """A plain connection, for what comes before Django."""
        connection = psycopg2.connect(
            host=str(self.sockets),
            user=role,
            password=self.password,
            dbname=database,
            connect_timeout=5,
        )
        connection.autocommit = True
        return connection


def locate(home: Path, password: str, options: tuple[str, ...] = SERVING) -> Postgres:
    """Find the programs; `home` exists and the server's account can enter it."""
    account = binaries.server_account()
    _give(home, account, 0o711)  # whatever the umask was
    found = binaries.postgres_bindir()
    return Postgres(
        home=home,
        password=password,
        options=options,
        account=account,
        bindir=binaries.reachable_bindir(found, account, home),
        sockets=places.socket_folder(home),
    )


def create(server: Postgres) -> None:
    """Make the data directory, once; `initdb` cleans up after itself."""
    if (server.data / "PG_VERSION").exists():
        return
    handle, name = tempfile.mkstemp(dir=server.home)
    secret = Path(name)
    os.write(handle, server.password.encode())
    os.close(handle)
    _give(secret, server.account, 0o600)
    command: list[str | Path] = [
        server.bindir / "initdb",
        *("-D", server.data, "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"),
        *("--pwfile", secret, "--auth=scram-sha-256", "--data-checksums"),
    ]
    if THROWAWAY[0] in server.options:
        command.append("--no-sync")
    try:
        _run(command, server)
    finally:
        secret.unlink()


def _run(command: list[str | Path], server: Postgres) -> None:
    child = spawn(
        command,
        env=plain_environment(),
        account=server.account,
        cwd=server.home,
        output=subprocess.PIPE,
    )
    said, _ = child.communicate()
    if child.returncode != 0:
        raise Problem(
            f"PostgreSQL could not make its data directory: {telling_line(said)}"
        )


def check_version(server: Postgres) -> None:
    """Refuse data that another major version made."""
    marker = server.data / "PG_VERSION"
    if not marker.exists():
        return
    made_by, ours = marker.read_text().strip(), binaries.postgres_major(server.bindir)
    if made_by != str(ours):
        raise Problem(
            f"The data in {server.data} was made by PostgreSQL {made_by} and this is"
            f" PostgreSQL {ours}: run make reset to start afresh, or point"
            f" CANDOUR_PG_BIN at version {made_by}."
        )


def clear_stale_pid(server: Postgres, seconds: float = 15) -> None:
    """Remove a pid file whose process is gone or is not a PostgreSQL.

    PostgreSQL mistakes any process of its own account that has the old number for
    itself. A server that is still shutting down is given time.
    """
    pid_file = server.data / "postmaster.pid"
    deadline = time.monotonic() + seconds
    while pid_file.exists():
        pid = _pid_in(pid_file)
        if pid is None or not _is_postgres(pid):
            pid_file.unlink(missing_ok=True)
            return
        if time.monotonic() > deadline:
            raise Problem(
                f"Another PostgreSQL, process {pid}, is running on {server.data}:"
                " stop it first."
            )
        time.sleep(0.1)


def clear_stale_sockets(server: Postgres) -> None:
    """Remove what a killed server left in its folder of sockets.

    Their lock names a process too, and the number may since be somebody else's.
    """
    for left in server.sockets.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def _pid_in(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text().split("\n")[0])
    except (OSError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"postgres" in words[0]


def start(server: Postgres, log: Path) -> subprocess.Popen[bytes]:
    """Start the server in the foreground and wait until it answers."""
    child = launch(server, log)
    wait_until_ready(server, child, log)
    return child


def launch(server: Postgres, log: Path) -> subprocess.Popen[bytes]:
    """Start the server in the foreground."""
    check_version(server)
    create(server)
    clear_stale_pid(server)
    clear_stale_sockets(server)
    _give(server.sockets, server.account, 0o700)
    command: list[str | Path] = [server.bindir / "postgres", "-D", server.data]
    for option in (
        f"unix_socket_directories={server.sockets}",
        "unix_socket_permissions=0700",
        "listen_addresses=",
        *server.options,
    ):
        command += ["-c", option]
    with log.open("ab") as output:
        return spawn(
            command,
            env=plain_environment(),
            account=server.account,
            cwd=server.home,
            on_parent_death=signal.SIGQUIT,  # at once; the next start recovers
            output=output,
        )


def wait_until_ready(
    server: Postgres, child: subprocess.Popen[bytes], log: Path, seconds: float = 60
) -> None:
    """Return when the pid file says ready; recovery after a crash may take time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise Problem(f"PostgreSQL did not start: {last_words(log)}")
        if _says_ready(server.data / "postmaster.pid", child.pid):
            return
        time.sleep(0.02)
    raise Problem(f"PostgreSQL was not ready after {seconds:.0f} seconds; see {log}.")


def _says_ready(pid_file: Path, pid: int) -> bool:
    try:
        lines = pid_file.read_text().splitlines()
    except OSError:
        return False
    return (
        len(lines) > READY_LINE
        and lines[0] == str(pid)
        and lines[READY_LINE].strip() == "ready"
    )


def last_words(log: Path) -> str:
    """What a log ends with, for a sentence about what went wrong."""
    return telling_line(log.read_bytes())


def telling_line(said: bytes) -> str:
    """The line that names the fault; programs add less telling ones after it."""
    lines = said.decode(errors="replace").strip().splitlines()[-10:]
    faults = [line for line in lines if re.search(r"FATAL|error|denied", line)]
    return (faults or lines or ["it said nothing."])[-1]


def create_roles(server: Postgres, *, tests: bool = False) -> None:
    """The three roles and the database: owner, app, read-only. Safe to repeat."""
    connection = server.connect()
    with connection.cursor() as cursor:
        for role in (OWNER, APP, READONLY):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            cursor.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD %s").format(
                    sql.SQL(verb), sql.Identifier(role)
                ),
                [server.password],
            )
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
        _let_owner_write_the_past(cursor)
        if tests:
            _widen_owner_for_tests(cursor)
    connection.close()


def _let_owner_write_the_past(cursor) -> None:
    """Embedded servers hold synthetic cases, whose trail is dated before today."""
    cursor.execute(
        sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}").format(
            sql.Identifier(OWNER)
        )
    )


def _widen_owner_for_tests(cursor) -> None:
    """Each worker of the suite has a database of its own."""
    cursor.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))


def new_password() -> str:
    """For the embedded server only: it never leaves this machine."""
    return secrets.token_urlsafe(24)


def _give(path: Path, account: pwd.struct_passwd | None, mode: int) -> None:
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)
    path.chmod(mode)
