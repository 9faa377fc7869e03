"""Cells into values: compiled once for each field of a file, run for each row.

A converter answers what COPY writes into the staging table, so that a value met before
costs one look into a dictionary. What cannot be a value raises `BadCell`; a value that
no map covers becomes the field's `otherwise` or nothing, and a fault of the row.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import blake2b

from complaints.imports.dates import EXCEL, EXCEL_BEGINS, date_words
from complaints.imports.fields import Field, Holds
from complaints.imports.mapping import BadMapping, Value, fold
from pages import text

NULL = "\\N"
REMEMBERED = 20_000
REMEMBERED_LENGTH = 200  # longer ones hardly come twice
EARLIEST, LATEST = 1900, 2100
NUMBER = re.compile(r"([+-]?)0*(\d+?)(?:\.0*)?")
DATE_LIKE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([ T].*)?")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
LONGEST_KEY = 60
AGE_BANDS = (
    (18, "under_18"),
    (25, "18_24"),
    (35, "25_34"),
    (45, "35_44"),
    (55, "45_54"),
    (65, "55_64"),
    (121, "65_over"),
)

Faults = list[str]
Convert = Callable[[Sequence[str], Faults], str]


class BadCell(Exception):
    """A cell that cannot be a value: its column, what class it is of, and why not."""

    def __init__(self, column: str, cell: str, reason: str):
        super().__init__(reason)
        self.column = column
        self.value_class = value_class(cell)
        self.reason = reason


@dataclass
class Known:
    """Codes of reference rows that a value may name, and originals nothing covered."""

    units: frozenset[str]
    categories: frozenset[str]
    results: frozenset[str]
    severities: frozenset[str]
    forums: frozenset[str]
    uncovered: Counter = field(default_factory=Counter)

    def codes(self, spec: Field) -> frozenset[str] | None:
        of_rows = {
            Holds.UNIT: self.units,
            Holds.CATEGORY: self.categories,
            Holds.RESULT: self.results,
            Holds.SEVERITY: self.severities,
            Holds.FORUM: self.forums,
        }
        return of_rows.get(spec.holds) or (spec.choices or None)


def escape(value: str) -> str:
    """A text as COPY's text format writes it."""
    return value.translate(_ESCAPES)


def value_class(cell: str) -> str:
    """What kind of value a cell holds, without saying the value."""
    if not cell.strip():
        return "empty"
    if text.FORBIDDEN.search(cell):
        return "text with a hidden character"
    if NUMBER.fullmatch(cell.strip()) or cell.strip().replace(".", "", 1).isdecimal():
        return f"number of {len(cell.strip())} characters"
    if len(cell) < 30 and DATE_LIKE.fullmatch(cell.strip()):
        return "date-like"
    return f"text of {len(cell):,} character{'' if len(cell) == 1 else 's'}"


def plain_number(given: str) -> str:
    """A number that was kept as text: 130469.0 is 130469, 0421 is 421."""
    found = NUMBER.fullmatch(given)
    return f"{found[1].replace('+', '')}{found[2]}" if found else given


def short_key(key: str) -> str:
    """A key as it is, or where it is long a digest of it."""
    if len(key) <= LONGEST_KEY:
        return key
    return "#" + blake2b(key.encode(), digest_size=16).hexdigest()


def _clean(value: str, *, lines: bool) -> str:
    """As `text.clean`, which most values do not need."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value
    return text.clean(value, lines=lines)


def compile_value(
    value: Value, spec: Field, name: str, header: Sequence[str], known: Known
) -> Convert:
    """The converter of one field of a file with this header."""
    try:
        return _Compiler(value, spec, name, header, known).convert()
    except BadCell as bad:
        raise BadMapping(f"{value.where} gives a value that {bad.reason}.") from bad


class _Compiler:
    def __init__(self, value, spec, name, header, known):
        self.value, self.spec, self.name, self.known = value, spec, name, known
        self.codes = known.codes(spec)
        self.column = " + ".join(value.columns) or name
        self.at = [header.index(column) for column in value.columns]

    def convert(self) -> Convert:
        self._default(self.value.otherwise)  # is wrong here rather than in a row
        if self.value.constant is not None:
            return self._constant()
        take = self._take()
        memory: dict[str, tuple[str, str]] = {}
        finish, known = self._finish, self.known.uncovered

        def remembered(cells: Sequence[str], faults: Faults) -> str:
            given = take(cells)
            found = memory.get(given)
            if found is None:
                found = finish(given)
                if len(memory) < REMEMBERED and len(given) < REMEMBERED_LENGTH:
                    memory[given] = found
            if found[1]:
                faults.append(found[1])
                known[self.name, self.column, given.strip()[:100]] += 1
            return found[0]

        return remembered

    def _constant(self) -> Convert:
        written, _ = self._finish(self.value.constant)
        return lambda cells, faults: written

    def _take(self) -> Callable[[Sequence[str]], str]:
        if len(self.at) == 1:
            at = self.at[0]
            return lambda cells: cells[at]
        places, null, join = self.at, self.value.null, self.value.join

        def joined(cells: Sequence[str]) -> str:
            parts = [cells[place].strip() for place in places]
            return join.join([each for each in parts if each and each not in null])

        return joined

    def _finish(self, given: str) -> tuple[str, str]:
        """What is written for a cell, and the fault it brings along."""
        value = self.value
        stripped = given.strip()
        if not stripped or stripped in value.null:
            return self._default(value.otherwise), ""
        if value.drop and stripped.startswith(value.drop):
            stripped = stripped[len(value.drop) :].strip()
        if value.number:
            stripped = plain_number(stripped)
        if value.first is not None:
            stripped = stripped[: value.first]
        if value.map is not None:
            mapped = value.map.get(fold(stripped))
            if mapped is None:
                return self._default(value.otherwise), f"{self.name}_unmapped"
            stripped = mapped
            if not stripped:
                return self._default(None), ""
        return escape(self._checked(value.prefix + stripped, given)), ""

    def _default(self, otherwise: str | None) -> str:
        if otherwise is not None:
            return escape(self._checked(otherwise, otherwise))
        return NULL

    def _checked(self, value: str, given: str) -> str:
        holds = self.spec.holds
        if holds is Holds.DATE:
            return self._date(value, given)
        if holds is Holds.AGE:
            return self._age(value, given)
        if self.codes is not None:
            if value not in self.codes:
                raise self._bad(given, f"is not one of the codes of {self.name}")
            return value
        value = _clean(value, lines=holds is Holds.LINES)
        if len(value) > self.spec.length:
            if holds is Holds.KEY and len(value) <= 20_000:
                return short_key(value)
            raise self._bad(given, f"is longer than {self.spec.length:,} characters")
        return value

    def _date(self, value: str, given: str) -> str:
        pattern = self.value.date
        try:
            if pattern == EXCEL:
                day = EXCEL_BEGINS + timedelta(days=int(value))
            elif not pattern:
                day = date.fromisoformat(value)
            else:
                day = datetime.strptime(value, pattern).date()  # noqa: DTZ007 - a day
        except (ValueError, OverflowError) as error:
            raise self._bad(given, f"is not {date_words(pattern)}") from error
        if "%y" in pattern:
            turned = 2000 if day.year % 100 <= self.value.pivot else 1900
            day = self._turned(day, turned + day.year % 100, given)
        if not EARLIEST <= day.year <= LATEST:
            raise self._bad(given, f"is a year outside {EARLIEST} to {LATEST}")
        return day.isoformat()

    def _turned(self, day: date, year: int, given: str) -> date:
        try:
            return day.replace(year=year)
        except ValueError as error:
            raise self._bad(given, "is not a day of its year") from error

    def _age(self, value: str, given: str) -> str:
        years = int(value) if value.isdecimal() else -1
        for below, band in AGE_BANDS:
            if 0 <= years < below:
                return band
        raise self._bad(given, "is not an age in years from 0 to 120")

    def _bad(self, given: str, reason: str) -> BadCell:
        return BadCell(self.column, given, reason)
