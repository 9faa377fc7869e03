"""The row by which a case is found, kept by the actions; `question` asks of it."""

from django.db import connection

# Reads the case as it stands; set-based, so that an import indexes as an action does.
_INDEX = """
INSERT INTO complaints_searchentry (case_id, received_on, names, official, identity)
SELECT
    c.id,
    c.sort_received_on,
    names.text,
    found.official,
    found.official
        || setweight(to_tsvector('candour', names.text), 'A')
        || setweight(to_tsvector('candour', names.run_together), 'A')
        || setweight(to_tsvector('simple', numbers.text), 'A')
        || setweight(to_tsvector('candour', left(c.said, 20000)), 'B')
        || setweight(to_tsvector('candour', left(alleged.text, 60000)), 'C')
FROM complaints_case c
JOIN organisation_unit u ON u.id = c.responsible_unit_id
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(a.text, ' '), '') AS text,
           coalesce(string_agg(DISTINCT cat.name, ' '), '') AS categories
    FROM complaints_allegation a
    LEFT JOIN complaints_category cat ON cat.id = a.category_id
    WHERE a.case_id = c.id
) alleged
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(name, ' | '), '') AS text,
        -- O'Neill as ONeill, whichever apostrophe it is written with
        coalesce(replace(unaccent(string_agg(name, ' | ')), '''', ''), '')
            AS run_together
    FROM (
        SELECT trim(concat_ws(' ', p.forenames, p.surname)) AS name
        FROM complaints_complainant k
        JOIN complaints_person p ON p.id = k.person_id
        WHERE k.case_id = c.id
        UNION ALL
        SELECT trim(concat_ws(' ', m.forenames, m.surname, m.number))
        FROM complaints_subject s
        JOIN organisation_member m ON m.id = s.member_id
        WHERE s.case_id = c.id AND NOT m.placeholder
    ) every
) names
CROSS JOIN LATERAL (
    SELECT coalesce(
        string_agg(regexp_replace(p.telephone, '[^0-9]', '', 'g'), ' '), ''
    ) AS text
    FROM complaints_complainant k
    JOIN complaints_person p ON p.id = k.person_id
    WHERE k.case_id = c.id
) numbers
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(l.source_reference, ' '), '') AS reference
    FROM complaints_legacyrecord l
    WHERE l.case_id = c.id
) old
CROSS JOIN LATERAL (
    SELECT setweight(to_tsvector('simple', c.reference || ' ' || old.reference), 'A')
        || setweight(to_tsvector('candour', u.name), 'B')
        || setweight(to_tsvector('candour', alleged.categories), 'C') AS official
) found
WHERE c.id {which}
ORDER BY c.id  -- so that two who share several cases wait, and never for each other
ON CONFLICT (case_id) DO UPDATE SET
    received_on = excluded.received_on,
    names = excluded.names,
    official = excluded.official,
    identity = excluded.identity
"""
_NAMES = """
INSERT INTO complaints_nameseen (word)
SELECT DISTINCT word
FROM complaints_searchentry e,
     regexp_split_to_table(lower(unaccent(e.names)), '[^[:alpha:]]+') AS word
WHERE e.case_id {which} AND length(word) BETWEEN 3 AND 60
ON CONFLICT (word) DO NOTHING
"""


def _write(which, params) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_INDEX.format(which=which), params)
        indexed = cursor.rowcount
        cursor.execute(_NAMES.format(which=which), params)
    return indexed


def index(case) -> None:
    """Write the search entry of one case, inside the action that changed it."""
    _write("= %s", [case.pk])


def index_many(select: str, params=()) -> int:
    """Write the entries of all cases whose ids the SQL query `select` answers."""
    return _write(f"IN ({select})", list(params))
