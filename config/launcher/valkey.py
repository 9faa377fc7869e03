"""The embedded Valkey, the broker: foreground child, append-only file, socket only."""

import os
import signal
import subprocess
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from config.launcher import binaries, places
from config.launcher.problems import Problem
from config.launcher.processes import plain_environment, spawn


def socket_path(home: Path) -> Path:
    """Where the server in `home` listens."""
    return places.socket_folder(home) / "valkey.sock"


def url(home: Path) -> str:
    """The address as Celery reads it."""
    return f"redis+socket://{socket_path(home)}"


def start(home: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers."""
    child = launch(home, log)
    wait_until_ready(home, child, log)
    return child


def launch(home: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the server."""
    program = binaries.valkey_server()
    path = socket_path(home)
    path.unlink(missing_ok=True)
    command: list[str | Path] = [
        *(program, "--port", "0", "--unixsocket", path, "--unixsocketperm", "700"),
        *("--dir", home, "--appendonly", "yes", "--appendfsync", "everysec"),
        *("--maxmemory-policy", "noeviction", "--save", "", "--daemonize", "no"),
    ]
    with log.open("ab") as output:
        return spawn(
            command,
            env=plain_environment(),
            cwd=home,
            on_parent_death=signal.SIGTERM,
            output=output,
        )


def wait_until_ready(
    home: Path, child: subprocess.Popen[bytes], log: Path, seconds: float = 30
) -> None:
    """Return when it answers a ping: after a crash it first reads its file."""
    deadline = time.monotonic() + seconds
    client = Redis(unix_socket_path=os.fspath(socket_path(home)), socket_timeout=1)
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise Problem(f"Valkey did not start: see {log}.")
        try:
            if client.ping():
                client.close()
                return
        except RedisError:
            time.sleep(0.02)
    raise Problem(f"Valkey was not ready after {seconds:.0f} seconds; see {log}.")
