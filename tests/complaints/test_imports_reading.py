"""Files as people really have them, and as nobody should: each told in a sentence."""

import gzip
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from complaints.imports.converting import plain_number, value_class
from complaints.imports.mapping import read_mapping
from complaints.imports.reading import BadFile, Source, examine, pair, rows_of
from complaints.imports.sheets import BadSheet
from complaints.models import Case
from tests.complaints.importing import HEADER, MAPPING, ROWS, imported, lines, written

SMALL = """
source = "old"
[[files]]
reference = "ref"
[files.case]
said = "words"
received_on = { column = "day", date = "%d/%m/%Y" }
"""


def read(path, mapping=SMALL):
    """What a file is found to be, and its rows."""
    source = pair([Source(path, path.name)], read_mapping(mapping).files)[0]
    examine(source)
    return source, list(rows_of(source))


class TestEncoding:
    TEXT = "ref,words,day\n1,Café – “señor” O’Neill £5,01/02/2009\n" * 1
    ROW = ["1", "Café – “señor” O’Neill £5", "01/02/2009"]

    @pytest.mark.parametrize(
        ("coding", "found"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("utf-16", "utf-16"),
            ("utf-32", "utf-32"),
            ("cp1252", "cp1252"),
        ],
    )
    def test_it_is_found_out(self, tmp_path, coding, found):
        source, rows = read(written(tmp_path, self.TEXT.encode(coding)))

        assert source.encoding == found
        assert rows == [(2, self.ROW)]

    def test_or_given(self, tmp_path):
        given = SMALL.replace("reference", 'encoding = "cp850"\nreference', 1)
        text = "ref,words,day\n1,Café,\n"
        source, rows = read(written(tmp_path, text.encode("cp850")), given)

        assert source.encoding == "cp850"
        assert rows[0][1][1] == "Café"

    def test_an_unknown_one_is_named(self, tmp_path):
        given = SMALL.replace("reference", 'encoding = "klingon"\nreference', 1)

        with pytest.raises(BadFile, match="“klingon”, which is not known"):
            read(written(tmp_path, self.TEXT), given)

    def test_a_file_that_is_not_what_the_mapping_says(self, tmp_path):
        given = SMALL.replace("reference", 'encoding = "utf-16"\nreference', 1)

        with pytest.raises(BadFile, match="is not utf-16"):
            read(written(tmp_path, b"ref,words,day\n1,x"), given)

    def test_noise_is_not_text(self, tmp_path):
        noise = bytes(range(256)) * 40

        with pytest.raises(BadFile):
            read(written(tmp_path, b"\x00\x01\x02" + noise))


class TestShape:
    @pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
    def test_the_delimiter_is_found_out(self, tmp_path, sign):
        path = written(tmp_path, lines([("1", "a", "")], ("ref", "words", "day"), sign))

        source, rows = read(path)

        assert source.delimiter == sign
        assert rows == [(2, ["1", "a", ""])]

    def test_lines_are_counted_as_an_editor_counts_them(self, tmp_path):
        text = 'ref,words,day\n1,"two\nlines",\n\n,,\n2,one,\n\n\n'
        source, rows = read(written(tmp_path, text))

        assert rows == [(2, ["1", "two\nlines", ""]), (6, ["2", "one", ""])]
        assert (source.rows, source.blank) == (2, 4)

    def test_without_a_header(self, tmp_path):
        given = SMALL.replace(
            "reference", 'columns = ["ref", "words", "day"]\nreference', 1
        )
        _, rows = read(written(tmp_path, "1,a,\n"), given)

        assert rows == [(1, ["1", "a", ""])]

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "is empty"),
            (b"\n\n", "holds no line"),
            (b"ref,words,,day\n", "Column 3 of cases.csv has no name"),
            (b"ref,words,ref\n", "two columns called “ref”"),
            (b"PK\x03\x04rest", "is packed or not a table"),
            (gzip.compress(b"ref,words\n", mtime=0), "is packed or not a table"),
            (
                b'ref,words,day\n1,"never closed' + b"x" * 17_000_000,
                "line 2: a quotation",
            ),
            (
                ",".join(f"c{n}" for n in range(1_500)).encode(),
                "more than 1,000 columns",
            ),
        ],
    )
    def test_what_cannot_be_read_is_said(self, tmp_path, content, sentence):
        with pytest.raises(BadFile, match=sentence):
            read(written(tmp_path, content))

    def test_files_are_told_apart_by_their_names(self, tmp_path):
        files = read_mapping(
            "source='o'\n[[files]]\nname='a'\nmatch='a*'\nreference='r'\n[files.case]\n"
            "[[files]]\nname='b'\nmatch='b*'\nreference='r'\n[files.case]\n"
        ).files
        named = [Source(tmp_path, "b.csv"), Source(tmp_path, "A.csv")]

        assert [each.name for each in pair(named, files)] == ["A.csv", "b.csv"]
        with pytest.raises(BadFile, match=r"does not know c.csv: .* named a\*, b\*"):
            pair([Source(tmp_path, "c.csv")], files)
        with pytest.raises(BadFile, match="Both a1 and a2 look like"):
            pair([Source(tmp_path, "a1"), Source(tmp_path, "a2")], files)
        with pytest.raises(BadFile, match="No file was given"):
            pair([], files)


@pytest.mark.django_db
class TestColumns:
    def test_one_that_is_missing_is_named(self, tmp_path):
        path = written(tmp_path, lines(ROWS, (*HEADER[:4], "Code", *HEADER[5:])))

        with pytest.raises(BadFile, match="no column “code”.*It has “Code”"):
            imported(path)

    def test_all_that_are_missing_are_named_at_once(self, tmp_path):
        path = written(tmp_path, lines([], ("ref", "received", "what", "officer")))

        with pytest.raises(BadFile) as refusal:
            imported(path)

        assert refusal.value.sentence == (
            "cases.csv has no columns “closed”, “code” and “found”."
        )

    def test_so_are_those_of_every_file(self, tmp_path):
        mapping = (
            "source='old'\n[[files]]\nmatch='c*'\nname='c'\nreference='r'\n"
            "[files.case]\nsaid='w'\n[[files]]\nmatch='a*'\nreference='r'\n"
            "[files.allegation]\ntext='t'\n"
        )
        cases = written(tmp_path, "W,new,newer\nx,y,z\n", "c.csv")
        below = written(tmp_path, "r,x\n", "a.csv")

        with pytest.raises(BadFile) as refusal:
            imported(cases, below, mapping=mapping)

        assert refusal.value.sentence == (
            "c.csv has no columns “r” and “w”. It has “W”: capitals count. "
            "a.csv has no column “t”. "
            "c.csv has columns “new” and “newer”, which the mapping does not know. "
            "Read them, or name them among “kept”. "
            "a.csv has a column “x” that the mapping does not know. "
            "Read it, or name it among “kept”."
        )

    def test_more_than_a_sentence_holds_are_counted(self, tmp_path):
        kept = ", ".join(f'"k{n}"' for n in range(25))
        mapping = SMALL + f"kept = [{kept}]"

        with pytest.raises(BadFile, match="“k19” and 5 others.$"):
            imported(written(tmp_path, "ref,words,day\n"), mapping=mapping)

    def test_one_that_nobody_knows_is_named(self, tmp_path):
        path = written(tmp_path, lines([], (*HEADER, "surprise")))

        with pytest.raises(BadFile, match="“surprise” that the mapping does not know"):
            imported(path)

    def test_nor_is_one_beside_its_like(self, tmp_path):
        path = written(tmp_path, lines([], (*HEADER, "Code")))

        with pytest.raises(BadFile, match="“Code” that the mapping does not know"):
            imported(path)

    def test_a_wrong_delimiter_is_guessed_at(self, tmp_path):
        mapping = MAPPING.replace("reference", 'delimiter = "tab"\nreference', 1)

        with pytest.raises(BadFile, match="is the delimiter right"):
            imported(written(tmp_path, lines(ROWS)), mapping=mapping)

    @pytest.mark.parametrize("more", [",extra", ""])
    def test_lines_of_another_length_are_refused(self, tmp_path, more):
        line = "Z1,01/02/2009,,x,RUDE,7," + more if more else "Z1,01/02/2009"
        report = imported(written(tmp_path, lines(ROWS) + line + "\n"))

        reason = report["refused"]["rows"][0]
        assert reason[1] == 6
        assert "columns where the header has 7" in reason[4]

    def test_empty_cells_beyond_the_header_do_no_harm(self, tmp_path):
        text = lines(ROWS) + "Z1,01/02/2009,,x,RUDE,7,,,\n"

        assert imported(written(tmp_path, text))["result"] == "imported"


@pytest.mark.django_db
class TestCells:
    @pytest.mark.parametrize(
        ("cell", "value_class", "reason"),
        [
            ("30/02/2009", "date-like", "is not a date like 31/03/2026"),
            ("31/06/2009", "date-like", "is not a date like 31/03/2026"),
            ("29/02/2007", "date-like", "is not a date like 31/03/2026"),
            ("00/00/0000", "date-like", "is not a date like 31/03/2026"),
            ("04/13/2007", "date-like", "is not a date like 31/03/2026"),
            ("01/02/07", "date-like", "is not a date like 31/03/2026"),
            ("01/02/0207", "date-like", "year outside"),
            ("01/02/1752", "date-like", "year outside"),
            ("01/02/9999", "date-like", "year outside"),
            ("39845", "number of 5 characters", "is not a date like 31/03/2026"),
            ("next Tuesday", "text of 12 characters", "is not a date like 31/03/2026"),
        ],
    )
    def test_a_broken_date_is_refused(self, tmp_path, cell, value_class, reason):
        rows = [("Z1", cell, "", "x", "RUDE", "7", "")]
        report = imported(written(tmp_path, lines(rows)))

        row = report["refused"]["rows"][0]
        assert row[:4] == ["cases.csv", 2, "received", value_class]
        assert reason in row[4]

    @pytest.mark.parametrize(
        ("cell", "reason"),
        [
            ("a\0b", "control character"),
            ("a\u202eb", "right-to-left override"),
            ("x" * 20_001, "longer than 20,000"),
            ("x" * 10_000_000, "longer than 20,000"),
        ],
        ids=["nul", "bidi", "long", "10 MB"],
    )
    def test_a_hostile_text_is_refused(self, tmp_path, cell, reason):
        rows = [("Z1", "01/02/2009", "", cell, "RUDE", "7", "")]
        report = imported(written(tmp_path, lines(rows)))

        row = report["refused"]["rows"][0]
        assert (row[1], row[2]) == (2, "what")
        assert reason in row[4]
        assert cell[:50] not in str(report)

    def test_a_byte_that_is_not_utf8_is_named(self, tmp_path):
        mapping = MAPPING.replace("reference", 'encoding = "utf-8"\nreference', 1)
        content = lines(ROWS).replace("Lost property", "Lost £").encode("cp1252")
        report = imported(written(tmp_path, content), mapping=mapping)

        row = report["refused"]["rows"][0]
        assert (row[1], row[2]) == (5, "what")
        assert "a byte that its encoding does not have" in row[4]

    def test_no_reference(self, tmp_path):
        rows = [(" ", "01/02/2009", "", "x", "RUDE", "7", "")]
        report = imported(written(tmp_path, lines(rows)))

        assert report["refused"]["rows"][0][4] == "the case has no reference"

    def test_a_formula_is_text(self, tmp_path):
        rows = [("Z1", "", "", '=HYPERLINK("http://x")', "RUDE", "7", "")]
        imported(written(tmp_path, lines(rows)))

        assert Case.objects.get().said == '=HYPERLINK("http://x")'

    def test_null_words_are_nothing(self, tmp_path):
        rows = [("Z1", "#VALUE!", "NA", " ", "RUDE", "NA", "NA")]
        imported(written(tmp_path, lines(rows)))

        found = Case.objects.get()
        assert found.received_on is None
        assert found.subject_count == 0


def book(*rows, **more) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


class TestSheets:
    def test_values_as_text(self, tmp_path):
        content = book(
            ["ref", "words", "day"],
            [1.0, "=1+1", datetime(2009, 2, 1)],
            [2, True, date(2009, 2, 1)],
            [None, None, None],
        )
        source, rows = read(written(tmp_path, content, "cases.xlsx"))

        assert source.encoding == "workbook"
        # A formula without a kept result has no value.
        assert rows == [
            (2, ["1", "", "2009-02-01"]),
            (3, ["2", "TRUE", "2009-02-01"]),
        ]

    @pytest.mark.parametrize("name", ["cases.xlsm", "cases.xls", "cases.ods"])
    def test_other_workbooks_are_not_read(self, tmp_path, name):
        with pytest.raises(BadSheet, match="only XLSX"):
            read(written(tmp_path, book(["ref"]), name))

    def test_what_is_no_workbook(self, tmp_path):
        with pytest.raises(BadSheet, match="damaged"):
            read(written(tmp_path, b"ref,words,day\n", "cases.xlsx"))

    def test_a_bomb(self, tmp_path):
        content = BytesIO(book(["ref", "words", "day"]))
        with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet2.xml", b" " * 300_000_000)

        with pytest.raises(BadSheet, match="unpacks to far more|packed more tightly"):
            read(written(tmp_path, content.getvalue(), "cases.xlsx"))

    def test_a_million_laughs(self, tmp_path):
        content = BytesIO(book(["ref", "words", "day"]))
        laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>'
        with zipfile.ZipFile(content, "a") as archive:
            archive.writestr("xl/worksheets/sheet2.xml", laughs)

        with pytest.raises(BadSheet, match="definitions that no document needs"):
            read(written(tmp_path, content.getvalue(), "cases.xlsx"))

    def test_too_many_columns(self, tmp_path):
        content = book(["ref", "words", "day"], ["1"] * 1_200)

        with pytest.raises(BadSheet, match="more than 1,000 columns"):
            read(written(tmp_path, content, "cases.xlsx"))

    @pytest.mark.django_db
    def test_days_of_a_sheet_need_their_format(self, tmp_path):
        mapping = SMALL.replace("%d/%m/%Y", "%Y-%m-%d")
        content = book(["ref", "words", "day"], ["1", "x", date(2009, 2, 1)])
        imported(written(tmp_path, content, "cases.xlsx"), mapping=mapping)

        assert Case.objects.get().received_on == date(2009, 2, 1)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        *(("130469.0", "130469"), ("0421", "421"), ("832.0", "832"), ("0", "0")),
        *(("C170981", "C170981"), ("1.5", "1.5"), ("", ""), ("-1", "-1")),
    ],
)
def test_numbers_kept_as_text(given, plain):
    assert plain_number(given) == plain


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (" ", "empty"),
        ("1.5", "number of 3 characters"),
        ("2009-02-01 00:00:00", "date-like"),
        ("x", "text of 1 character"),
        ("a\0", "text with a hidden character"),
    ],
)
def test_the_class_of_a_value_does_not_say_it(cell, said):
    assert value_class(cell) == said
