"""Makes .venv from the lock files, when they have changed since the last time.

Runs on the machine's own Python before any package is installed, so it imports
nothing but the standard library.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = {
    "run": ("requirements.txt", "requirements-embedded.txt"),
    "test": ("requirements-dev.txt",),
}


def main(purpose: str) -> None:
    if sys.version_info[:2] != (3, 11):
        sys.exit(
            "Candour needs Python 3.11 and this is"
            f" {sys.version_info.major}.{sys.version_info.minor}: name the right one,"
            " for example make run PYTHON=python3.11."
        )
    locks = [ROOT / name for name in LOCKS[purpose]]
    stamp = VENV / f".locked-{purpose}"
    wanted = digest(locks)
    if works() and stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the packages into .venv.", flush=True)
    if not works():
        create()
    install(locks)
    stamp.write_text(wanted)


def digest(locks: list[Path]) -> str:
    """What was installed, from which Python."""
    total = hashlib.sha256(sys.version.encode())
    for lock in locks:
        total.update(lock.read_bytes())
    return total.hexdigest()


def works() -> bool:
    """Whether .venv runs, here and with Python 3.11: a checkout can be moved."""
    if not PYTHON.exists():
        return False
    probe = "import sys, pip; print(*sys.version_info[:2], sys.prefix)"
    done = subprocess.run(
        [PYTHON, "-c", probe], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() == f"3 11 {VENV}"


def create() -> None:
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit(
            "The environment could not be made: install the package python3-venv"
            " (as root: apt-get install python3-venv) and run make again."
        )
    except OSError as error:
        sys.exit(f"The environment could not be made in {VENV}: {error.strerror}.")


def install(locks: list[Path]) -> None:
    """Exactly what the locks name; pip checks every hash."""
    command: list[str | Path] = [
        *(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps"),
    ]
    for lock in locks:
        command += ["--requirement", lock]
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit("The packages could not be installed: see pip's words above.")


if __name__ == "__main__":
    main(sys.argv[1])
