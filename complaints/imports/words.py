"""The report of an import as lines of text."""

from collections.abc import Iterator
from typing import Any

from complaints.imports.running import DRY_RUN, IMPORTED, REFUSED, UNCHANGED

RESULTS = {
    IMPORTED: "Imported.",
    REFUSED: "Refused: nothing was written.",
    DRY_RUN: "Dry run: nothing was written.",
    UNCHANGED: "The same files as before: nothing to do.",
}
LISTED = 20
# Headings of the lists of a report, and their keys.
TABLES = (
    ("Faults the cases came with", "faults"),
    ("By year received", "years"),
    ("By unit", "units"),
    ("Allegations by category", "categories"),
    ("By state", "states"),
    ("Outcomes by result", "results"),
)


def report_lines(report: dict[str, Any]) -> Iterator[str]:
    """The report as people read it on a terminal."""
    yield RESULTS[report["result"]]
    for each in report["files"]:
        cut = f", cut by {each['delimiter']}" if each["delimiter"] else ""
        yield (
            f"  {each['name']}: {each['rows']:,} rows, {each['blank']:,} blank, "
            f"{each['encoding']}{cut}, sha256 {each['sha256']}"
        )
    cases = report["cases"]
    yield (
        f"Rows in {report['rows']:,}. Cases in the files {cases['in_files']:,}: "
        f"created {cases['created']:,}, updated {cases['updated']:,}, unchanged "
        f"{cases['unchanged']:,}, with fields kept as changed here "
        f"{cases['kept_ours']:,}. Rows refused {report['refused']['count']:,}."
    )
    for part in ("allegations", "subjects", "outcomes", "complainants", "members"):
        counts = report[part]
        yield (
            f"  {part.capitalize()}: {counts['in_files']:,} in the files, "
            f"{counts['created']:,} created"
        )
    yield from _refused(report["refused"])
    for heading, key in TABLES:
        if report[key]:
            yield f"{heading}:"
            yield from (f"  {what}: {many:,}" for what, many in report[key])
    if report["uncovered"]:
        yield "Originals that no map covers:"
        for name, column, original, many in report["uncovered"][:LISTED]:
            yield f"  {name} from {column}: “{original}” {many:,}"
    if report["kept_ours"]:
        yield "Kept as changed here since the last import:"
        yield from (f"  {case}: {what}" for case, what in report["kept_ours"][:LISTED])
    if report.get("seconds"):
        laps = ", ".join(f"{name} {took} s" for name, took in report["seconds"].items())
        yield f"Time: {laps}."


def _refused(refused: dict[str, Any]) -> Iterator[str]:
    if not refused["count"]:
        return
    yield "Refused rows:"
    for file, line, column, value, reason in refused["rows"][:LISTED]:
        yield "  " + refused_words(file, line, column, value, reason)
    if refused["count"] > LISTED:
        yield f"  … all {refused['count']:,} are in {refused['file']} of the files."


def refused_words(file: str, line: int, column: str, value: str, reason: str) -> str:
    where = f"{file}, line {line}"
    where += f", column {column}" if column else ""
    what = f" ({value})" if value else ""
    return f"{where}: {reason}{what}"
