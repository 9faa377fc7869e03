"""Temporary tables that rows are copied into before anything is decided."""

from collections import defaultdict
from io import StringIO

from complaints.imports.fields import PARTS, ROW_PARTS

FLUSHED_AT = 4_000_000  # characters gathered over all tables

# Columns of the staging tables between file, line, reference and original, faults.
COLUMNS: dict[str, list[str]] = {
    "case": list(PARTS["case"]),
    "row": [
        "allegation_key",
        "subject_key",
        "subject_number",
        *(
            f"{part}_{name}"
            for part in ROW_PARTS
            for name in PARTS[part]
            if name not in ("key", "number")
        ),
    ],
    "member": [name for name in PARTS["member"] if name != "key"],
    "complainant": list(PARTS["complainant"]),
}
# Of an earlier import in the same transaction.
TEMPORARY = (
    *(f"staged_{table}" for table in (*COLUMNS, "refused")),
    *(f"planned_{part}" for part in ("case", "subject", "allegation", "outcome")),
    *(f"gathered_{part}" for part in ("subject", "allegation", "outcome", "row")),
    *("planned_complainant", "gathered_complainant", "gathered_complainant_row"),
    *(
        "plan",
        "numbered",
        "issued",
        "result_of_time",
        "difference",
        "merged",
        "touched",
    ),
)


def _type(table: str, column: str) -> str:
    part, name = table, column
    if table == "row":
        part, _, name = column.partition("_")
    spec = PARTS[part].get(name)
    return spec.sql_type if spec else "text"


def _definition(table: str) -> str:
    middle = "".join(f"{name} {_type(table, name)}, " for name in COLUMNS[table])
    if table == "member":
        return f"file smallint, line integer, number text, {middle[:-2]}"
    return (
        f"file smallint, line integer, ref text, {middle}original jsonb, faults text[]"
    )


class Staging:
    """Gathers lines for several tables and copies them in turn."""

    def __init__(self, cursor):
        self.cursor = cursor
        self.lines: dict[str, list[str]] = defaultdict(list)
        self.size = 0

    def create(self) -> None:
        self.cursor.execute(f"DROP TABLE IF EXISTS {', '.join(TEMPORARY)}")
        for table in COLUMNS:
            self.cursor.execute(
                f"CREATE TEMPORARY TABLE staged_{table} ({_definition(table)}) "
                "ON COMMIT DROP"
            )
        self.cursor.execute(
            "CREATE TEMPORARY TABLE staged_refused (ref text) ON COMMIT DROP"
        )

    def add(self, table: str, line: str) -> None:
        self.lines[table].append(line)
        self.size += len(line)
        if self.size > FLUSHED_AT:
            self.flush()

    def flush(self) -> None:
        for table, lines in self.lines.items():
            rows = StringIO("\n".join(lines) + "\n")
            self.cursor.copy_expert(f"COPY staged_{table} FROM STDIN", rows)
        self.lines.clear()
        self.size = 0

    def finish(self) -> None:
        """Let the planner know what there is."""
        self.flush()
        for table in COLUMNS:
            self.cursor.execute(f"ANALYZE staged_{table}")
