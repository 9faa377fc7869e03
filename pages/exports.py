"""CSV that a spreadsheet cannot be made to run, streamed row by row.

Decisions, the same for every export:
- The first line is the protective marking, for whom and when it was made; the second
  has the column names. A marking only in the file's name is lost when it is renamed.
- UTF-8 with a byte order mark: without it Excel in Britain reads names as Windows-1252.
- A text that a spreadsheet would take for a formula begins with an apostrophe, and so
  does a text that begins with one, so that `read_cell` gives back exactly what was
  stored. Numbers and dates are written as such: dates as 2026-03-31.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

from audit.exports import MARKING, first_line, harmless

LINES_AT_ONCE = 500


def safe_cell(value: Any) -> Any:
    """The value as a cell: text, never a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        if timezone.is_aware(value):
            value = timezone.localtime(value)
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return value
    return safe_cell(str(value))


def read_cell(text: str) -> str:
    """What `safe_cell` was given, from a text cell."""
    return text[1:] if text.startswith("'") else text


class _Line:
    """What csv.writer writes to: hands each line straight back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    recipient: str,
    made_at: datetime,
    marking: str = MARKING,
) -> Iterator[str]:
    """The file in pieces of some hundred lines; memory does not grow with the rows."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    waiting = [writer.writerow(first_line(recipient, made_at, marking))]
    waiting.append(writer.writerow([safe_cell(header) for header in headers]))
    for row in rows:
        waiting.append(writer.writerow([safe_cell(value) for value in row]))
        if len(waiting) >= LINES_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    if waiting:
        yield "".join(waiting)


def read_lines(source: Iterable[str]) -> tuple[list[str], Iterator[list[str]]]:
    """The headers and the rows of what `csv_lines` wrote, as `read_cell` reads them.

    A file that was cut short before its headers has none.
    """
    lines = ([read_cell(cell) for cell in line] for line in csv.reader(source))
    next(lines, [])  # the marking
    return next(lines, []), lines


def file_name(subject: str, made_at: datetime, marking: str = MARKING) -> str:
    """official-sensitive-cases-2026-11-21-1405.csv"""
    when = f"{timezone.localtime(made_at):%Y-%m-%d-%H%M}"
    return f"{marking.lower()}-{subject}-{when}.csv"


def csv_response(
    subject: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    recipient: str,
    made_at: datetime,
    marking: str = MARKING,
) -> StreamingHttpResponse:
    """The download itself. `subject` is a plain word of ours, such as cases."""
    response = StreamingHttpResponse(
        csv_lines(headers, rows, recipient=recipient, made_at=made_at, marking=marking),
        content_type="text/csv; charset=utf-8",
    )
    name = file_name(subject, made_at, marking)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
