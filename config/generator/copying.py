"""Rows into tables by COPY, in chunks, with the keys counted here."""

from collections import defaultdict
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.apps import apps
from django.db.models import NOT_PROVIDED

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
    if isinstance(value, list | tuple):
        return "{" + ",".join(f'"{item}"' for item in value) + "}"
    return str(value)


def staged(table: str) -> str:
    """Where the rows of `table` stand until all are told."""
    return f"told_{table}"


def unsaid(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """What the columns that nobody fills in hold: the defaults of their model."""
    models = (each for each in apps.get_models() if each._meta.db_table == table)
    model = next(models, None)
    if model is None:
        return {}
    return {
        each.column: each.get_default()
        for each in model._meta.concrete_fields
        if each.column not in values
        and not each.null
        and not each.primary_key
        and each.db_default is NOT_PROVIDED
    }


class Tables:
    """Rows gathered for several tables and written to their stages.

    `add(table, column=value, ...)` counts an id and answers it. Every row of a table
    names the same columns. Stages are temporary tables without indexes; `multiplying`
    takes them over into the real ones.
    """

    def __init__(self, cursor):
        self.cursor = cursor
        self.columns: dict[str, tuple[str, ...]] = {}
        self.first: dict[str, int] = {}
        self._written: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._next: dict[str, int] = {}
        self._unsaid: dict[str, dict[str, Any]] = {}

    def add(self, table: str, **values) -> int:
        """Gather a row of `table`; returns its id."""
        key = self.next_id(table)
        self._next[table] = key + 1
        values["id"] = key
        columns = self.columns.get(table)
        if columns is None:
            self._unsaid[table] = unsaid(table, values)
            columns = self.columns[table] = (*values, *self._unsaid[table])
        values |= self._unsaid[table]
        self.put(staged(table), columns, [values[column] for column in columns])
        return key

    def put(self, stage: str, columns: tuple[str, ...], row) -> None:
        """Gather a row of a stage; its columns are always the same."""
        self._written[stage] = columns
        self._lines[stage].append("\t".join([cell(value) for value in row]))

    def next_id(self, table: str) -> int:
        """The id that the next row of `table` will have."""
        if table not in self._next:
            self.cursor.execute(
                f"SELECT coalesce(max(id), 0) + 1 FROM {table}"  # noqa: S608 - ours
            )
            self._next[table] = self.first[table] = self.cursor.fetchone()[0]
            self.cursor.execute(
                f"CREATE TEMP TABLE {staged(table)} (LIKE {table} INCLUDING DEFAULTS)"
                " ON COMMIT DROP"
            )
        return self._next[table]

    def marks(self) -> dict[str, int]:
        """How far each table has been told."""
        return dict(self._next)

    def write(self) -> None:
        """COPY what was gathered into the stages."""
        for stage, lines in self._lines.items():
            names = ", ".join(f'"{column}"' for column in self._written[stage])
            rows = StringIO("\n".join(lines) + "\n")
            self.cursor.copy_expert(f"COPY {stage} ({names}) FROM STDIN", rows)
        self._lines.clear()
