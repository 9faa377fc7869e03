"""`make check`: every check in turn, each one's words only when it fails."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# What production demands of its environment; nothing is contacted.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(64)),
    "ALLOWED_HOSTS": "candour.example.police.uk",
    "DATABASE_URL": "postgres://candour_app:x@database/candour",
    "DATABASE_OWNER_URL": "postgres://candour_owner:x@database/candour",
    "REDIS_URL": "redis://:x@redis:6379/0",
    "CLAMD_URL": "tcp://clamd:3310",
    "EMAIL_URL": "smtp://mail:25",
}


def checks() -> dict[str, list[str]]:
    """Name and command, in the order in which people want to hear of faults."""
    manage = [sys.executable, "-W", "ignore", "manage.py"]
    return {
        "format": [f"{BIN}/ruff", "format", "--check", "."],
        "lint": [f"{BIN}/ruff", "check", "."],
        "templates": [
            *(f"{BIN}/djade", "--check", "--target-version", "5.2"),
            *templates(),
        ],
        "imports": [f"{BIN}/lint-imports"],
        "types": [f"{BIN}/mypy"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "deploy": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        "drawings": [*manage, "write_docs", "--check"],
    }


def templates() -> list[str]:
    """Every template of ours, as paths from the root."""
    return [
        path.relative_to(ROOT).as_posix()
        for folder in (ROOT / "templates", *ROOT.glob("*/templates"))
        for path in sorted(folder.rglob("*.html"))
        if ".venv" not in path.parts and "node_modules" not in path.parts
    ]


def main() -> int:
    failed = []
    for name, command in checks().items():
        env = os.environ | (PRODUCTION if name == "deploy" else {})
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(f"{name:12} {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print(done.stdout, flush=True)
    if failed:
        print(f"Not in order: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
