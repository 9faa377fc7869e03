"""`python -m config.launcher`: everything that `make run` serves, in one terminal."""

import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, NoReturn

from config.launcher import assets, places, stack
from config.launcher.problems import Problem
from config.launcher.processes import die_with_parent
from config.launcher.supervisor import Supervisor

LONGEST_WAIT = 60.0


class Stopped(Exception):
    """Ctrl-C or SIGTERM arrived."""


def say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    if "--tied" in sys.argv[1:]:
        die_with_parent(signal.SIGTERM)
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, _stopped)
    supervisor = Supervisor(say)
    try:
        _run(supervisor)
    except Stopped:
        say("Stopping.")
    except Problem as problem:
        say(str(problem))
        return 1
    finally:
        _ignore_signals()
        supervisor.stop_all()
    say("Candour has stopped.")
    return 0


def _stopped(signum: int, frame: object) -> NoReturn:
    raise Stopped


def _ignore_signals() -> None:
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)


def _run(supervisor: Supervisor) -> None:
    port = _chosen_port()
    var = places.var_folder()
    lock = hold(var)
    running = stack.Stack(var, listen(port), supervisor)
    running.require_programs()
    assets.build(say)
    running.start_servers()
    accounts = running.prepare()
    running.start_doors()
    _wait_for_answer(port, supervisor)
    if accounts:
        say(accounts)
    say(f"Logs are in {running.logs}. Ctrl-C stops everything.")
    say(f"Candour is running at http://127.0.0.1:{port}/")
    while lock:
        time.sleep(0.2)
        supervisor.watch()


def _chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT is {text!r}, but a port is a number from 1 to 65535.")
    return int(text)


def hold(var: Path) -> IO[str]:
    """Keep `var` for this process alone, as long as the file stays open."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        lock = (var / "launcher.lock").open("a+")
    except OSError as error:
        raise Problem(f"{var} cannot be written to: {error.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Problem(
            f"Candour is already running from {var} (process {lock.read().strip()}):"
            " stop it first, or set CANDOUR_VAR to another folder."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def listen(port: int) -> socket.socket:
    """Take the port before anything starts; the web server inherits it.

    So nobody else can take it meanwhile, and a restart of the web server refuses
    nobody.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except PermissionError:
        raise Problem(
            f"Port {port} needs more rights than this account has:"
            " choose another, for example PORT=9000 make run."
        ) from None
    except OSError:
        raise Problem(
            f"Port {port} is in use by another program: stop that, or choose"
            " another port, for example PORT=9000 make run."
        ) from None
    return listener


def _wait_for_answer(port: int, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(  # noqa: S310 (our own address)
                f"http://127.0.0.1:{port}/health/live/", timeout=5
            ):
                return
        except urllib.error.HTTPError:
            return  # an answer all the same: other settings may allow other hosts only
        except OSError:
            time.sleep(0.05)
            supervisor.watch()
    raise Problem(
        f"The web server did not answer within {LONGEST_WAIT:.0f} seconds;"
        f" see {places.var_folder() / 'log/web.log'}."
    )


if __name__ == "__main__":
    sys.exit(main())
