"""CSV that no spreadsheet runs, and that gives back what was stored."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import exports

MADE_AT = datetime(2026, 7, 1, 13, 5, tzinfo=UTC)


def parse(rows, headers=("Name",), recipient="A. Analyst"):
    pieces = exports.csv_lines(headers, rows, recipient=recipient, made_at=MADE_AT)
    text = "".join(pieces)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "'quoted", "＠a"]
)
def test_a_formula_becomes_text_and_can_be_read_back(text):
    cell = exports.safe_cell(text)
    assert cell == f"'{text}"
    assert exports.read_cell(cell) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_text_survives_the_round_trip(text):
    [_, _, [cell]] = parse([[text]])
    assert exports.read_cell(cell) == text
    assert not cell or cell[0] not in "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (-5, -5),
        (date(2026, 3, 1), "2026-03-01"),
        (MADE_AT, "2026-07-01 14:05"),
        (datetime(2026, 7, 1, 13, 5), "2026-07-01 13:05"),
        (Decimal("1.50"), "1.50"),
        (Decimal("-1.50"), "'-1.50"),
    ],
)
def test_other_values_are_written_plainly(value, cell):
    assert exports.safe_cell(value) == cell


def test_the_first_line_says_the_marking_for_whom_and_when():
    [first, headers, _] = parse([["a"]], recipient="=evil")
    assert first == ["OFFICIAL-SENSITIVE", "Made for =evil", "Made at 2026-07-01 14:05"]
    assert headers == ["Name"]


def test_headers_and_rows_are_read_back_by_their_names():
    written = [["=1+1", "a\r\nb"], ["'c", ""]]
    pieces = exports.csv_lines(
        ["Name", "+Said"], written, recipient="A", made_at=MADE_AT
    )
    headers, rows = exports.read_lines(io.StringIO("".join(pieces), newline=""))
    assert headers == ["Name", "+Said"]
    assert list(rows) == written


def test_a_long_file_comes_in_pieces():
    rows = ([str(number)] for number in range(1200))
    pieces = exports.csv_lines(["N"], rows, recipient="A", made_at=MADE_AT)
    sizes = [piece.count("\r\n") for piece in pieces]
    assert sizes == [500, 500, 202]


def test_the_download_is_an_attachment_with_the_marking_in_its_name():
    response = exports.csv_response(
        "cases", ["N"], [["1"]], recipient="A", made_at=MADE_AT
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="official-sensitive-cases-2026-07-01-1405.csv"'
    )
    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbfOFFICIAL")
