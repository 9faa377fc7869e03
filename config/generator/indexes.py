"""Indexes out of the way while very many rows are written."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def set_aside(cursor, tables: list[str]) -> Iterator[None]:
    """Drop what indexes nothing but reading, and build it again at the end."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) "
        "FROM pg_index WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique "
        "ORDER BY 1",
        [tables],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
    for _, definition in found:
        cursor.execute(definition)
