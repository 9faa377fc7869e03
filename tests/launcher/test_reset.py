import subprocess
import sys

import pytest

from config.launcher.places import ROOT
from tests.launcher.conftest import Launcher


def reset(launcher: Launcher, *arguments: str, answer: str = "") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "config.launcher.reset", *arguments],
        cwd=ROOT,
        env=launcher.environment(),
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip()


@pytest.fixture
def filled(launcher: Launcher) -> Launcher:
    (launcher.var / "files").mkdir(parents=True)
    (launcher.var / "files/statement.pdf").write_text("of a demonstration")
    return launcher


class TestReset:
    @pytest.mark.parametrize("answer", ["", "no\n", "perhaps\n"])
    def test_asks_and_keeps_everything_unless_told_yes(
        self, filled: Launcher, answer: str
    ) -> None:
        code, said = reset(filled, answer=answer)
        assert code == 0
        assert said.endswith("Nothing was changed.")
        assert (filled.var / "files/statement.pdf").exists()

    def test_throws_everything_away_when_told_yes(self, filled: Launcher) -> None:
        code, said = reset(filled, answer="yes\n")
        assert (code, list(filled.var.iterdir())) == (0, [])
        assert said.endswith("make run makes it anew.")

    def test_does_not_ask_when_told_not_to(self, filled: Launcher) -> None:
        assert reset(filled, "--yes")[0] == 0
        assert list(filled.var.iterdir()) == []

    def test_says_so_when_there_is_nothing(self, launcher: Launcher) -> None:
        assert reset(launcher) == (0, "There is no demonstration data.")

    def test_throws_away_what_stands_elsewhere_too(self, filled: Launcher) -> None:
        elsewhere = filled.var.parent / "elsewhere"
        elsewhere.mkdir()
        (filled.var / "postgres").symlink_to(elsewhere)
        assert reset(filled, "--yes")[0] == 0
        assert not elsewhere.exists()

    def test_refuses_while_candour_runs(self, filled: Launcher) -> None:
        holder = (
            "import time; from config.launcher import places, __main__ as launcher;"
            "lock = launcher.hold(places.var_folder()); print('held', flush=True);"
            "time.sleep(600)"
        )
        with subprocess.Popen(
            [sys.executable, "-c", holder],
            cwd=ROOT,
            env=filled.environment(),
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout.readline() == "held\n"
            code, said = reset(filled, "--yes")
            process.kill()
        assert code == 1
        assert "already running" in said
        assert (filled.var / "files/statement.pdf").exists()
