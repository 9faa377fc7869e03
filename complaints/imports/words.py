"""The report of an import in words: for its page, and as lines for a terminal."""

from collections.abc import Iterator
from typing import Any

from complaints.imports.running import DRY_RUN, IMPORTED, REFUSED, UNCHANGED
from complaints.models import Result
from complaints.workflow import Status
from pages.words import counted

RESULTS = {
    IMPORTED: "Imported.",
    REFUSED: "Refused: nothing was written.",
    DRY_RUN: "Dry run: nothing was written.",
    UNCHANGED: "The same files as before: nothing to do.",
}
LISTED = 20
PARTS = ("allegations", "subjects", "outcomes", "complainants", "members")
# What became of cases that were in the files, and what would if they were imported.
DONE = {
    "created": "Created",
    "updated": "Updated",
    "unchanged": "Unchanged",
    "kept_ours": "Kept as changed here",
}
WOULD_BE = {
    "created": "Would be created",
    "updated": "Would be updated",
    "unchanged": "Would stay unchanged",
    "kept_ours": "Would be kept as changed here",
}
# Headings of the lists of a report, and their keys.
TABLES = (
    ("Faults the cases came with", "faults"),
    ("By year received", "years"),
    ("By unit", "units"),
    ("Allegations by category", "categories"),
    ("By state", "states"),
    ("Outcomes by result", "results"),
)
FAULTS = {
    "received_missing": "No date received",
    "received_before_incident": "Received before the incident",
    "closed_before_received": "Closed before it was received",
    "dates_out_of_order": "Dates in an impossible order",
    "date_in_the_future": "A date in the future",
    "closed_without_date": "Closed without a date",
    "allegation_missing": "No allegation",
    "category_missing": "No allegation has a category",
    "case_rows_differ": "Its rows say different things about the case",
    "results_disagree": "Its rows give different results for one allegation",
    "rows_refused": "Some of its rows were refused",
    "characters_mended": "Damaged characters were mended",
}
UNMAPPED = "_unmapped"
NOTHING = {
    "undated": "No date received",
    "no category": "No category",
    "no result": "No result",
}


def wrote(report: dict[str, Any]) -> bool:
    """Whether what the report counts has happened, rather than would."""
    return report["result"] in (IMPORTED, UNCHANGED)


def heads(report: dict[str, Any]) -> dict[str, str]:
    """What each count of the report is called."""
    return DONE if wrote(report) else WOULD_BE


def fault_words(fault: str) -> str:
    """What is wrong with a case that came with this fault."""
    if fault.endswith(UNMAPPED):
        return f"{field_words(fault.removesuffix(UNMAPPED))} not in the mapping"
    return FAULTS.get(fault) or field_words(fault)


def field_words(name: str) -> str:
    """A field of a mapping, as a sentence begins with it."""
    return "State" if name == "status" else name.replace("_", " ").capitalize()


def tables(report: dict[str, Any]) -> list[tuple[str, list[tuple[str, int]]]]:
    """The lists of a report that hold anything, their codes in words."""
    results = Result.objects.order_by("from_on").values_list("code", "name")
    labels = {"states": dict(Status.choices), "results": dict(results)}

    def said(key: str, what: str) -> str:
        if key == "faults":
            return fault_words(what)
        return NOTHING.get(what) or labels.get(key, {}).get(what, what)

    return [
        (title, [(said(key, what), count) for what, count in report[key]])
        for title, key in TABLES
        if report[key]
    ]


def open_cases(report: dict[str, Any]) -> str:
    """What a dry run warns of: cases that would be open and lack what those need."""
    lacking = report.get("open", {})  # earlier reports did not count them
    if report["result"] != DRY_RUN or not any(lacking.values()):
        return ""
    lacked = [
        (count, what)
        for count, what in (
            (lacking["without_received"], "a date received"),
            (lacking["without_handler"], "a handler"),
        )
        if count
    ]
    if report["cases"]["created"] == 1:
        without = " and ".join(f"without {what}" for _, what in lacked)
        return f"1 case would be created: an open case {without}."
    said = [
        f"{count:,} of them would be {_open(count)} without {what}"
        for count, what in lacked
    ]
    return (
        f"{_many(report['cases']['created'], 'case')} would be created: "
        f"{', and '.join(said)}."
    )


def _open(count: int) -> str:
    return "an open case" if count == 1 else "open cases"


def _many(number: int, noun: str) -> str:
    """1 row, 31,271 rows."""
    return counted(number, noun).replace(str(number), f"{number:,}", 1)


def report_lines(report: dict[str, Any]) -> Iterator[str]:
    """The report as people read it on a terminal."""
    yield RESULTS[report["result"]]
    for each in report["files"]:
        cut = f", cut by {each['delimiter']}" if each["delimiter"] else ""
        yield (
            f"  {each['name']}: {_many(each['rows'], 'row')}, {each['blank']:,} blank, "
            f"{each['encoding']}{cut}, sha256 {each['sha256']}"
        )
    yield from _counts(report)
    yield from _refused(report["refused"])
    for heading, rows in tables(report):
        yield f"{heading}:"
        yield from (f"  {what}: {many:,}" for what, many in rows)
    if report["uncovered"]:
        yield "Values that the mapping does not translate:"
        for name, column, original, many in report["uncovered"][:LISTED]:
            yield f"  {name} from {column}: “{original}” {many:,}"
    if report["kept_ours"]:
        yield f"{heads(report)['kept_ours']} since the last import:"
        yield from (f"  {case}: {what}" for case, what in report["kept_ours"][:LISTED])
    if warning := open_cases(report):
        yield warning
    if report.get("seconds"):
        laps = ", ".join(f"{name} {took} s" for name, took in report["seconds"].items())
        yield f"Time: {laps}."


def _counts(report: dict[str, Any]) -> Iterator[str]:
    """How many of what were in the files, and what became of them or would."""
    cases, called = report["cases"], heads(report)
    became = ", ".join(f"{called[key].lower()} {cases[key]:,}" for key in called)
    yield (
        f"Rows in {report['rows']:,}. Cases in the files {cases['in_files']:,}: "
        f"{became}. Rows refused {report['refused']['count']:,}."
    )
    for part in PARTS:
        counts = report[part]
        yield (
            f"  {part.capitalize()}: {counts['in_files']:,} in the files, "
            f"{counts['created']:,} {called['created'].lower()}"
        )


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
