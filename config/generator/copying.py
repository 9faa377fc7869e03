"""Rows into tables by COPY, in chunks, with the keys counted here."""

from collections import defaultdict
from datetime import date, datetime
from io import StringIO

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def cell(value) -> str:
    """A value as COPY's text format writes it."""
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, list | tuple):
        return "{" + ",".join(f'"{item}"' for item in value) + "}"
    return str(value)


class Tables:
    """Rows gathered for several models and written together.

    `add(model, column=value, ...)` counts an id and answers it; defaults of columns not
    named are the model's. Every row of a model names the same columns.
    """

    def __init__(self, cursor):
        self.cursor = cursor
        self._columns: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._next: dict[str, int] = {}

    def add(self, table: str, *, has_id=True, **values) -> int | None:
        """Gather a row of `table`; returns its id."""
        key = None
        if has_id:
            key = values["id"] = self.next_id(table)
            self._next[table] = key + 1
        columns = self._columns.setdefault(table, tuple(values))
        self._lines[table].append(
            "\t".join([cell(values[column]) for column in columns])
        )
        return key

    def next_id(self, table: str) -> int:
        """The id that the next row of `table` will have."""
        if table not in self._next:
            self.cursor.execute(
                f"SELECT coalesce(max(id), 0) + 1 FROM {table}"  # noqa: S608 - ours
            )
            self._next[table] = self.cursor.fetchone()[0]
        return self._next[table]

    def start(self, table: str, first: int) -> None:
        """Count the ids of `table` from `first`."""
        self._next[table] = first

    def write(self) -> None:
        """COPY what was gathered, in the order in which tables were first named."""
        for table, columns in self._columns.items():
            lines = self._lines.pop(table, None)
            if not lines:
                continue
            names = ", ".join(f'"{column}"' for column in columns)
            rows = StringIO("\n".join(lines) + "\n")
            self.cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", rows)

    def finish(self) -> None:
        """Let the tables' own counters go on from here."""
        for table, following in self._next.items():
            if following <= 1:
                continue
            self.cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                [table, following - 1],
            )
