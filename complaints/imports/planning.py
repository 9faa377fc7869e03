"""What the staged rows would become: statements over temporary tables only.

Afterwards `plan` holds a row for each case, and `planned_subject`,
`planned_allegation`, `planned_outcome` and `planned_complainant` one for each row below
a case. `fresh` says that it is not here yet; what is here keeps its id and number.
"""

from datetime import date

from complaints.imports.fields import DATES, PARTS
from complaints.imports.mapping import Mapping
from complaints.imports.reading import BadFile, Source
from complaints.imports.refusals import Refusals

MOST_BELOW = 5_000
BELOW = ("subject", "allegation", "outcome", "complainant")

ORPHANS = """
DELETE FROM staged_{table} s
WHERE NOT EXISTS (SELECT FROM staged_case c WHERE c.ref = s.ref)
AND NOT EXISTS (SELECT FROM complaints_legacyrecord r
                WHERE r.source = %s AND r.source_reference = s.ref)
RETURNING s.file, s.line
"""
TWICE = """
DELETE FROM staged_case s USING (
    SELECT file, line, first_value(line) OVER (PARTITION BY file, ref ORDER BY line)
        AS first
    FROM staged_case WHERE file = ANY(%s)
) d
WHERE d.file = s.file AND d.line = s.line AND d.line > d.first
RETURNING s.file, s.line, d.first
"""
CASES = """
CREATE TEMPORARY TABLE planned_case ON COMMIT DROP AS
SELECT told.*, TRUE AS has_case, record_id IS NULL AS fresh,
    coalesce(known_id, nextval('complaints_case_id_seq')) AS id
FROM (
    SELECT s.*, r.id AS record_id, r.case_id AS known_id
    FROM (SELECT DISTINCT ON (ref) * FROM staged_case ORDER BY ref, file, line) s
    LEFT JOIN complaints_legacyrecord r ON r.source = %s AND r.source_reference = s.ref
    ORDER BY s.file, s.line
) told
"""
CASES_ONLY_BELOW = """
INSERT INTO planned_case (ref, file, line, original, faults, record_id, known_id,
    has_case, fresh, id)
SELECT DISTINCT ON (b.ref) b.ref, b.file, b.line, '{{}}', '{{}}', r.id, r.case_id,
    FALSE, FALSE, r.case_id
FROM (SELECT ref, file, line FROM staged_row
      UNION ALL SELECT ref, file, line FROM staged_complainant) b
JOIN complaints_legacyrecord r ON r.source = %s AND r.source_reference = b.ref
WHERE NOT EXISTS (SELECT FROM planned_case c WHERE c.ref = b.ref)
ORDER BY b.ref, b.file, b.line
"""
DIFFERING = """
UPDATE planned_case c SET faults = c.faults || '{case_rows_differ}'::text[]
FROM (SELECT DISTINCT ref FROM staged_case GROUP BY ref HAVING count(*) > 1) d
WHERE d.ref = c.ref
"""
CROWDS = """
SELECT subject_key FROM staged_row WHERE subject_key IS NOT NULL
GROUP BY subject_key HAVING count(DISTINCT ref) > %s
"""
SUBJECTS = """
CREATE TEMPORARY TABLE planned_subject ON COMMIT DROP AS
SELECT t.*, CASE WHEN t.kind = 'member' THEN t.told_number END AS member
FROM (
    SELECT c.id AS case_id, c.record_id, TRUE AS fresh, s.ref,
        s.subject_key AS key,
        (row_number() OVER (PARTITION BY s.ref ORDER BY s.file, s.line))::int AS number,
        CASE WHEN c.fresh THEN nextval('complaints_subject_id_seq') END AS id,
        CASE
            WHEN s.subject_key = ANY(%(organisation)s) THEN 'organisation'
            WHEN s.subject_kind <> 'member' THEN s.subject_kind
            WHEN s.subject_number IS NULL OR s.subject_key = ANY(%(crowds)s)
            THEN 'unidentified'
            ELSE 'member'
        END AS kind,
        s.subject_number AS told_number, s.subject_description AS description,
        coalesce(s.subject_unit, m.unit) AS unit,
        coalesce(s.subject_rank, m.rank) AS rank
    FROM (
        SELECT DISTINCT ON (ref, subject_key) * FROM staged_row
        WHERE subject_key IS NOT NULL ORDER BY ref, subject_key, file, line
    ) s
    JOIN planned_case c ON c.ref = s.ref
    LEFT JOIN (
        SELECT DISTINCT ON (number) * FROM staged_member ORDER BY number, file, line
    ) m ON m.number = s.subject_number
) t
"""
ALLEGATIONS = """
CREATE TEMPORARY TABLE planned_allegation ON COMMIT DROP AS
SELECT c.id AS case_id, c.record_id, TRUE AS fresh, s.ref, s.allegation_key AS key,
    (row_number() OVER (PARTITION BY s.ref ORDER BY s.file, s.line))::int AS number,
    CASE WHEN c.fresh THEN nextval('complaints_allegation_id_seq') END AS id,
    s.allegation_category AS category, s.allegation_text AS text,
    s.allegation_strand AS strand, s.allegation_raised_on AS raised_on
FROM (
    SELECT DISTINCT ON (ref, allegation_key) * FROM staged_row
    WHERE allegation_key IS NOT NULL ORDER BY ref, allegation_key, file, line
) s
JOIN planned_case c ON c.ref = s.ref
"""
COMPLAINANTS = """
CREATE TEMPORARY TABLE planned_complainant ON COMMIT DROP AS
SELECT c.id AS case_id, c.record_id, TRUE AS fresh, s.ref,
    coalesce(s.key, '#' || s.number) AS key, s.number,
    CASE WHEN c.fresh THEN nextval('complaints_complainant_id_seq') END AS id,
    CASE WHEN c.fresh THEN nextval('complaints_person_id_seq') END AS person_id,
    {fields}
FROM (
    SELECT *, (row_number() OVER (PARTITION BY ref ORDER BY file, line))::int AS number
    FROM staged_complainant
) s
JOIN planned_case c ON c.ref = s.ref
"""
# What is here already keeps its number; what is new goes on after the last.
KNOWN_NUMBERS = """
UPDATE planned_{part} p SET fresh = FALSE, number = coalesce(
    (r.mapped -> '{part}s' -> p.key ->> 'number')::int, p.number)
FROM complaints_legacyrecord r
WHERE r.id = p.record_id AND (r.mapped -> '{part}s') ? p.key
"""
KNOWN_MEMBERS = """
UPDATE planned_subject p SET fresh = FALSE, number = s.number
FROM complaints_subject s JOIN organisation_member m ON m.id = s.member_id
WHERE p.fresh AND p.record_id IS NOT NULL AND s.case_id = p.case_id
AND m.number = p.member
"""
NEXT_NUMBERS = """
UPDATE planned_{part} p SET number = n.last + n.place
FROM (
    SELECT q.ref, q.key,
        row_number() OVER (PARTITION BY q.ref ORDER BY q.number) AS place,
        coalesce((SELECT max(t.number) FROM complaints_{part} t
                  WHERE t.case_id = q.case_id), 0) AS last
    FROM planned_{part} q WHERE q.fresh AND q.record_id IS NOT NULL
) n
WHERE n.ref = p.ref AND n.key = p.key
"""
KNOWN_IDS = """
UPDATE planned_{part} p SET id = t.id {more} FROM complaints_{part} t
WHERE NOT p.fresh AND t.case_id = p.case_id AND t.number = p.number
"""
FRESH_IDS = """
UPDATE planned_{part} SET id = nextval('complaints_{part}_id_seq') {more}
WHERE fresh AND id IS NULL
"""
OUTCOMES = """
CREATE TEMPORARY TABLE planned_outcome ON COMMIT DROP AS
SELECT a.case_id, a.record_id, s.ref, s.allegation_key || ' / ' || s.subject_key AS key,
    a.id AS allegation_id, b.id AS subject_id, o.id, o.id IS NULL AS fresh,
    a.number AS allegation, b.number AS subject,
    s.outcome_result AS result, s.outcome_recommended AS recommended,
    s.outcome_severity AS severity, s.outcome_forum AS forum
FROM (
    SELECT DISTINCT ON (ref, allegation_key, subject_key) * FROM staged_row
    WHERE allegation_key IS NOT NULL AND subject_key IS NOT NULL
    ORDER BY ref, allegation_key, subject_key, file, line
) s
JOIN planned_allegation a ON a.ref = s.ref AND a.key = s.allegation_key
JOIN planned_subject b ON b.ref = s.ref AND b.key = s.subject_key
LEFT JOIN complaints_outcome o ON o.allegation_id = a.id AND o.subject_id = b.id
WHERE a.id IS NOT NULL AND b.id IS NOT NULL
"""
DISAGREEING = """
SELECT DISTINCT ref FROM (
    SELECT ref FROM staged_row
    WHERE allegation_key IS NOT NULL AND subject_key IS NOT NULL
    GROUP BY ref, allegation_key, subject_key
    HAVING count(*) > 1 AND count(DISTINCT coalesce(outcome_result, '')) > 1
) pairs
"""
# What stood in the file below each case, gathered for its record.
GATHERED = """
CREATE TEMPORARY TABLE gathered_{part} ON COMMIT DROP AS
SELECT ref, count(*)::int AS many, jsonb_object_agg(
    key, jsonb_strip_nulls(jsonb_build_object({pairs}))) AS mapped {more}
FROM planned_{part} GROUP BY ref
"""
GATHERED_ROWS = """
CREATE TEMPORARY TABLE gathered_{table} ON COMMIT DROP AS
SELECT ref, jsonb_agg(original ORDER BY file, line) AS originals,
    array_agg(DISTINCT fault) FILTER (WHERE fault IS NOT NULL) AS faults
FROM staged_{table} LEFT JOIN unnest(faults) AS fault ON TRUE
GROUP BY ref
"""
FAULTS = """
array_remove(ARRAY[
    CASE WHEN {c}.received_on IS NULL THEN 'received_missing' END,
    CASE WHEN {c}.received_on < {c}.incident_on THEN 'received_before_incident' END,
    CASE WHEN {c}.finalised_on < {c}.received_on THEN 'closed_before_received' END,
    CASE WHEN {disorder} THEN 'dates_out_of_order' END,
    CASE WHEN greatest({dates}) > %(today)s THEN 'date_in_the_future' END,
    CASE WHEN {c}.status = 'finalised' AND {c}.finalised_on IS NULL
        THEN 'closed_without_date' END,
    CASE WHEN {c}.allegation_count = 0 THEN 'allegation_missing'
        WHEN {c}.categories = '{{}}' THEN 'category_missing' END
], NULL)
"""
PLAN = """
CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
SELECT c.*, {faults} || c.told_faults AS faults
FROM (
    SELECT c.id, c.ref, c.file, c.line, c.record_id, c.fresh, c.has_case,
        coalesce(c.kind, %(kind)s) AS kind, coalesce(c.unit, %(unit)s) AS unit,
        coalesce(c.status, CASE
            WHEN c.finalised_on IS NOT NULL OR coalesce(o.decided, FALSE)
            THEN %(closed)s ELSE %(open)s END) AS status,
        c.route, c.channel, c.conduct_source, c.confidentiality,
        c.said, c.place, {dates},
        coalesce(a.many, 0) AS allegation_count, coalesce(s.many, 0) AS subject_count,
        coalesce(a.categories, '{{}}') AS categories,
        s.mapped AS subjects, a.mapped AS allegations, o.mapped AS outcomes,
        k.mapped AS complainants,
        c.original AS original, r.originals AS rows, q.originals AS complainant_rows,
        ARRAY(SELECT DISTINCT unnest(
            c.faults || coalesce(r.faults, '{{}}') || coalesce(q.faults, '{{}}')
            || CASE WHEN d.ref IS NULL THEN '{{}}'::text[]
                ELSE '{{results_disagree}}' END
            || CASE WHEN x.ref IS NULL THEN '{{}}'::text[] ELSE '{{rows_refused}}' END
        )) AS told_faults
    FROM planned_case c
    LEFT JOIN gathered_subject s ON s.ref = c.ref
    LEFT JOIN gathered_allegation a ON a.ref = c.ref
    LEFT JOIN gathered_outcome o ON o.ref = c.ref
    LEFT JOIN gathered_complainant k ON k.ref = c.ref
    LEFT JOIN gathered_row r ON r.ref = c.ref
    LEFT JOIN gathered_complainant_row q ON q.ref = c.ref
    LEFT JOIN ({disagreeing}) d ON d.ref = c.ref
    LEFT JOIN (SELECT DISTINCT ref FROM staged_refused) x ON x.ref = c.ref
) c
"""


def refuse_strays(cursor, mapping: Mapping, sources: list[Source], refusals: Refusals):
    """Refuse what belongs to no case, and a second line for the same case."""
    for table in ("row", "complainant"):
        cursor.execute(ORPHANS.format(table=table), [mapping.source])
        for file, line in sorted(cursor.fetchall()):
            refusals.add(
                *(sources[file].name, line, _reference_column(sources[file]), ""),
                "no case has this reference",
            )
    whole = [n for n, each in enumerate(sources) if not each.mapping.has_rows]
    cursor.execute(TWICE, [whole])
    for file, line, first in sorted(cursor.fetchall()):
        refusals.add(
            *(sources[file].name, line, _reference_column(sources[file]), ""),
            f"the same reference stands on line {first}",
        )


def _reference_column(source: Source) -> str:
    return " + ".join(source.mapping.reference.columns)


def plan(cursor, mapping: Mapping, *, today: date) -> None:
    """Make the tables of the plan out of what is staged."""
    cursor.execute(CASES, [mapping.source])
    cursor.execute(CASES_ONLY_BELOW.format(), [mapping.source])
    cursor.execute(DIFFERING)
    cursor.execute("ANALYZE planned_case")
    cursor.execute("SELECT EXISTS (SELECT FROM planned_case WHERE NOT fresh)")
    some_are_here = cursor.fetchone()[0]
    _plan_below(cursor, mapping, some_are_here)
    cursor.execute(OUTCOMES)
    cursor.execute("ANALYZE planned_outcome")
    _gather(cursor)
    disorder, dates = _dates()
    cursor.execute(
        PLAN.format(
            faults=FAULTS.format(c="c", disorder=disorder, dates=dates),
            dates=", ".join(f"c.{name}" for name in DATES),
            disagreeing=DISAGREEING,
        ),
        {
            "today": today,
            "kind": mapping.kind,
            "unit": mapping.unit,
            "open": mapping.open,
            "closed": mapping.closed,
        },
    )
    cursor.execute("ANALYZE plan")
    _check_sizes(cursor)


def _dates(alias: str = "c") -> tuple[str, str]:
    """Whether any date but the two named ones is out of order; all of them."""
    named = {("incident_on", "received_on"), ("received_on", "finalised_on")}
    pairs = [
        f"{alias}.{later} < {alias}.{earlier}"
        for place, later in enumerate(DATES)
        for earlier in DATES[:place]
        if (earlier, later) not in named
    ]
    return " OR ".join(pairs), ", ".join(f"{alias}.{name}" for name in DATES)


def faults_of(alias: str) -> str:
    """The faults of a case as an SQL expression over its row."""
    disorder, dates = _dates(alias)
    return FAULTS.format(c=alias, disorder=disorder, dates=dates)


def _plan_below(cursor, mapping: Mapping, some_are_here: bool) -> None:
    subjects = mapping.parts("subject")
    limits = [each.placeholder_over for each in subjects if each.placeholder_over]
    crowds: list[str] = []
    if limits:
        cursor.execute(CROWDS, [min(limits)])
        crowds = [key for (key,) in cursor.fetchall()]
    organisation = sorted({key for each in subjects for key in each.organisation})
    cursor.execute(SUBJECTS, {"organisation": organisation, "crowds": crowds})
    cursor.execute(ALLEGATIONS)
    fields = ", ".join(f"s.{name}" for name in PARTS["complainant"] if name != "key")
    cursor.execute(COMPLAINANTS.format(fields=fields))
    for part in BELOW:
        if part != "outcome":
            if some_are_here:
                _find_known(cursor, part)
            cursor.execute(f"ANALYZE planned_{part}")


def _find_known(cursor, part: str) -> None:
    person = part == "complainant"
    cursor.execute(KNOWN_NUMBERS.format(part=part))
    if part == "subject":
        cursor.execute(KNOWN_MEMBERS)
    cursor.execute(NEXT_NUMBERS.format(part=part))
    known = ", person_id = t.person_id" if person else ""
    cursor.execute(KNOWN_IDS.format(part=part, more=known))
    new = ", person_id = nextval('complaints_person_id_seq')" if person else ""
    cursor.execute(FRESH_IDS.format(part=part, more=new))


MAPPED: dict[str, tuple[str, ...]] = {
    "subject": ("number", "kind", "member", "description", "unit", "rank"),
    "allegation": ("number", "category", "text", "strand", "raised_on"),
    "outcome": ("result", "recommended", "severity", "forum"),
    "complainant": ("number", *(n for n in PARTS["complainant"] if n != "key")),
}
MORE = {
    "allegation": ", array_agg(DISTINCT category ORDER BY category) "
    "FILTER (WHERE category IS NOT NULL)::varchar(8)[] AS categories",
    "outcome": ", bool_or(result IS NOT NULL) AS decided",
}


def short(expression: str) -> str:
    """A text as records keep it to compare with: as it is, or its digest."""
    return (
        f"CASE WHEN length({expression}) > 200 THEN 'md5:' || md5({expression}) "
        f"ELSE {expression} END"
    )


def _gather(cursor) -> None:
    for part in BELOW:
        pairs = ", ".join(
            f"'{name}', {short(name) if name == 'text' else name}"
            for name in MAPPED[part]
        )
        more = MORE.get(part, "")
        cursor.execute(GATHERED.format(part=part, pairs=pairs, more=more))
    for table in ("row", "complainant"):
        name = "row" if table == "row" else "complainant_row"
        cursor.execute(
            GATHERED_ROWS.format(table=table).replace(
                f"gathered_{table} ON", f"gathered_{name} ON"
            )
        )


def _check_sizes(cursor) -> None:
    cursor.execute(
        "SELECT ref, greatest(allegation_count, subject_count) FROM plan "
        "WHERE greatest(allegation_count, subject_count) > %s LIMIT 1",
        [MOST_BELOW],
    )
    found = cursor.fetchone()
    if found:
        raise BadFile(
            f"The case {found[0]} would have {found[1]:,} allegations or subjects: is "
            "the column of the reference the right one?"
        )
