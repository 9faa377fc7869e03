"""Where the embedded servers keep their data and their sockets."""

import hashlib
import os
import pwd
import tempfile
from collections.abc import Iterable
from pathlib import Path

from config.launcher import binaries
from config.launcher.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_STATE = Path("/var/lib")
# A socket's path must fit in 108 bytes; PostgreSQL appends its file's name.
SOCKET_FOLDER_LIMIT = 107 - len("/.s.PGSQL.5432.lock")


def var_folder() -> Path:
    """CANDOUR_VAR, else var/ in the checkout."""
    return Path(os.environ.get("CANDOUR_VAR") or ROOT / "var").resolve()


def digest(paths: Iterable[Path]) -> str:
    """Changes whenever one of these files, all under ROOT, does."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()


def fingerprint(path: Path) -> str:
    """A short name for a folder, the same at every start."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def postgres_home(var: Path, account: pwd.struct_passwd | None) -> Path:
    """var/postgres, or a link to a folder that the server's account can enter."""
    home = var / "postgres"
    if home.is_symlink():
        home.resolve().mkdir(exist_ok=True)
    elif not home.exists() and not binaries.can_enter(var, account):
        elsewhere = SYSTEM_STATE / f"candour-{fingerprint(var)}"
        elsewhere.mkdir(mode=0o711, exist_ok=True)
        home.symlink_to(elsewhere)
    home.mkdir(exist_ok=True)
    return home.resolve()


def socket_folder(home: Path) -> Path:
    """`home`/sock, or where that is too long a folder in the temporary one."""
    folder = home / "sock"
    if len(os.fsencode(folder)) > SOCKET_FOLDER_LIMIT:
        name = f"candour-{os.geteuid()}-{fingerprint(home)}"
        folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.stat().st_uid
    trusted = {os.geteuid()}
    if os.geteuid() == 0 and (account := binaries.server_account()):
        trusted.add(account.pw_uid)
    if folder.is_symlink() or owner not in trusted:
        raise Problem(f"{folder} belongs to somebody else: remove it and start again.")
    return folder
