"""The mapping file: which column becomes which field, and how. TOML, checked whole.

Whatever is wrong with it is said in one sentence that names the place.
"""

import re
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

from complaints.imports.dates import can_be_read
from complaints.imports.fields import PARTS, Holds
from complaints.models.choices import Kind
from complaints.workflow import CLOSED, OPEN
from pages.refusals import Refused

REST = "*"
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TYPE_WORDS = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list of texts",
    dict: "a table",
}


class BadMapping(Refused):
    """The mapping file says something that cannot be."""

    status = 422
    code = "bad_mapping"
    heading = "The mapping cannot be used"
    what_next = "Correct the mapping file and choose it again."


@dataclass(frozen=True)
class Value:
    """Where the value of one field comes from."""

    where: str
    columns: tuple[str, ...] = ()
    constant: str | None = None
    join: str = " "
    date: str = ""
    pivot: int | None = None
    map: Table[str, str] | None = None
    otherwise: str | None = None
    number: bool = False
    first: int | None = None
    drop: str = ""
    prefix: str = ""
    null: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """What one file says of one part of a case; `kept` columns stay as originals."""

    name: str
    values: dict[str, Value]
    kept: tuple[str, ...] = ()
    members: bool = False
    member_prefix: str = ""
    placeholders: frozenset[str] = frozenset()
    placeholder_over: int | None = None
    organisation: frozenset[str] = frozenset()
    missing: str = "none"


@dataclass(frozen=True)
class FileMapping:
    """How one file is read and what its rows hold."""

    name: str
    match: str
    columns: tuple[str, ...] | None  # of a file without a header
    delimiter: str
    encoding: str
    reference: Value | None
    parts: dict[str, Part]

    @property
    def has_rows(self) -> bool:
        return "allegation" in self.parts or "subject" in self.parts


@dataclass(frozen=True)
class Mapping:
    source: str
    title: str
    about: str  # what it is for, in a sentence
    kind: str
    unit: str
    open: str
    closed: str
    files: tuple[FileMapping, ...]
    text: str = field(repr=False, default="")

    def fields_of(self, part: str) -> list[str]:
        """The fields of a part that any of the files fills, in the order of PARTS."""
        named = {name for each in self.parts(part) for name in each.values}
        return [name for name in PARTS[part] if name in named]

    def parts(self, name: str) -> list[Part]:
        return [each.parts[name] for each in self.files if name in each.parts]

    @property
    def says_status(self) -> bool:
        """Whether anything in the files tells an open case from a closed one."""
        case = self.fields_of("case")
        results = "result" in self.fields_of("outcome")
        return "status" in case or "finalised_on" in case or results


def read_mapping(text: str) -> Mapping:
    """The mapping that a TOML text describes; raises BadMapping."""
    # A key of many parts takes the reader of TOML their square.
    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise BadMapping(
            f"The mapping has a line of more than {LONGEST_LINE:,} characters."
        )
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"The mapping is not valid TOML: {error}.") from error
    except RecursionError as error:
        raise BadMapping("The mapping holds lists within lists, too deep.") from error
    return _Reader(text, table).mapping()


LONGEST_LINE = 1_000


FILE_KEYS: dict[str, type] = {
    "name": str,
    "match": str,
    "columns": list,
    "delimiter": str,
    "encoding": str,
    "null": list,
    "reference": object,
    **dict.fromkeys(PARTS, dict),
}
SUBJECT_OPTIONS: dict[str, type] = {
    "members": bool,
    "member_prefix": str,
    "placeholders": list,
    "placeholder_over": int,
    "organisation": list,
    "missing": str,
}
VALUE_KEYS: dict[str, type] = {
    "column": str,
    "columns": list,
    "constant": str,
    "join": str,
    "date": str,
    "pivot": int,
    "map": str,
    "otherwise": str,
    "number": bool,
    "first": int,
    "drop": str,
    "prefix": str,
    "null": list,
}
TOP_KEYS: dict[str, type] = {
    "source": str,
    "title": str,
    "about": str,
    "null": list,
    "cases": dict,
    "files": list,
    "maps": dict,
}
CASES_KEYS = {"kind": str, "unit": str, "open": str, "closed": str}


class _Reader:
    """Walks through the table and knows where it is when something is wrong."""

    def __init__(self, text: str, table: dict[str, Any]):
        self.text, self.table = text, table

    def mapping(self) -> Mapping:
        top = _checked(self.table, TOP_KEYS, "The mapping")
        source = top.get("source", "")
        if not SLUG.fullmatch(source):
            raise BadMapping(
                "“source” must name where the records come from, in lower-case "
                "letters, figures and hyphens, like chicago."
            )
        self.source = source
        self.null = top.get("null", [""])
        self.maps = {
            name: self._map(name, one) for name, one in top.get("maps", {}).items()
        }
        cases = _checked(top.get("cases", {}), CASES_KEYS, "[cases]")
        files = self._files(top.get("files", []))
        found = Mapping(
            source=source,
            title=top.get("title", source),
            about=top.get("about", ""),
            kind=_among(cases, "kind", Kind.COMPLAINT, Kind.values),
            unit=cases.get("unit", "unknown-location"),
            open=_among(cases, "open", "investigating", OPEN),
            closed=_among(cases, "closed", "finalised", CLOSED),
            files=files,
            text=self.text,
        )
        if not found.parts("case"):
            raise BadMapping("No file has a [files.case]: nothing says what a case is.")
        return found

    def _map(self, name: str, table: Any) -> dict[str, str]:
        where = f"[maps.{name}]"
        if not isinstance(table, dict):
            raise BadMapping(f"{where} must be a table.")
        folded: dict[str, str] = {}
        for original, value in table.items():
            if not isinstance(value, str):
                raise BadMapping(f"{where} gives “{original}” something not text.")
            if folded.setdefault(fold(original), value) != value:
                raise BadMapping(f"{where} gives “{original}” two meanings.")
        return folded

    def _files(self, tables: list[Any]) -> tuple[FileMapping, ...]:
        if not tables:
            raise BadMapping("The mapping describes no file: it needs [[files]].")
        found = tuple(self._file(n, table) for n, table in enumerate(tables, start=1))
        names = [each.name for each in found]
        for name in names:
            if names.count(name) > 1:
                raise BadMapping(f"Two files of the mapping are called “{name}”.")
        return found

    def _file(self, number: int, table: Any) -> FileMapping:
        where = f"File {number} of the mapping"
        given = _checked(table, FILE_KEYS, where)
        null = given.get("null", self.null)
        name = given.get("name", f"file {number}")
        parts = {
            part: self._part(part, given[part], f"{part} of file “{name}”", null)
            for part in PARTS
            if part in given
        }
        reference = None
        if "reference" in given:
            reference = self._value(
                given["reference"], f"The reference of file “{name}”", null
            )
        if not parts:
            raise BadMapping(f"{where} has no part: nothing would be read from it.")
        if reference is None and set(parts) != {"member"}:
            raise BadMapping(f"{where} needs a reference: the column naming the case.")
        if "outcome" in parts and not {"allegation", "subject"} <= set(parts):
            raise BadMapping(f"{where} has outcomes without allegations and subjects.")
        return FileMapping(
            name=name,
            match=given.get("match", "*"),
            columns=tuple(given["columns"]) if "columns" in given else None,
            delimiter=given.get("delimiter", "auto"),
            encoding=given.get("encoding", "auto"),
            reference=reference,
            parts=parts,
        )

    def _part(self, name: str, table: Any, where: str, null: list[str]) -> Part:
        table = dict(table)
        kept = table.pop("kept", [])
        if kept != REST:
            _check_type(kept, list, f"“kept” in {where}")
        options = {}
        if name in ("subject", "member"):
            options = {key: table.pop(key) for key in SUBJECT_OPTIONS if key in table}
            _checked(options, SUBJECT_OPTIONS, where)
        values = {
            each: self._value(given, f"“{each}” in {where}", null)
            for each, given in table.items()
            if _known(each, PARTS[name], where)
        }
        for each, value in values.items():
            self._check_value(PARTS[name][each].holds, value)
        return self._with_options(Part(name, values, _kept(kept)), options, where)

    def _with_options(self, part: Part, options: dict[str, Any], where: str) -> Part:
        for key in ("placeholders", "organisation"):
            options[key] = frozenset(options.get(key, ()))
        options.setdefault("member_prefix", f"{self.source}-")
        if options.get("missing", "none") not in ("none", "unidentified"):
            raise BadMapping(f"“missing” in {where} must be none or unidentified.")
        if part.name in ("subject", "member") and "key" not in part.values:
            raise BadMapping(f"{where} needs a key: the column naming the person.")
        return Part(part.name, part.values, part.kept, **options)

    def _value(self, given: Any, where: str, null: list[str]) -> Value:
        if isinstance(given, str):
            given = {"column": given}
        given = dict(_checked(given, VALUE_KEYS, where))
        if "column" in given:
            given["columns"] = [given.pop("column"), *given.get("columns", ())]
        if bool(given.get("columns")) == ("constant" in given):
            raise BadMapping(f"{where} needs a column or a constant, and not both.")
        if "map" in given:
            if given["map"] not in self.maps:
                raise BadMapping(f"{where} uses the map “{given['map']}”, not given.")
            given["map"] = self.maps[given["map"]]
        given["columns"] = tuple(given.get("columns", ()))
        given["null"] = frozenset(each.strip() for each in given.get("null", null))
        return Value(where=where, **given)

    @staticmethod
    def _check_value(holds: Holds, value: Value) -> None:
        if holds is not Holds.DATE:
            if value.date:
                raise BadMapping(f"{value.where} is not a date and has a date format.")
            return
        if value.columns and not value.date:
            raise BadMapping(
                f'{value.where} needs its date format, like date = "%d/%m/%Y": '
                "dates are never guessed."
            )
        if value.date and not can_be_read(value.date):
            raise BadMapping(
                f"{value.where} has the date format “{value.date}”, by which no date "
                "can be read."
            )
        if "%y" in value.date and value.pivot is None:
            raise BadMapping(
                f"{value.where} has years of two figures and needs a pivot: with "
                "pivot = 30, 30 is 2030 and 31 is 1931."
            )
        if len(value.columns) > 1:
            raise BadMapping(f"{value.where} is a date and comes from one column.")


def fold(text: str) -> str:
    """A value as maps compare it: spaces and capitals do not count."""
    return " ".join(text.split()).casefold()


def _kept(kept: Any) -> tuple[str, ...]:
    return (REST,) if kept == REST else tuple(kept)


def _known(key: str, allowed: Table[str, Any], where: str) -> bool:
    if key not in allowed:
        raise BadMapping(
            f"“{key}” in {where} is not known; known are {', '.join(allowed)}."
        )
    return True


def _checked(table: Any, allowed: Table[str, type], where: str) -> dict[str, Any]:
    _check_type(table, dict, where)
    for key, value in table.items():
        _known(key, allowed, where)
        _check_type(value, allowed[key], f"“{key}” in {where}")
    return table


def _check_type(value: Any, kind: type, where: str) -> None:
    right = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if kind is list and right and not where.startswith("“files”"):
        right = all(isinstance(each, str) for each in value)
    if not right:
        raise BadMapping(f"{where} must be {TYPE_WORDS.get(kind, kind.__name__)}.")


def _among(table: dict[str, str], key: str, default: str, allowed) -> str:
    value = table.get(key, default)
    if value not in allowed:
        raise BadMapping(f"“{key}” in [cases] must be one of {', '.join(allowed)}.")
    return value
