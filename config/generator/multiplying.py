"""What was told of some cases, taken over for many: each row as many times as wanted.

Telling a case costs Python milliseconds, copying one in the database microseconds. So
at most some thousand cases are told, and each stands for several: with keys,
references, names and officers of its own, and with the dates, words and course of the
one that was told. Row n of a table becomes the rows n * times + k, for each copy k, so
that keys still rise with time and point to the rows of the same copy.
"""

from dataclasses import dataclass

from django.apps import apps

from config.generator import names
from config.generator.copying import Tables, staged

NAMES_APART = 7  # how far along the list of names the next copy looks


@dataclass(frozen=True)
class Times:
    """Every told case `times` times, and the last of them `last` times.

    `marks` says where the rows of that last case begin, table by table.
    """

    times: int
    last: int
    marks: dict[str, int]

    def of(self, table: str) -> str:
        """The SQL condition that bounds the copies `k` of a row `t`."""
        last = self.marks[table]
        return f"k < CASE WHEN t.id < {last} THEN {self.times} ELSE {self.last} END"


def take_over(tables: Tables, times: Times) -> None:
    """Write every staged row into its table, as many times as it stands for."""
    cursor = tables.cursor
    _place_members(cursor)
    _place_surnames(cursor)
    # Cases first: what bears a case's reference reads it there.
    for table in sorted(tables.columns, key="complaints_case".__ne__):
        if table not in _models():
            continue
        expressions = _expressions(table, tables, times)
        joins = _JOINS.get(table, "")
        names = ", ".join(f'"{column}"' for column in expressions)
        cursor.execute(
            f"INSERT INTO {table} ({names}) "  # noqa: S608 - our own names
            f"SELECT {', '.join(expressions.values())} FROM {staged(table)} t {joins} "
            f"CROSS JOIN generate_series(0, {times.times - 1}) k "
            f"{_join_of_copy(table, tables, times)} "
            f"WHERE {times.of(table)} ORDER BY t.id, k"
        )
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), "  # noqa: S608 - ours
            f"(SELECT max(id) FROM {table}))",
            [table],
        )


def key(column: str, table: str, tables: Tables, times: Times) -> str:
    """The key of the copy `k`, from the key that was told."""
    first = tables.first[table]
    return f"{first} + ({column} - {first}) * {times.times} + k"


def _models() -> dict:
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
    }


def _expressions(table: str, tables: Tables, times: Times) -> dict[str, str]:
    """For each column what the copy `k` of a row `t` has in it."""
    fields = {field.column: field for field in _models()[table]._meta.concrete_fields}
    found = {}
    for column in tables.columns[table]:
        field, told = fields[column], f't."{column}"'
        if column == "id":
            found[column] = key(told, table, tables, times)
        elif field.is_relation and (
            (target := field.related_model._meta.db_table) in tables.columns
        ):
            found[column] = key(told, target, tables, times)
        else:
            found[column] = told
    return found | {
        column: expression.format(times=times.times)
        for column, expression in _OWN.get(table, {}).items()
    }


def _join_of_copy(table: str, tables: Tables, times: Times) -> str:
    """What the copy `k` of a row takes its own from."""
    join = _JOINS_OF_COPY.get(table, "")
    return join and join.format(case=key("t.case_id", "complaints_case", tables, times))


def _place_members(cursor) -> None:
    """Every member's place in their unit, so that a copy takes the next one along."""
    cursor.execute(
        "CREATE TEMP TABLE told_member ON COMMIT DROP AS SELECT id, unit_id, rank, "
        "row_number() OVER (PARTITION BY unit_id ORDER BY id) - 1 AS place, "
        "count(*) OVER (PARTITION BY unit_id) AS members "
        "FROM organisation_member WHERE number LIKE 'G%'"
    )
    cursor.execute("CREATE INDEX ON told_member (unit_id, place)")
    cursor.execute("CREATE INDEX ON told_member (id)")
    cursor.execute("ANALYZE told_member")


def _place_surnames(cursor) -> None:
    """Every surname's place in the list, so that a copy takes one further along."""
    cursor.execute(
        "CREATE TEMP TABLE told_surname ON COMMIT DROP AS SELECT name, place - 1 place "
        "FROM unnest(%s::text[]) WITH ORDINALITY listed (name, place)",
        [names.SURNAMES],
    )
    cursor.execute("ANALYZE told_surname")


def _along(column: str, known: list[str]) -> str:
    """The name that stands `k` steps further in a short list."""
    listed = "ARRAY[" + ", ".join(f"'{name}'" for name in known)
    place = f"array_position({listed}], t.{column}::text) - 1 + k * {NAMES_APART}"
    return f"({listed}])[1 + ({place}) % {len(known)}]"


_SERIAL = "(t.reference_serial - s.before - 1) * {times} + s.before + k + 1"
# Serials begin where the kind and year left off before anything was told.
_COUNTED = (
    "JOIN told_serial s ON s.prefix = split_part(t.reference, '/', 1) "
    "AND s.year = t.reference_year"
)
_REFERRED = {
    "reference_serial": _SERIAL,
    "reference": (
        f"s.prefix || '/' || CASE WHEN {_SERIAL} < 100000 "
        f"THEN lpad(({_SERIAL})::text, 5, '0') ELSE ({_SERIAL})::text END "
        "|| '/' || lpad((t.reference_year % 100)::text, 2, '0')"
    ),
}
# Whoever of the force it is about: in the copy the next one along of their unit.
_OF_MEMBER = "LEFT JOIN told_member m ON m.id = t.member_id"
_NEXT_MEMBER = (
    "LEFT JOIN told_member n ON n.unit_id = m.unit_id "
    "AND n.place = (m.place + k) % m.members"
)
_JOINS = {
    "complaints_case": _COUNTED,
    "complaints_risk": _COUNTED,
    "complaints_restriction": f"{_COUNTED} {_OF_MEMBER}",
    "complaints_imposedsanction": _OF_MEMBER,
    "complaints_person": "JOIN told_surname s ON s.name = t.surname",
    "complaints_subject": _OF_MEMBER,
}
# What stands some places further along, by the number of the copy.
_JOINS_OF_COPY = {
    "complaints_person": (
        "JOIN told_surname n "
        f"ON n.place = (s.place + k * {NAMES_APART}) % {len(names.SURNAMES)}"
    ),
    "complaints_subject": _NEXT_MEMBER,
    "complaints_restriction": _NEXT_MEMBER,
    "complaints_imposedsanction": _NEXT_MEMBER,
    "complaints_risk": "JOIN complaints_case c ON c.id = {case}",
}
_OWN = {
    "complaints_case": _REFERRED,
    "complaints_risk": _REFERRED
    | {"title": "regexp_replace(t.title, '[^ ]+$', c.reference)"},
    "complaints_restriction": _REFERRED | {"member_id": "n.id"},
    "complaints_imposedsanction": {"member_id": "n.id"},
    "complaints_person": {
        "surname": "n.name",
        "email": "replace(t.email, lower(t.surname), lower(n.name))",
        # A title and a gender stay true of the next name too.
        "forenames": (
            f"CASE WHEN t.gender = 'male' OR t.title = 'Mr' "
            f"THEN {_along('forenames', names.MEN)} "
            f"WHEN t.gender = 'female' OR t.title <> '' "
            f"THEN {_along('forenames', names.WOMEN)} ELSE t.forenames END"
        ),
    },
    "complaints_subject": {
        "member_id": "n.id",
        "rank": "coalesce(n.rank, t.rank)",
    },
}
