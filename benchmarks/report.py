"""docs/performance.md: what was measured, on what, against which budget."""

import os
import platform
import re
from pathlib import Path

from django.db import connection
from django.utils import timezone

from benchmarks.timing import Figure
from config.launcher.places import ROOT

PAGE = ROOT / "docs/performance.md"
SIZES = {
    "cases": "complaints_case",
    "allegations": "complaints_allegation",
    "outcomes": "complaints_outcome",
    "people": "complaints_person",
    "trail entries": "audit_entry",
}
INTRODUCTION = """\
# Performance

Made by `make bench`; do not edit. `CASES=1000000 make bench` for the large size, from
an environment that exists. The first run of a size makes its data, which are kept.

Each figure of a page or a verb is a median of requests by a single client over
loopback, on connections that it keeps, against the product's own web server and an
embedded PostgreSQL set up as in `make run`; each export and the import ran once, so
theirs is one sample. **F** is the floor page (`benchmarks/floor`): session and user,
one indexed query for 25 cases, 30 KB of HTML, served with the same flags over the same
database and asked for by turns with the page that is measured. The multiple is the
median of what each request took of the one of F before it, and is the figure to trust:
the machine may be busy with other things.
"""


def write(figures: list, *, floor: float, notes: list[str], plans: list) -> None:
    """Write the page."""
    parts = [INTRODUCTION, _machine(floor), _table(figures)]
    if notes:
        parts.append("\n".join(f"- {note}" for note in notes) + "\n")
    parts.append(_plans(plans))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _machine(floor: float) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        size = cursor.fetchone()[0]
        counts = {name: _count(cursor, table) for name, table in SIZES.items()}
    load = os.getloadavg()[1]
    rows = [
        ("Measured on", f"{timezone.localdate():%-d %B %Y}"),
        ("Machine", f"{os.cpu_count()} cores, {_memory()} GB, {_processor()}"),
        ("Load while measuring", f"{load:.1f} (five minutes)"),
        ("Software", f"Python {platform.python_version()}, PostgreSQL {version}"),
        ("Database", size),
        *((name.capitalize(), f"{number:,}") for name, number in counts.items()),
        ("F", f"{floor * 1000:.1f} ms"),
    ]
    return "| | |\n|---|---|\n" + "".join(f"| {a} | {b} |\n" for a, b in rows)


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return cursor.fetchone()[0]


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _table(figures: list[Figure]) -> str:
    lines = [
        "## Figures\n",
        "Pages and verbs in multiples of F; files in multiples of COPY; counting "
        "deadlines anew in passes over their rows.\n",
        "| What | ms | multiple | budget | queries | at most | verdict | |",
        "|---|--:|--:|--:|--:|--:|---|---|",
    ]
    lines += [
        f"| {f.name} | {_measured(f)} | {f.budget:g} | "
        f"{_or_dash(f.queries)} | {_or_dash(f.most_queries)} | {_verdict(f)} | "
        f"{f.note} |"
        for f in figures
    ]
    measured = [f for f in figures if f.measured]
    within = sum(f.verdict == "within" for f in measured)
    lines.append(f"\n{within} of {len(measured)} measured within their budget.\n")
    return "\n".join(lines)


def _measured(figure: Figure) -> str:
    if not figure.measured:
        return "- | -"
    return f"{figure.milliseconds:,.1f} | {figure.ratio:.1f}"


def _or_dash(number: int | None) -> str:
    return "-" if number is None else str(number)


def _verdict(figure: Figure) -> str:
    return "**over**" if figure.verdict == "over" else figure.verdict


def _plans(plans: list[tuple[str, str, str]]) -> str:
    parts = ["## The slowest queries of the slowest three pages\n"]
    for name, statement, plan in plans:
        statement, plan = map(_shortened, (statement, plan))
        parts.append(f"### {name}\n\n```sql\n{statement}\n```\n\n```\n{plan}\n```\n")
    return "\n".join(parts)


_MANY_KEYS = re.compile(r"\d+(?:, ?\d+){9,}")


def _shortened(text: str) -> str:
    """Without the keys of a long list, which say nothing but how many they are."""
    return _MANY_KEYS.sub(lambda keys: f"... {keys[0].count(',') + 1:,} keys ...", text)
