import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.launcher.problems import Problem
from config.launcher.processes import plain_environment, spawn, stop
from config.launcher.supervisor import Service, Supervisor
from tests.launcher.conftest import until

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


def sleeper() -> subprocess.Popen[bytes]:
    return spawn(SLEEPER, env=plain_environment())


def quitter() -> subprocess.Popen[bytes]:
    return spawn([sys.executable, "-c", "raise SystemExit(3)"], env={})


def never_ready(child: subprocess.Popen[bytes]) -> None:
    raise Problem("It is not ready.")


def not_to_be_started() -> subprocess.Popen[bytes]:
    raise Problem("It cannot be started.")


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()
    except OSError:
        return False


class TestSupervisor:
    def test_restarts_what_dies_and_waits_longer_each_time(self) -> None:
        said: list[str] = []
        supervisor = Supervisor(said.append)
        supervisor.add(Service("quitter", quitter))
        service = supervisor.services[0]
        for pause in (1, 2, 4):
            service.child.wait()
            supervisor.watch()
            assert (
                said[-1] == f"quitter ended (code 3); starting it again in {pause} s."
            )
            service.restart_at = time.monotonic()
            supervisor.watch()
        supervisor.stop_all()

    def test_a_long_life_forgives_earlier_failures(self) -> None:
        supervisor = Supervisor(lambda text: None)
        service = Service("quitter", quitter, pause=16)
        supervisor.add(service)
        service.child.wait()
        service.started_at -= 3600
        supervisor.watch()
        assert service.pause == 2

    def test_stops_what_was_never_ready(self) -> None:
        supervisor = Supervisor(lambda text: None)
        with pytest.raises(Problem, match="not ready"):
            supervisor.add(Service("sleeper", sleeper, wait=never_ready))
        pid = supervisor.services[0].child.pid
        assert alive(pid)
        supervisor.stop_all()
        assert not alive(pid)

    def test_gives_what_is_slow_to_be_ready_again_its_time(self) -> None:
        said: list[str] = []
        supervisor = Supervisor(said.append)
        service = Service("sleeper", sleeper)
        supervisor.add(service)
        service.wait = never_ready
        service.child.kill()
        service.child.wait()
        supervisor.watch()
        service.restart_at = time.monotonic()
        supervisor.watch()
        assert said[-1] == "It is not ready."
        pid = service.child.pid
        supervisor.watch()
        assert service.child.pid == pid  # and no second one beside it
        supervisor.stop_all()
        assert not alive(pid)

    def test_tries_again_what_could_not_be_started(self) -> None:
        said: list[str] = []
        supervisor = Supervisor(said.append)
        service = Service("quitter", quitter)
        supervisor.add(service)
        service.child.wait()
        supervisor.watch()
        service.start, service.restart_at = not_to_be_started, time.monotonic()
        supervisor.watch()
        supervisor.watch()
        assert said[-2:] == [
            "It cannot be started.",
            "quitter ended (code None); starting it again in 2 s.",
        ]
        supervisor.stop_all()

    def test_leaves_alone_what_runs_and_stops_it_at_the_end(self) -> None:
        supervisor = Supervisor(lambda text: None)
        supervisor.add(Service("sleeper", sleeper))
        pid = supervisor.services[0].child.pid
        supervisor.watch()
        assert supervisor.services[0].child.pid == pid
        supervisor.stop_all()
        assert not alive(pid)


class TestProcesses:
    def test_what_ignores_the_request_is_made_to_end(self) -> None:
        deaf = (
            "import signal, time; signal.signal(15, signal.SIG_IGN);"
            "print('deaf', flush=True); time.sleep(600)"
        )
        child = spawn([sys.executable, "-c", deaf], env={}, output=subprocess.PIPE)
        assert child.stdout.readline() == b"deaf\n"
        stop(child, signal.SIGTERM, seconds=0.2)
        child.stdout.close()
        assert child.returncode == -signal.SIGKILL

    def test_a_child_dies_with_its_parent(self) -> None:
        parent = (
            "import sys, time;"
            "from config.launcher.processes import spawn, plain_environment;"
            f"child = spawn({SLEEPER!r}, env=plain_environment());"
            "print(child.pid, flush=True); time.sleep(600)"
        )
        with subprocess.Popen(
            [sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True
        ) as process:
            pid = int(process.stdout.readline())
            assert alive(pid)
            process.kill()
        assert until(lambda: not alive(pid), seconds=5)

    def test_postgres_variables_do_not_leak_into_children(self) -> None:
        os.environ["PGHOST"] = "elsewhere"
        try:
            assert "PGHOST" not in plain_environment()
        finally:
            del os.environ["PGHOST"]
