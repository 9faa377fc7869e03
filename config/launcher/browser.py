"""Installs Chromium for the browser journeys, through apt, where it may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The browser that the journeys drive, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> bool:
    """Ask apt for it as root, or through a sudo that needs no password."""
    if not shutil.which("apt-get"):
        return False
    rights: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            return False
        rights = ["sudo", "-n"]
    print("Installing Chromium for the browser journeys.", flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    _quietly([*apt, "update"])
    return _quietly([*apt, "install", "--no-install-recommends", "chromium"])


def _quietly(command: list[str]) -> bool:
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0


if __name__ == "__main__":
    if not find() and not install():
        print("Chromium could not be installed.", file=sys.stderr)
