"""The plan into cases: what is not here yet, in statements over the whole plan."""

from datetime import date, datetime
from io import StringIO

from django.db import connection

from audit import trail
from casework.references import NEXT, written
from complaints import events, search
from complaints.imports.converting import escape
from complaints.imports.fields import DATES, PARTS
from complaints.imports.planning import short
from complaints.models import ImportBatch

# Years that two figures would not tell from those of the next or last century.
FIRST_YEAR = 2000

NUMBERED = """
CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS
SELECT id, kind, year, (row_number() OVER (
    PARTITION BY kind, year ORDER BY received_on NULLS LAST, id))::int AS place
FROM (
    SELECT id, kind, received_on, CASE
        WHEN extract(year FROM received_on) BETWEEN %s AND %s
        THEN extract(year FROM received_on)::int ELSE %s END AS year
    FROM plan WHERE fresh
) p
"""
ISSUED = """
CREATE TEMPORARY TABLE issued (
    kind text, year int, place int, reference text, serial int
) ON COMMIT DROP
"""
MEMBERS = """
INSERT INTO organisation_member (number, kind, surname, forenames, rank, unit_id,
    gender, ethnicity, joined_on, left_on, placeholder)
SELECT DISTINCT ON (s.member) s.member, coalesce(m.kind, 'officer'),
    coalesce(m.surname, 'Name not given'), coalesce(m.forenames, ''),
    coalesce(m.rank, s.rank, 'unknown'), u.id, coalesce(m.gender, ''),
    coalesce(m.ethnicity, ''), m.joined_on,
    CASE WHEN m.left_on < m.joined_on THEN NULL ELSE m.left_on END, FALSE
FROM planned_subject s
LEFT JOIN staged_member m ON m.number = s.member
LEFT JOIN organisation_unit u ON u.code = coalesce(m.unit, s.unit)
WHERE s.member IS NOT NULL
ORDER BY s.member, m.file, m.line
ON CONFLICT (number) DO NOTHING
"""
# By which route a case is handled: its state says it, or the file, or it was the usual
# one. As `rules.routes.route_after` has it.
ROUTE = """CASE {c}.status
    WHEN 'resolved_at_contact' THEN 'customer_service'
    WHEN 'not_recorded' THEN 'not_recorded'
    WHEN 'resolving' THEN 'local_resolution'
    WHEN 'direction' THEN 'direction_and_control'
    WHEN 'dispensing' THEN 'dispensation'
    WHEN 'discontinuing' THEN 'discontinuance'
    WHEN 'investigating' THEN 'investigation'
    WHEN 'reported' THEN 'investigation'
    WHEN 'received' THEN '' WHEN 'recorded' THEN '' WHEN 'checked' THEN ''
    WHEN 'assessed' THEN '' WHEN 'allocated' THEN ''
    WHEN 'withdrawn' THEN coalesce({told}, '')
    ELSE coalesce({told}, 'investigation') END"""
CASES = """
INSERT INTO complaints_case (id, reference, reference_year, reference_serial, origin,
    responsible_unit_id, version, next_due_on, next_due, created_at, updated_at, kind,
    status, mode, route, channel, conduct_source, confidentiality, said, place, {dates},
    sort_received_on, categories, allegation_count, subject_count, offices, awaits)
SELECT p.id, i.reference, i.year, i.serial, 'legacy', u.id, 1, '9999-12-31', '', %(at)s,
    %(at)s, p.kind, p.status, '', {route},
    coalesce(p.channel, 'unknown'),
    coalesce(p.conduct_source, ''), coalesce(p.confidentiality, 'sensitive'),
    coalesce(p.said, ''), coalesce(p.place, ''), {told_dates},
    coalesce(p.received_on, '0001-01-01'), p.categories, p.allegation_count,
    p.subject_count, '{{}}', '{{}}'
FROM plan p
JOIN numbered n ON n.id = p.id
JOIN issued i ON i.kind = n.kind AND i.year = n.year AND i.place = n.place
JOIN organisation_unit u ON u.code = p.unit
WHERE p.fresh ORDER BY p.id
"""
SUBJECTS = """
INSERT INTO complaints_subject (id, case_id, number, kind, member_id, description,
    unit_id, rank)
SELECT s.id, s.case_id, s.number, s.kind, m.id, coalesce(s.description, ''),
    coalesce(u.id, p.responsible_unit_id), coalesce(s.rank, 'unknown')
FROM planned_subject s
JOIN complaints_case p ON p.id = s.case_id
LEFT JOIN organisation_member m ON m.number = s.member
LEFT JOIN organisation_unit u ON u.code = s.unit
WHERE s.fresh ORDER BY s.id
"""
ALLEGATIONS = """
INSERT INTO complaints_allegation (id, case_id, number, category_id, text, strands,
    raised_on)
SELECT a.id, a.case_id, a.number, c.id, coalesce(a.text, ''),
    CASE WHEN a.strand IS NULL THEN '{}' ELSE ARRAY[a.strand]::varchar(20)[] END,
    a.raised_on
FROM planned_allegation a
LEFT JOIN complaints_category c ON c.code = a.category
WHERE a.fresh ORDER BY a.id
"""
# The same code has another name in another time: that of the day received, as forms
# offer it. Before the first and in gaps the nearest row serves.
RESULTS = """
CREATE TEMPORARY TABLE result_of_time ON COMMIT DROP AS
SELECT code, id,
    CASE WHEN row_number() OVER w = 1 THEN '-infinity'::date ELSE from_on END AS since,
    coalesce(lead(from_on) OVER w, 'infinity'::date) AS until
FROM complaints_result WINDOW w AS (PARTITION BY code ORDER BY from_on)
"""
RESULT_DAY = "coalesce({c}.received_on, {c}.finalised_on, {c}.determined_on, %(today)s)"
OUTCOMES = """
INSERT INTO complaints_outcome (allegation_id, subject_id, result_id, recommended_id,
    severity, forum)
SELECT o.allegation_id, o.subject_id, r.id, e.id, coalesce(o.severity, ''),
    coalesce(o.forum, '')
FROM planned_outcome o
JOIN complaints_case c ON c.id = o.case_id
LEFT JOIN result_of_time r ON r.code = o.result AND {day} >= r.since AND {day} < r.until
LEFT JOIN result_of_time e ON e.code = o.recommended
    AND {day} >= e.since AND {day} < e.until
WHERE o.fresh
"""
PERSON_FIELDS = tuple(
    name for name in PARTS["complainant"] if name not in ("key", "capacity")
)
PEOPLE = """
INSERT INTO complaints_person (id, {fields}, born_on, telephone, email, address,
    contact_preference, needs, ethnicity_perceived, disability, religion,
    sexual_orientation)
SELECT person_id, {told}, NULL, '', '', '', '', '', '', '', '', ''
FROM planned_complainant WHERE fresh ORDER BY person_id
"""
COMPLAINANTS = """
INSERT INTO complaints_complainant (id, case_id, number, person_id, capacity,
    consent_evidence, wishes, untold_because)
SELECT id, case_id, number, person_id, coalesce(capacity, 'unknown'), '', '', ''
FROM planned_complainant WHERE fresh ORDER BY id
"""
RECORDS = """
INSERT INTO complaints_legacyrecord (case_id, batch_id, source, source_reference,
    original, mapped, faults)
SELECT p.id, %(batch)s, %(source)s, p.ref, {original}, {mapped}, p.faults
FROM plan p WHERE p.fresh ORDER BY p.id
"""
ENTRIES = """
SELECT c.reference AS subject_key, c.id AS subject_id, u.code AS unit_key,
    NULL::jsonb AS changes
FROM plan p
JOIN complaints_case c ON c.id = p.id
JOIN organisation_unit u ON u.id = c.responsible_unit_id
WHERE p.fresh
"""
CASE_FIELDS = tuple(PARTS["case"])


def mapped_case(alias: str) -> str:
    """What the import says of a case's own fields, as its record keeps it."""
    pairs = ", ".join(
        f"'{name}', {short(f'{alias}.{name}') if name == 'said' else f'{alias}.{name}'}"
        for name in CASE_FIELDS
    )
    return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"


def mapped_below(alias: str) -> str:
    names = ("subjects", "allegations", "outcomes", "complainants")
    pairs = ", ".join(f"'{name}', {alias}.{name}" for name in names)
    return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"


def original_of(alias: str) -> str:
    return (
        f"{alias}.original || jsonb_strip_nulls(jsonb_build_object("
        f"'(rows)', {alias}.rows, '(complainants)', {alias}.complainant_rows))"
    )


def write_fresh(cursor, batch: ImportBatch, *, by, at: datetime, today: date) -> int:
    """Write every case that is not here yet and all below it; how many cases."""
    _issue(cursor, today)
    cursor.execute(MEMBERS)
    cursor.execute(
        CASES.format(
            dates=", ".join(DATES),
            told_dates=", ".join(f"p.{name}" for name in DATES),
            route=ROUTE.format(c="p", told="p.route"),
        ),
        {"at": at},
    )
    count = cursor.rowcount
    write_fresh_below(cursor, today)
    cursor.execute(
        RECORDS.format(
            original=original_of("p"),
            mapped=f"{mapped_case('p')} || {mapped_below('p')}",
        ),
        {"batch": batch.pk, "source": batch.source},
    )
    search.index_many("SELECT id FROM plan WHERE fresh")
    trail.record_from_select(
        events.IMPORT,
        ENTRIES,
        kind=trail.Kind.COLLECTION,
        subject_kind="case",
        by=by,
        reason=f"Imported from {batch.source}, import {batch.pk}",
    )
    return count


def write_fresh_below(cursor, today: date) -> None:
    """Write subjects, allegations, outcomes and complainants that are not here yet."""
    cursor.execute(SUBJECTS)
    cursor.execute(ALLEGATIONS)
    cursor.execute(RESULTS)
    day = RESULT_DAY.format(c="c")
    cursor.execute(OUTCOMES.format(day=day), {"today": today})
    fields = ", ".join(PERSON_FIELDS)
    told = ", ".join(f"coalesce({name}, '')" for name in PERSON_FIELDS)
    cursor.execute(PEOPLE.format(fields=fields, told=told))
    cursor.execute(COMPLAINANTS)


def _issue(cursor, today: date) -> None:
    """References for all fresh cases, in the order in which they were received."""
    cursor.execute(NUMBERED, [FIRST_YEAR, today.year, today.year])
    cursor.execute("ANALYZE numbered")
    cursor.execute(ISSUED)
    cursor.execute(
        "SELECT kind, year, count(*) FROM numbered GROUP BY kind, year ORDER BY 1, 2"
    )
    lines = StringIO()
    for kind, year, count, last in _reserved(cursor.fetchall()):
        for place in range(1, count + 1):
            serial = last - count + place
            reference = escape(written(kind, year, serial))
            lines.write(f"{kind}\t{year}\t{place}\t{reference}\t{serial}\n")
    lines.seek(0)
    cursor.copy_expert("COPY issued FROM STDIN", lines)
    cursor.execute("ANALYZE issued")


def _reserved(wanted):
    """The last serial of each batch: (prefix, year, count, last).

    Reserved in a short transaction of its own: within the import's, the counters would
    stay locked until all is written, and nobody could log a case meanwhile. The price
    is that an import which fails leaves a gap in the references.
    """
    apart = connection.copy()
    try:
        with apart.cursor() as cursor:
            for prefix, year, count in wanted:
                cursor.execute(NEXT, [prefix, year, count])
                yield prefix, year, count, cursor.fetchone()[0]
    finally:
        apart.close()
