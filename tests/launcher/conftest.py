"""Runs the launcher as a person does, in a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from config.launcher.places import ROOT

PATIENCE = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(what: Callable[[], object], seconds: float = PATIENCE) -> object:
    """Wait until `what` is true; returns its last answer."""
    deadline = time.monotonic() + seconds
    while not (answer := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer


class Launcher:
    """One `python -m config.launcher`, with an empty var/ of its own."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port = var, port
        self.process: subprocess.Popen[str] | None = None
        self.said: Path = var.with_suffix(".said")

    def environment(self, **extra: str) -> dict[str, str]:
        unset = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CANDOUR_SEALS")
        ours = {key: value for key, value in os.environ.items() if key not in unset}
        return ours | {
            "CANDOUR_VAR": str(self.var),
            "CANDOUR_EMPTY": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings.demonstration",
            "PORT": str(self.port),
            **extra,
        }

    def start(self, *command: str, **extra: str) -> "Launcher":
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                command or [sys.executable, "-m", "config.launcher"],
                cwd=ROOT,
                env=self.environment(**extra),
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
            )
        return self

    def started(self) -> bool:
        until(lambda: "is running at" in self.text() or self.ended())
        return "is running at" in self.text()

    def text(self) -> str:
        return self.said.read_text()

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def status(self, path: str) -> int:
        try:
            address = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def processes(self) -> dict[int, str]:
        """Every living process that belongs to this var/, by number."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                marks = [words, os.readlink(folder / "cwd")]
                marks.append((folder / "environ").read_bytes().decode())
            except OSError:
                continue
            if words and any(str(self.var) in mark for mark in marks):
                found[int(folder.name)] = words
        return found

    def process_of(self, words: str) -> int:
        """The oldest of our processes whose command line has `words`."""
        return min(pid for pid, line in self.processes().items() if words in line)

    def stop(self) -> int:
        assert self.process is not None
        if not self.ended():
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@pytest.fixture
def open_folder() -> Generator[Path, None, None]:
    """A folder that the server's account can enter too, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="candour-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def launcher(open_folder: Path) -> Generator[Launcher, None, None]:
    made = Launcher(open_folder / "var", free_port())
    yield made
    if made.process is not None:
        made.stop()
    assert until(lambda: not made.processes(), seconds=20), made.processes()
