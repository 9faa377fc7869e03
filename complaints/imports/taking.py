"""One file's rows into rows of the staging tables, each checked as it passes."""

from collections.abc import Callable, Sequence
from operator import itemgetter

import orjson

from complaints.imports.columns import columns_of
from complaints.imports.converting import (
    NULL,
    BadCell,
    Convert,
    Faults,
    Known,
    compile_value,
    short_key,
)
from complaints.imports.fields import PARTS, ROW_PARTS, Field, Holds
from complaints.imports.mapping import FileMapping, Part
from complaints.imports.staging import COLUMNS, Staging
from pages import text

REFERENCE = Field(Holds.KEY, 100)
NOBODY = "?"  # the key of a subject whom a case does not name
UNSPECIFIED = "?"  # the key of an allegation that a case does not put in words
NUMBER_LENGTH = 20
Original = Callable[[Sequence[str]], str]
# Signs of cp1252 in a text that somebody saved as if it were Latin-1.
WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class Taker:
    """Takes the rows of one file: `take(line, cells)` stages them or raises BadCell."""

    def __init__(
        self,
        number: int,
        file: FileMapping,
        header: tuple[str, ...],
        known: Known,
        staging: Staging,
    ):
        self.number, self.file = number, file
        self.header, self.known, self.staging = header, known, staging
        self.width = len(header)
        self.reference = self._reference()
        self.parts = [
            make(self, file) for needed, make in MAKERS if needed & set(file.parts)
        ]

    def take(self, line: int, cells: list[str]) -> None:
        """Stage what the row holds."""
        if len(cells) != self.width:
            cells = self._fitted(cells)
        joined = "".join(cells)
        self.mended = False
        if not joined.isprintable() and text.FORBIDDEN.search(joined):
            cells = self._mended(cells)
        reference = NULL
        if self.reference is not None:
            reference = self.reference(cells, [])
            if reference == NULL:
                raise BadCell(self.reference_columns, "", "the case has no reference")
        rows = [part.row(line, reference, cells) for part in self.parts]
        for part, row in zip(self.parts, rows, strict=True):
            if row is not None:
                part.add(row)

    def reference_of(self, cells: list[str]) -> str:
        """The case that a refused row speaks of, as far as it can be told."""
        try:
            return self.reference(cells, []) if self.reference else NULL
        except (BadCell, IndexError, ValueError):
            return NULL

    def converters(self, part: str) -> dict[str, Convert]:
        values = self.file.parts[part].values
        return {
            name: self._compiled(values[name], PARTS[part][name], _label(part, name))
            for name in PARTS[part]
            if name in values
        }

    def original(self, *parts: str) -> Original:
        """The cells of the columns that these parts read or keep, as JSON."""
        names = columns_of(self.file, parts, self.header)
        at = [(name, self.header.index(name)) for name in names]

        def cells_as_json(cells: Sequence[str]) -> str:
            kept = {name: cells[place] for name, place in at if cells[place]}
            return orjson.dumps(kept).decode().replace("\\", "\\\\")

        return cells_as_json

    def _compiled(self, value, spec: Field, name: str) -> Convert:
        return compile_value(value, spec, name, self.header, self.known)

    def _reference(self) -> Convert | None:
        if self.file.reference is None:
            return None
        self.reference_columns = " + ".join(self.file.reference.columns)
        return self._compiled(self.file.reference, REFERENCE, "reference")

    def _fitted(self, cells: list[str]) -> list[str]:
        """Cells cut to the header where only empty ones stand beyond it."""
        extra = cells[self.width :]
        if len(cells) > self.width and not any(cell.strip() for cell in extra):
            return cells[: self.width]
        reason = f"the line has {len(cells)} columns where the header has {self.width}"
        raise BadCell("", "", reason)

    def faults(self) -> Faults:
        """What is wrong with the row as a whole."""
        return ["characters_mended"] if self.mended else []

    def _mended(self, cells: list[str]) -> list[str]:
        """Quotation marks of Windows read as control characters; no other guess."""
        cells = [cell.translate(WINDOWS) for cell in cells]
        self.mended = True
        for column, cell in zip(self.header, cells, strict=True):
            found = text.FORBIDDEN.search(cell)
            if found:
                words = str(text.ForbiddenCharacter(found.group()))
                if "\udc80" <= found.group() <= "\udcff":
                    words = "a byte that its encoding does not have"
                raise BadCell(column, cell, f"contains {words}")
        return cells


class _Cases:
    """The case itself; the same case on the next line is staged once."""

    table = "case"

    def __init__(self, taker: Taker, file: FileMapping):
        self.taker = taker
        self.fields = _in_order(self.table, taker.converters("case"), taker.staging)
        self.original = taker.original("case")
        columns = columns_of(file, ("case",), taker.header)
        places = [taker.header.index(column) for column in columns]
        self.same = itemgetter(*places) if places else (lambda cells: ())
        self.last = self.here = None

    def row(self, line: int, reference: str, cells: Sequence[str]) -> str | None:
        self.here = (reference, self.same(cells))
        if self.here == self.last:
            return None
        faults = self.taker.faults()
        values = [
            convert(cells, faults) if convert else NULL for convert in self.fields
        ]
        head = (str(self.taker.number), str(line), reference, *values)
        return "\t".join((*head, self.original(cells), _array(faults)))

    def add(self, row: str) -> None:
        self.last = self.here  # only now: another part might have refused the row
        self.taker.staging.add(self.table, row)


class _Rows:
    """What stands below the case: an allegation, a subject, what became of it."""

    table = "row"

    def __init__(self, taker: Taker, file: FileMapping):
        self.taker = taker
        named: dict[str, Convert] = {}
        for part in ROW_PARTS:
            if part in file.parts:
                for name, convert in taker.converters(part).items():
                    named[f"{part}_{name}"] = convert
        self.allegation_key = named.get("allegation_key") or self._key_of_content(named)
        self.subject = file.parts.get("subject")
        self.alleges = self.subject is not None and "allegation" in file.parts
        named["allegation_key"] = self._allegation
        if self.subject:
            self.subject_key = named["subject_key"]
            self.member_key = named.get("subject_number", self.subject_key)
            named["subject_key"] = self._subject
            named["subject_number"] = self._number
        self.fields = _in_order(self.table, named, taker.staging)
        self.original = taker.original(*ROW_PARTS)

    @staticmethod
    def _key_of_content(named: dict[str, Convert]) -> Convert:
        """Without a key of its own, an allegation is what it says."""
        parts = [
            convert
            for name, convert in named.items()
            if name in ("allegation_category", "allegation_text")
        ]

        def key(cells: Sequence[str], faults: Faults) -> str:
            found = [convert(cells, []) for convert in parts]
            said = " ".join(each for each in found if each != NULL)
            return short_key(said) if said else NULL

        return key

    def _allegation(self, cells: Sequence[str], faults: Faults) -> str:
        """A line about somebody alleges something, even where it does not say what."""
        key = self.allegation_key(cells, [])
        if key == NULL and self.alleges and self._subject(cells, faults) != NULL:
            return UNSPECIFIED
        return key

    def _subject(self, cells: Sequence[str], faults: Faults) -> str:
        key = self.subject_key(cells, [])
        nobody = key == NULL and self.subject.missing == "unidentified"
        if nobody and self.allegation_key(cells, []) != NULL:
            return NOBODY
        return key

    def _number(self, cells: Sequence[str], faults: Faults) -> str:
        """The number of the member of the force that the key stands for, if any."""
        part, key = self.subject, self.member_key(cells, [])
        if not part.members or key in (NULL, NOBODY):
            return NULL
        if key in part.placeholders or key in part.organisation:
            return NULL
        return _member_number(part, key)

    def row(self, line: int, reference: str, cells: Sequence[str]) -> str | None:
        faults = self.taker.faults()
        values = [
            convert(cells, faults) if convert else NULL for convert in self.fields
        ]
        if values[0] == NULL and values[1] == NULL:  # neither allegation nor subject
            return None
        head = (str(self.taker.number), str(line), reference, *values)
        return "\t".join((*head, self.original(cells), _array(faults)))

    def add(self, row: str) -> None:
        self.taker.staging.add(self.table, row)


class _Members:
    """Members of the force, once each."""

    table = "member"

    def __init__(self, taker: Taker, file: FileMapping):
        self.taker = taker
        self.part = file.parts["member"]
        named = taker.converters("member")
        self.key = named.pop("key")
        self.fields = _in_order(self.table, named, taker.staging)
        self.seen: set[str] = set()
        self.here = ""

    def row(self, line: int, reference: str, cells: Sequence[str]) -> str | None:
        key = self.key(cells, [])
        if key == NULL or key in self.seen:
            return None
        number = _member_number(self.part, key)
        values = [convert(cells, []) if convert else NULL for convert in self.fields]
        self.here = key
        return "\t".join((str(self.taker.number), str(line), number, *values))

    def add(self, row: str) -> None:
        self.seen.add(self.here)
        self.taker.staging.add(self.table, row)


class _Complainants:
    table = "complainant"

    def __init__(self, taker: Taker, file: FileMapping):
        self.taker = taker
        named = taker.converters("complainant")
        self.fields = _in_order(self.table, named, taker.staging)
        self.original = taker.original("complainant")

    def row(self, line: int, reference: str, cells: Sequence[str]) -> str | None:
        faults = self.taker.faults()
        values = [
            convert(cells, faults) if convert else NULL for convert in self.fields
        ]
        head = (str(self.taker.number), str(line), reference, *values)
        return "\t".join((*head, self.original(cells), _array(faults)))

    def add(self, row: str) -> None:
        self.taker.staging.add(self.table, row)


MAKERS = (
    ({"case"}, _Cases),
    ({"allegation", "subject"}, _Rows),
    ({"member"}, _Members),
    ({"complainant"}, _Complainants),
)


def _label(part: str, name: str) -> str:
    """How a fault names the field: category_unmapped, subject_rank_unmapped."""
    return name if part in ("case", "allegation", "outcome") else f"{part}_{name}"


def _in_order(table: str, named: dict[str, Convert], staging: Staging):
    """Converters in the order of the staging table's columns; None where none is."""
    return [named.get(column) for column in COLUMNS[table]]


def _member_number(part: Part, key: str) -> str:
    number = part.member_prefix + key
    if len(number) > NUMBER_LENGTH:
        columns = " + ".join(part.values["key"].columns)
        raise BadCell(columns, key, f"is too long for a number of {NUMBER_LENGTH}")
    return number


def _array(faults: Faults) -> str:
    return "{" + ",".join(dict.fromkeys(faults)) + "}" if faults else "{}"
