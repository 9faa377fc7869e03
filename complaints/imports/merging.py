"""The plan against cases that are here: only what nobody has changed here is updated.

Three values decide each field: what the last import wrote (the record's `mapped`), what
stands here now, and what the file says. A file that says what it said is left alone; a
field that stands as it was imported follows the file; any other is kept as ours.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from audit import trail
from complaints import events, search
from complaints.imports.fields import PARTS, Holds
from complaints.imports.mapping import Mapping
from complaints.imports.planning import faults_of, short
from complaints.imports.writing import (
    PERSON_FIELDS,
    RESULT_DAY,
    ROUTE,
    mapped_case,
    original_of,
)
from complaints.models import ImportBatch

TOLD = 200
BELOW = ("subjects", "allegations", "outcomes", "complainants")

MERGED = """
CREATE TEMPORARY TABLE merged ON COMMIT DROP AS
SELECT * FROM (
    SELECT p.id AS case_id, p.ref, p.record_id, p.has_case, p.told_faults,
        r.mapped AS last, r.original AS last_original,
        CASE WHEN p.has_case THEN (r.mapped - %(fields)s::text[]) || {case}
            ELSE r.mapped END || {below} AS mapped,
        r.original || {original} AS original
    FROM plan p JOIN complaints_legacyrecord r ON r.id = p.record_id
) m
WHERE m.mapped <> m.last OR m.original <> m.last_original
"""
GONE = """
SELECT coalesce(sum((SELECT count(*) FROM jsonb_object_keys(r.mapped -> %(part)s) k
    WHERE NOT p.{part} ? k)), 0)
FROM plan p JOIN complaints_legacyrecord r ON r.id = p.record_id
WHERE p.{part} IS NOT NULL AND r.mapped ? %(part)s
"""
DIFFERENCE = """
CREATE TEMPORARY TABLE difference (
    case_id bigint, part text, label text, row_id bigint, field text, before text,
    after text, ours boolean
) ON COMMIT DROP
"""
COMPARED = """
INSERT INTO difference
SELECT m.case_id, '{part}', {label}, {row}.id, v.field, v.before, v.after,
    v.here IS DISTINCT FROM v.last
FROM merged m {tables},
LATERAL (VALUES {values}) AS v (field, after, before, told, here, last)
WHERE v.told IS DISTINCT FROM v.last AND v.told IS DISTINCT FROM v.here
"""
TOUCHED = """
CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
SELECT case_id FROM difference WHERE NOT ours
UNION SELECT s.case_id FROM planned_subject s WHERE s.fresh AND s.record_id IS NOT NULL
UNION SELECT a.case_id FROM planned_allegation a
    WHERE a.fresh AND a.record_id IS NOT NULL
UNION SELECT o.case_id FROM planned_outcome o WHERE o.fresh AND o.record_id IS NOT NULL
UNION SELECT k.case_id FROM planned_complainant k
    WHERE k.fresh AND k.record_id IS NOT NULL
"""
SUMMARIES = """
UPDATE complaints_case c SET version = c.version + 1, updated_at = %s,
    sort_received_on = coalesce(c.received_on, '0001-01-01'),
    categories = coalesce((
        SELECT array_agg(DISTINCT g.code ORDER BY g.code) FROM complaints_allegation a
        JOIN complaints_category g ON g.id = a.category_id WHERE a.case_id = c.id
    ), '{}'),
    allegation_count = (
        SELECT count(*) FROM complaints_allegation a WHERE a.case_id = c.id),
    subject_count = (SELECT count(*) FROM complaints_subject s WHERE s.case_id = c.id)
FROM touched t WHERE t.case_id = c.id
"""
RECORDS = """
UPDATE complaints_legacyrecord r SET batch_id = %(batch)s, mapped = m.mapped,
    original = m.original,
    faults = {faults} || CASE WHEN m.has_case THEN m.told_faults ELSE ARRAY(
        SELECT fault FROM unnest(r.faults) AS fault WHERE fault LIKE '%%\\_unmapped'
        OR fault IN ('case_rows_differ', 'results_disagree', 'rows_refused')
    ) END
FROM merged m JOIN complaints_case c ON c.id = m.case_id
WHERE r.id = m.record_id
"""
ENTRIES = """
SELECT c.reference AS subject_key, c.id AS subject_id, u.code AS unit_key,
    coalesce(e.changes, '{"legacy record": ["an earlier file", "this file"]}')
        AS changes
FROM (SELECT case_id FROM merged UNION SELECT case_id FROM touched) t
JOIN complaints_case c ON c.id = t.case_id
JOIN organisation_unit u ON u.id = c.responsible_unit_id
LEFT JOIN (
    SELECT case_id, jsonb_object_agg(label, pair) AS changes FROM (
        SELECT case_id, label, jsonb_build_array(before, after) AS pair
        FROM difference WHERE NOT ours
        UNION ALL
        SELECT case_id, 'allegation ' || number || ' added',
            jsonb_build_array(NULL, category) FROM planned_allegation
        WHERE fresh AND record_id IS NOT NULL
        UNION ALL
        SELECT case_id, 'subject ' || number || ' added', jsonb_build_array(NULL, kind)
        FROM planned_subject WHERE fresh AND record_id IS NOT NULL
        UNION ALL
        SELECT case_id, 'complainant ' || number || ' added',
            jsonb_build_array(NULL, number) FROM planned_complainant
        WHERE fresh AND record_id IS NOT NULL
        UNION ALL
        SELECT case_id, 'allegation ' || allegation || ' against subject ' || subject,
            jsonb_build_array(NULL, result) FROM planned_outcome
        WHERE fresh AND record_id IS NOT NULL
    ) every GROUP BY case_id
) e ON e.case_id = t.case_id
"""


class Level(NamedTuple):
    """Where a part of a case stands in the plan, in the record and in the tables."""

    part: str
    table: str
    tables: str  # joined to merged m: the plan as p, the row as t
    last: str  # what the record says of the row
    label: str  # how the trail names its fields
    fields: tuple[str, ...]


def _below(part: str, more: str, label: str, fields: tuple[str, ...]) -> Level:
    return Level(
        part,
        f"complaints_{part}",
        f"JOIN planned_{part} p ON p.case_id = m.case_id AND NOT p.fresh "
        f"JOIN complaints_{part} t ON t.id = p.id {more}",
        f"m.last -> '{part}s' -> p.key",
        label,
        fields,
    )


_UNIT = "LEFT JOIN organisation_unit u ON u.id = t.{}"
LEVELS = (
    Level(
        "case",
        "complaints_case",
        "JOIN plan p ON p.id = m.case_id AND p.has_case "
        "JOIN complaints_case t ON t.id = m.case_id "
        + _UNIT.format("responsible_unit_id"),
        "m.last",
        "v.field",
        tuple(PARTS["case"]),
    ),
    _below(
        "subject",
        "JOIN complaints_case c ON c.id = t.case_id "
        "LEFT JOIN organisation_unit w ON w.id = c.responsible_unit_id "
        + _UNIT.format("unit_id"),
        "'subject ' || t.number || ' ' || v.field",
        ("description", "unit", "rank"),
    ),
    _below(
        "allegation",
        "LEFT JOIN complaints_category g ON g.id = t.category_id",
        "'allegation ' || t.number || ' ' || v.field",
        ("category", "text", "strand", "raised_on"),
    ),
    _below(
        "outcome",
        "LEFT JOIN complaints_result r ON r.id = t.result_id "
        "LEFT JOIN complaints_result e ON e.id = t.recommended_id",
        "'allegation ' || p.allegation || ' subject ' || p.subject || ' ' || v.field",
        ("result", "recommended", "severity", "forum"),
    ),
    _below(
        "complainant",
        "",
        "'complainant ' || t.number || ' ' || v.field",
        ("capacity",),
    ),
    Level(
        "person",
        "complaints_person",
        "JOIN planned_complainant p ON p.case_id = m.case_id AND NOT p.fresh "
        "JOIN complaints_person t ON t.id = p.person_id",
        "m.last -> 'complainants' -> p.key",
        "'complainant ' || p.number || ' ' || v.field",
        PERSON_FIELDS,
    ),
)
_RESULT_ID = """(
    SELECT f.id FROM result_of_time f JOIN complaints_case c ON c.id = d.case_id
    WHERE f.code = d.after AND {day} >= f.since AND {day} < f.until
)"""
_OF_TIME = _RESULT_ID.format(day=RESULT_DAY.format(c="c"))
_UNIT_ID = "(SELECT id FROM organisation_unit WHERE code = d.after)"
# Fields that are not a column of their own name: as read, the column, as written.
SPECIAL = {
    ("case", "unit"): ("u.code", "responsible_unit_id", _UNIT_ID),
    # What the state or the usual says, nobody has set here.
    ("case", "route"): (
        "CASE WHEN m.last ->> 'route' IS NULL AND t.route = "
        f"{ROUTE.format(c='t', told='NULL')} THEN NULL ELSE nullif(t.route, '') END",
        "route",
        ROUTE.format(c="t", told="d.after"),
    ),
    ("subject", "unit"): ("nullif(u.code, w.code)", "unit_id", _UNIT_ID),
    ("allegation", "category"): (
        "g.code",
        "category_id",
        "(SELECT id FROM complaints_category WHERE code = d.after)",
    ),
    ("allegation", "strand"): (
        "t.strands[1]",
        "strands",
        "CASE WHEN d.after IS NULL THEN '{}' ELSE ARRAY[d.after]::varchar(20)[] END",
    ),
    ("outcome", "result"): ("r.code", "result_id", _OF_TIME),
    ("outcome", "recommended"): ("e.code", "recommended_id", _OF_TIME),
}
LONG = {"said", "text"}


@dataclass
class Merge:
    """What of the cases that are here the files would change."""

    counts: dict[str, int] = field(
        default_factory=lambda: {"updated": 0, "kept_ours": 0, "fields_updated": 0}
    )
    kept: list[Any] = field(default_factory=list)
    gone: int = 0
    any: bool = False


def compare(cursor, mapping: Mapping) -> Merge:
    """Make `difference` and `touched`; nothing is written."""
    merge = Merge()
    cursor.execute("SELECT EXISTS (SELECT FROM plan WHERE NOT fresh)")
    merge.any = cursor.fetchone()[0]
    if not merge.any:
        return merge
    _find_changed_records(cursor, mapping)
    cursor.execute(DIFFERENCE)
    for level in LEVELS:
        names = _compared(level, mapping)
        if names:
            cursor.execute(_comparison(level, names))
    cursor.execute(TOUCHED)
    for part in BELOW:
        cursor.execute(GONE.format(part=part), {"part": part})
        merge.gone += int(cursor.fetchone()[0])
    cursor.execute("SELECT count(*) FROM touched")
    merge.counts["updated"] = cursor.fetchone()[0]
    cursor.execute(
        "SELECT count(DISTINCT case_id) FILTER (WHERE ours), "
        "count(*) FILTER (WHERE NOT ours) FROM difference"
    )
    merge.counts["kept_ours"], merge.counts["fields_updated"] = cursor.fetchone()
    cursor.execute(
        "SELECT c.reference, d.label FROM difference d "
        "JOIN complaints_case c ON c.id = d.case_id WHERE d.ours "
        "ORDER BY c.id, d.label LIMIT %s",
        [TOLD],
    )
    merge.kept = [list(row) for row in cursor.fetchall()]
    return merge


def _case_fields(mapping: Mapping) -> list[str]:
    """The fields of a case that the files speak of."""
    named = {*mapping.fields_of("case"), "kind", "unit"}
    if mapping.says_status:
        named.add("status")
    return [name for name in PARTS["case"] if name in named]


def _compared(level: Level, mapping: Mapping) -> list[str]:
    if level.part == "case":
        return _case_fields(mapping)
    part = "complainant" if level.part == "person" else level.part
    named = set(mapping.fields_of(part))
    if part == "subject":  # what the register of members adds
        named |= {"unit", "rank"} & set(mapping.fields_of("member"))
    return [name for name in level.fields if name in named]


def _find_changed_records(cursor, mapping: Mapping) -> None:
    case = mapped_case("p")
    if not mapping.says_status:
        case = f"({case} - 'status')"
    parts = ", ".join(
        f"'{part}', CASE WHEN p.{part} IS NOT NULL "
        f"THEN coalesce(r.mapped -> '{part}', '{{}}') || p.{part} END"
        for part in BELOW
    )
    cursor.execute(
        MERGED.format(
            case=case,
            below=f"jsonb_strip_nulls(jsonb_build_object({parts}))",
            original=f"({original_of('p')})",
        ),
        {"fields": _case_fields(mapping)},
    )
    cursor.execute("ANALYZE merged")


def _comparison(level: Level, names: list[str]) -> str:
    values = []
    for name in names:
        after, here = f"p.{name}::text", _current(level.part, name)
        told, now = (short(after), short(here)) if name in LONG else (after, here)
        last = f"{level.last} ->> '{name}'"
        values.append(f"('{name}', {after}, {here}, {told}, {now}, {last})")
    return COMPARED.format(
        part=level.part,
        label=level.label,
        row="t",
        tables=level.tables,
        values=", ".join(values),
    )


def _spec(part: str, name: str):
    return PARTS["complainant" if part == "person" else part][name]


def _current(part: str, name: str) -> str:
    if (part, name) in SPECIAL:
        return SPECIAL[part, name][0]
    empty = _spec(part, name).empty
    if empty is None or name in ("kind", "status"):
        return f"t.{name}::text"
    return f"nullif(t.{name}, '{empty}')"


def apply(cursor, batch: ImportBatch, merge: Merge, *, by, at: datetime, today: date):
    """Write the differences that are not ours, and remember what the files said.

    What is new below a case was written with everything else that is new.
    """
    if not merge.any:
        return
    cursor.execute("SELECT DISTINCT part, field FROM difference WHERE NOT ours")
    for part, name in cursor.fetchall():
        cursor.execute(_update(part, name), {"today": today})
    cursor.execute(SUMMARIES, [at])
    cursor.execute(
        RECORDS.format(faults=faults_of("c")), {"batch": batch.pk, "today": today}
    )
    search.index_many("SELECT case_id FROM touched")
    trail.record_from_select(
        events.IMPORT,
        ENTRIES,
        kind=trail.Kind.ALTERATION,
        subject_kind="case",
        by=by,
        reason=f"Imported from {batch.source}, import {batch.pk}",
    )


def _update(part: str, name: str) -> str:
    table = next(level.table for level in LEVELS if level.part == part)
    if (part, name) in SPECIAL:
        _, column, value = SPECIAL[part, name]
    else:
        spec = _spec(part, name)
        column = name
        value = "d.after::date" if spec.holds is Holds.DATE else "d.after"
        if spec.empty is not None:
            value = f"coalesce(d.after, '{spec.empty}')"
    return (
        f"UPDATE {table} t SET {column} = {value} FROM difference d "  # noqa: S608 - ours
        f"WHERE d.part = '{part}' AND d.field = '{name}' AND NOT d.ours "
        "AND t.id = d.row_id"
    )
