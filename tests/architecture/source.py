"""The source as data: what the tests of the shape read."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from config.launcher.places import ROOT

ROOMS = (
    "config",
    "desk",
    "oversight",
    "reviews",
    "pssp",
    "learning",
    "complaints",
    "casework",
    "accounts",
    "organisation",
    "pages",
    "audit",
)
# Where domain code decides and writes: everything that is no door.
BELOW_DOORS = frozenset(
    {"actions", "permissions", "statistics", "search", "querysets", "rules", "models"}
    | {"workflow", "events", "forms", "filters", "imports", "exports"}
)


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    found = []
    for folder in folders or ROOMS:
        found += sorted((ROOT / folder).rglob("*.py"))
    return tuple(found)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def is_migration(path: Path) -> bool:
    return "migrations" in path.parts


def below_doors() -> Iterator[Path]:
    """Modules of the layers that read no clock and answer no request."""
    for path in python_files():
        layer = path.relative_to(ROOT).parts[1].removesuffix(".py")
        if layer in BELOW_DOORS:
            yield path


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
