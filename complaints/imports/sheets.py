"""Rows of an XLSX workbook: values only, as text, one row at a time."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from casework.archives import check_archive
from casework.file_types import TYPES
from pages.refusals import BadInput, Refused

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
READ = ".xlsx"
WIDEST = 1_000


class BadSheet(Refused):
    """A workbook that cannot be read."""

    status = 422
    code = "bad_file"
    heading = "The file cannot be imported"
    what_next = "Save the sheet as CSV and import that."


def check_sheet(path: Path, name: str) -> None:
    """Refuse what is not a workbook, or carries more, before anything opens it."""
    if not name.lower().endswith(READ):
        raise BadSheet(f"{name} is not read: of workbooks only XLSX is.")
    try:
        with path.open("rb") as file:
            check_archive(file, path.stat().st_size, TYPES["xlsx"])
    except BadInput as refusal:
        raise BadSheet(f"{name}: {refusal.sentence}") from refusal


def sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row of the first sheet; formulas give their last value."""
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise BadSheet("The workbook is damaged and cannot be read.") from error
    try:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if len(row) > WIDEST:
                raise BadSheet(f"Line {line} has more than {WIDEST:,} columns.")
            yield line, [_text(cell) for cell in row]
    except (KeyError, ValueError, TypeError, IndexError, SyntaxError) as error:
        raise BadSheet("The workbook is damaged and cannot be read.") from error
    finally:
        workbook.close()


def _text(cell: Any) -> str:
    """A value as a CSV file would have it; days as 2026-03-31."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
