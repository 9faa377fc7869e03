"""Files into rows of cells: their digest, encoding, delimiter, header and lines.

Nothing is held but one row. What is wrong with a whole file is a BadFile, what is
wrong with a row is the business of whoever takes the rows.
"""

import codecs
import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from charset_normalizer import from_bytes

from complaints.imports.mapping import FileMapping
from complaints.imports.sheets import SHEETS, check_sheet, sheet_rows
from pages.refusals import Refused

CELL_LIMIT = 16 * 1_048_576
COLUMN_LIMIT = 1_000
PIECE = 1 << 20
SAMPLE = 1 << 18
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
WORDS = {sign: name for name, sign in DELIMITERS.items()}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Archives and programs, which some people choose in place of what is in them.
PACKED = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xfd7zXZ",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
)
NO_FALL_BACK = ("utf-16", "utf-32", "utf_16", "utf_32")


class BadFile(Refused):
    """A file that cannot be read as the mapping says."""

    status = 422
    code = "bad_file"
    heading = "The file cannot be imported"
    what_next = "Correct the file or the mapping and try again."


@dataclass
class Source:
    """A file on disk under the name people know it by, and what is found out of it."""

    path: Path
    name: str
    sha256: str = ""
    encoding: str = ""
    delimiter: str = ""
    size: int = 0
    rows: int = 0
    blank: int = 0
    header: tuple[str, ...] = ()
    mapping: FileMapping | None = field(default=None, repr=False)

    @property
    def is_sheet(self) -> bool:
        return self.name.lower().endswith(SHEETS)

    def facts(self) -> dict[str, object]:
        return {
            "name": self.name,
            "read_as": self.mapping.name if self.mapping else "",
            "sha256": self.sha256,
            "size": self.size,
            "encoding": self.encoding,
            "delimiter": WORDS.get(self.delimiter, self.delimiter),
            "rows": self.rows,
            "blank": self.blank,
        }


def pair(sources: list[Source], files: tuple[FileMapping, ...]) -> list[Source]:
    """Tell each source how it is read; in the order of the mapping."""
    left = list(sources)
    found = []
    for wanted in files:
        matching = [
            each for each in left if fnmatch(each.name.lower(), wanted.match.lower())
        ]
        if len(matching) > 1:
            raise BadFile(
                f"Both {matching[0].name} and {matching[1].name} look like the file "
                f"“{wanted.name}”, named {wanted.match}."
            )
        if matching:
            matching[0].mapping = wanted
            left.remove(matching[0])
            found.append(matching[0])
    if left:
        names = ", ".join(each.match for each in files)
        raise BadFile(
            f"The mapping does not know {left[0].name}: it reads files named {names}."
        )
    if not found:
        raise BadFile("No file was given.")
    return found


def examine(source: Source) -> None:
    """Read a file once: its digest, and whether it is UTF-8 or what it seems to be."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, sample = True, b""
    with source.path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            sample = sample or piece[:SAMPLE]
            source.size += len(piece)
            if utf8 and not source.is_sheet:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    utf8 = False
    source.sha256 = digest.hexdigest()
    if not source.size:
        raise BadFile(f"{source.name} is empty.")
    if source.is_sheet:
        check_sheet(source.path, source.name)
        source.encoding = "workbook"
        return
    if sample.startswith(PACKED):
        raise BadFile(
            f"{source.name} is packed or not a table: give plain CSV, TSV or XLSX."
        )
    source.encoding = _encoding(source, sample, utf8)


def _encoding(source: Source, sample: bytes, utf8: bool) -> str:
    asked = source.mapping.encoding if source.mapping else "auto"
    if asked != "auto":
        try:
            return codecs.lookup(asked).name
        except LookupError as error:
            raise BadFile(
                f"The mapping gives {source.name} the encoding “{asked}”, which is "
                "not known."
            ) from error
    for mark, name in BOMS:
        if sample.startswith(mark):
            return name
    if utf8 and b"\0" not in sample:
        return "utf-8"
    return _guess(source.name, sample)


def _guess(name: str, sample: bytes) -> str:
    """What charset-normalizer finds; cp1252 where it does as well, for it is likely."""
    found = from_bytes(sample)
    best = found.best()
    if best is None:
        raise BadFile(
            f"{name} is not text in any known encoding: say which in the mapping, or "
            "save it as UTF-8."
        )
    for match in found:
        alike = match.chaos <= best.chaos + 0.02
        if alike and "cp1252" in (match.encoding, *match.could_be_from_charset):
            return "cp1252"
    return best.encoding


Row = tuple[int, list[str]]


def rows_of(source: Source) -> Iterator[Row]:
    """Line and cells of each row below the header; blank rows are left out.

    Counts the source's rows as they pass.
    """
    read_header(source)
    filled = _filled(source, _all_rows(source))
    if source.mapping is None or source.mapping.columns is None:
        next(filled)  # the header itself
    for line, cells in filled:
        source.rows += 1
        yield line, cells


def read_header(source: Source) -> None:
    """Set the names of the columns: as the mapping says, else the first filled line."""
    columns = source.mapping.columns if source.mapping else None
    if columns is None:
        first = next((row for row in _all_rows(source) if not _is_blank(row)), None)
        if first is None:
            raise BadFile(f"{source.name} holds no line.")
        columns = tuple(each.strip() for each in first[1])
        while columns and not columns[-1]:
            columns = columns[:-1]
        _check_header(source.name, columns)
    source.header = columns


def _all_rows(source: Source) -> Iterator[Row]:
    return sheet_rows(source.path) if source.is_sheet else _text_rows(source)


def _filled(source: Source, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        if _is_blank(row):
            source.blank += 1
        else:
            yield row


def _is_blank(row: Row) -> bool:
    cells = row[1]
    return not any(cells) or all(not cell or cell.isspace() for cell in cells)


def _check_header(name: str, columns: tuple[str, ...]) -> None:
    seen = set()
    for number, column in enumerate(columns, start=1):
        if not column:
            raise BadFile(f"Column {number} of {name} has no name in its header.")
        if column in seen:
            raise BadFile(f"{name} has two columns called “{column[:60]}”.")
        seen.add(column)
    if len(columns) > COLUMN_LIMIT:
        raise BadFile(f"{name} has more than {COLUMN_LIMIT:,} columns.")


def _text_rows(source: Source) -> Iterator[Row]:
    csv.field_size_limit(CELL_LIMIT)
    errors = "strict" if source.encoding.startswith(NO_FALL_BACK) else "surrogateescape"
    with source.path.open(encoding=source.encoding, errors=errors, newline="") as file:
        source.delimiter = _delimiter(source, file.readline)
        file.seek(0)
        reader = csv.reader(file, delimiter=source.delimiter)
        before = 0
        try:
            for cells in reader:
                yield before + 1, cells
                before = reader.line_num
        except csv.Error as error:
            raise BadFile(
                f"{source.name}, from line {before + 1}: a quotation mark is opened "
                "and never closed, or a cell is larger than "
                f"{CELL_LIMIT // 1_048_576} MB."
            ) from error
        except UnicodeError as error:
            raise BadFile(
                f"{source.name}, after line {before}: the file is not "
                f"{source.encoding} throughout."
            ) from error


def _delimiter(source: Source, readline: Callable[[], str]) -> str:
    """As the mapping says, else what cuts the first line into most columns."""
    asked = source.mapping.delimiter if source.mapping else "auto"
    if asked != "auto":
        sign = DELIMITERS.get(asked, asked)
        if len(sign) != 1:
            raise BadFile(
                f"The mapping's delimiter “{asked}” must be one character, or one of "
                f"{', '.join(DELIMITERS)}."
            )
        return sign
    try:
        first = readline()
    except UnicodeError as error:
        raise BadFile(f"{source.name} is not {source.encoding}.") from error
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS.values(), key=outside.count)
