"""Reconciliation: what went in, what became of it, and what was wrong with it."""

from collections import Counter
from typing import Any

from complaints.workflow import OPEN

TOLD = 200

COUNTS = """
SELECT count(*), count(*) FILTER (WHERE fresh) FROM plan
"""
# Cases that would be open; an import names no handler of any.
OPEN_CASES = """
SELECT count(*) FILTER (WHERE received_on IS NULL), count(*) FROM plan
WHERE fresh AND status = ANY(%s)
"""
BELOW = """
SELECT count(*), count(*) FILTER (WHERE fresh) FROM planned_{part}
"""
MEMBERS = """
SELECT count(DISTINCT member), count(DISTINCT member) FILTER (WHERE NOT EXISTS (
    SELECT FROM organisation_member m WHERE m.number = s.member))
FROM planned_subject s WHERE member IS NOT NULL
"""
FAULTS = """
SELECT fault, count(*) FROM plan p LEFT JOIN complaints_legacyrecord r
    ON r.id = p.record_id,
unnest(coalesce(r.faults, p.faults)) AS fault GROUP BY fault ORDER BY 2 DESC, 1
"""
YEARS = """
SELECT coalesce(extract(year FROM received_on)::int::text, 'undated'), count(*)
FROM plan GROUP BY 1 ORDER BY 1
"""
UNITS = """
SELECT u.name, count(*) FROM plan p JOIN organisation_unit u ON u.code = p.unit
GROUP BY 1 ORDER BY 2 DESC, 1
"""
CATEGORIES = """
SELECT coalesce(c.code || ' ' || c.name, 'no category'), count(*)
FROM planned_allegation a LEFT JOIN complaints_category c ON c.code = a.category
GROUP BY 1 ORDER BY 1
"""
STATES = "SELECT status, count(*) FROM plan GROUP BY 1 ORDER BY 2 DESC, 1"
RESULTS = """
SELECT coalesce(result, 'no result'), count(*) FROM planned_outcome
GROUP BY 1 ORDER BY 2 DESC, 1
"""


def reconcile(cursor) -> dict[str, Any]:
    """The counts of the plan. Before anything is written."""
    cursor.execute(COUNTS)
    cases, created = cursor.fetchone()
    report: dict[str, Any] = {
        "cases": {"in_files": cases, "created": created},
        "faults": _pairs(cursor, FAULTS),
        "years": _pairs(cursor, YEARS),
        "units": _pairs(cursor, UNITS),
        "categories": _pairs(cursor, CATEGORIES),
        "states": _pairs(cursor, STATES),
        "results": _pairs(cursor, RESULTS),
    }
    cursor.execute(OPEN_CASES, [list(OPEN)])
    undated, unhandled = cursor.fetchone()
    report["open"] = {"without_received": undated, "without_handler": unhandled}
    for part in ("allegation", "subject", "outcome", "complainant"):
        cursor.execute(BELOW.format(part=part))
        in_files, fresh = cursor.fetchone()
        report[f"{part}s"] = {"in_files": in_files, "created": fresh}
    cursor.execute(MEMBERS)
    in_files, fresh = cursor.fetchone()
    report["members"] = {"in_files": in_files, "created": fresh}
    return report


def uncovered(counted: Counter) -> list[list[Any]]:
    """Originals that no value map covered, the commonest first."""
    return [[*what, many] for what, many in counted.most_common(TOLD)]


def nothing_new(earlier: dict[str, Any]) -> dict[str, Any]:
    """The report of the very same files and mapping, imported once more."""
    report = dict(earlier)
    cases = earlier["cases"]["in_files"]
    report["cases"] = {
        "in_files": cases,
        "created": 0,
        "updated": 0,
        "unchanged": cases,
        "kept_ours": 0,
    }
    report["open"] = {"without_received": 0, "without_handler": 0}
    for part in ("allegations", "subjects", "outcomes", "complainants", "members"):
        report[part] = {"in_files": earlier[part]["in_files"], "created": 0}
    return report


def _pairs(cursor, statement: str) -> list[list[Any]]:
    cursor.execute(statement)
    return [list(row) for row in cursor.fetchall()]
