"""A migrated database kept between runs, and copied for every worker.

Migrating takes longer than most tests. What is kept is named by a digest of all that
makes it, so an edited migration makes it anew; `--create-db` does so in any case.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.launcher import places, postgres
from config.launcher.problems import Problem

MADE_BY = (
    "*/migrations/*.py",
    "config/grants.py",
    "config/database.py",
    "config/launcher/postgres.py",
    "config/management/commands/migrate.py",
    "tests/template.py",
    "requirements-dev.txt",
)
KEPT_AT_MOST = 3


class Kept:
    """The data directory of an earlier run, if nothing has changed since."""

    def __init__(self, folder: Path, anew: bool) -> None:
        self.folder = folder
        self.place = folder / _digest()
        self.usable = (self.place / "password").exists() and not anew
        self.password = (
            (self.place / "password").read_text()
            if self.usable
            else postgres.new_password()
        )

    def copy_into(self, server: postgres.Postgres) -> bool:
        """Put a copy where the server looks for its data; whether there was one."""
        if self.usable:
            os.utime(self.place)
            _copy(self.place / "data", server.data)
        return self.usable

    def keep(self, server: postgres.Postgres) -> None:
        """Keep a copy of the stopped server's data, and forget the oldest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.folder / f"partial-{os.getpid()}"
        partial.mkdir(mode=0o700)
        _copy(server.data, partial / "data")
        (partial / "password").write_text(server.password)
        shutil.rmtree(self.place, ignore_errors=True)
        try:
            partial.rename(self.place)
        except OSError:  # another run was quicker
            shutil.rmtree(partial)
        kept = sorted(self.folder.iterdir(), key=lambda place: place.stat().st_mtime)
        for place in kept[:-KEPT_AT_MOST]:
            shutil.rmtree(place, ignore_errors=True)


def _digest() -> str:
    total = hashlib.sha256(sys.version.encode())
    for pattern in MADE_BY:
        for path in sorted(places.ROOT.glob(pattern)):
            total.update(path.relative_to(places.ROOT).as_posix().encode() + b"\0")
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _copy(source: Path, target: Path) -> None:
    """With owners and times, as only cp does."""
    done = subprocess.run(
        ["cp", "-a", "--reflink=auto", source, target],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"The data could not be copied: {done.stderr.strip()}")


def migrate(server: postgres.Postgres) -> None:
    """Migrate the database from which the tests' databases are copied."""
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"],
        cwd=places.ROOT,
        env=os.environ | {"DATABASE_URL": server.url(postgres.APP)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"The migrations failed.\n{done.stdout}{done.stderr}")
