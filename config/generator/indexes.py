"""Indexes out of the way while very many rows are written."""

from collections.abc import Iterator
from contextlib import contextmanager

# What a constraint keeps can only be dropped and made with it; keys stay.
_FOUND = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, c.conname,
    coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid))
FROM pg_index i
LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('u', 'x')
WHERE i.indrelid::regclass::text = ANY(%s) AND NOT i.indisprimary
    AND (NOT i.indisunique OR %s)
ORDER BY 1, 2
"""


@contextmanager
def set_aside(cursor, tables: list[str], *, unique: bool = True) -> Iterator[None]:
    """Drop the tables' indexes but for their keys, and build them again at the end.

    With `unique=False` unique ones stay as well, for what asks ON CONFLICT.
    """
    cursor.execute(_FOUND, [tables, unique])
    found = cursor.fetchall()
    for table, index, constraint, _ in found:
        if constraint:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
        else:
            cursor.execute(f"DROP INDEX {index}")
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
    for table, _, constraint, definition in found:
        if constraint:
            cursor.execute(
                f'ALTER TABLE {table} ADD CONSTRAINT "{constraint}" {definition}'
            )
        else:
            cursor.execute(definition)
