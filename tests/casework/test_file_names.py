import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.file_names import LENGTH, clean_name, type_of
from casework.file_types import TYPES
from pages.refusals import BadInput

CLEANED = {
    "statement.pdf": "statement.pdf",
    "Statement.PDF": "Statement.PDF",
    "../../etc/passwd.txt": "passwd.txt",
    "..\\..\\windows\\system.txt": "system.txt",
    "/etc/cron.d/job.txt": "job.txt",
    "C:\\Users\\me\\note.txt": "note.txt",
    "C:note.txt": "C_note.txt",
    "\\\\server\\share\\note.txt": "note.txt",
    "%2e%2e%2fnote.txt": "%2e%2e%2fnote.txt",
    "....//note.txt": "note.txt",
    "note.txt.": "note.txt",
    "note.txt   ": "note.txt",
    "note.txt. . .": "note.txt",
    "  note.txt": "note.txt",
    "a  b\t c.txt": "a b c.txt",
    "two\r\nlines.txt": "two lines.txt",
    "Set-Cookie: a=b\r\n\r\n.txt": "Set-Cookie_ a=b.txt",
    "con.txt": "_con.txt",
    "CON.txt": "_CON.txt",
    "nul.tar.txt": "_nul.tar.txt",
    "aux .txt": "_aux.txt",
    "com1.txt": "_com1.txt",
    "LPT9.pdf": "_LPT9.pdf",
    "com¹.txt": "_com¹.txt",
    "CLOCK$.txt": "_CLOCK$.txt",
    "console.txt": "console.txt",
    "com10.txt": "com10.txt",
    "what?.txt": "what_.txt",
    'say "this".txt': "say _this_.txt",
    "a<b>c.txt": "a_b_c.txt",
    "pipe|star*.txt": "pipe_star_.txt",
    "<script>alert(1)<\\script>.txt": "script_.txt",
    "' OR 1=1 --.txt": "' OR 1=1 --.txt",
    "$(reboot).txt": "$(reboot).txt",
    "`id`.txt": "`id`.txt",
    "-rf.txt": "-rf.txt",
    "=1+1.csv": "=1+1.csv",
    "{{ 7+7 }}.txt": "{{ 7+7 }}.txt",
    "O'Neill & Söhne.pdf": "O'Neill & Söhne.pdf",
    "cafe\u0301.txt": "caf\u00e9.txt",
    "zero\u200bwidth.txt": "zerowidth.txt",
    "soft\u00adhyphen.txt": "softhyphen.txt",
    "\ufeffmark.txt": "mark.txt",
    "wide\u3000space.txt": "wide space.txt",
    "жалоба.pdf": "жалоба.pdf",
    "شكوى.pdf": "شكوى.pdf",
    "投诉.pdf": "投诉.pdf",
    "👮🏽 photo.jpg": "👮🏽 photo.jpg",
    ".hidden.txt": ".hidden.txt",
    "a.b.c.d.txt": "a.b.c.d.txt",
    f"{'a' * 300}.pdf": f"{'a' * 196}.pdf",
    f"{'é' * 300}.jpeg": f"{'é' * 195}.jpeg",
}

REFUSED = [
    "",
    " ",
    ".",
    "..",
    "...",
    "/",
    "\\",
    "note",
    "note.",
    ".txt",
    "../.txt",
    ". .txt",
    "a\0.txt",
    "a\x01.txt",
    "a\x1b[31m.txt",
    "a\x7f.txt",
    "a\x9b.txt",
    "photo\u202egpj.exe.txt",
    "a\u202a.txt",
    "a\u2066b\u2069.txt",
    "half\ud800.txt",
    "tag\U000e0041.txt",
    "never\uffff.txt",
]

UNACCEPTED = [
    "program.exe",
    "note.txt.exe",
    "note.txt:evil.exe",
    "note.exe::$DATA",
    "evil.php.jpg",
    "evil.pHp.jpg",
    "evil.html.pdf",
    "invoice.pdf.js",
    "a.svg",
    "a.svg.png",
    "a.docm",
    "a.docm.docx",
    "a.lnk",
    "a.zip",
    "a.tar.gz",
    "a.pdf\u00b7exe",
    "a.р\u0064f",
    f"a.{'x' * 150}",
]


@pytest.mark.parametrize(("raw", "cleaned"), CLEANED.items())
def test_cleaned(raw, cleaned):
    assert clean_name(raw) == cleaned


@pytest.mark.parametrize("raw", REFUSED)
def test_refused(raw):
    with pytest.raises(BadInput) as refusal:
        clean_name(raw)
    assert refusal.value.field == "file"


@pytest.mark.parametrize("raw", UNACCEPTED)
def test_type_not_accepted(raw):
    with pytest.raises(BadInput, match="ending"):
        type_of(clean_name(raw))


def test_the_corpus_is_large_enough():
    assert len(CLEANED) + len(REFUSED) + len(UNACCEPTED) >= 90


def test_type_follows_the_ending():
    assert type_of("A.B.Pdf") is TYPES["pdf"]


@given(st.text(max_size=300))
@settings(deadline=None)
def test_whatever_comes_is_harmless_or_refused(raw):
    try:
        name = clean_name(raw)
    except BadInput:
        return
    assert 3 <= len(name) <= LENGTH
    assert not set(name) & set('/\\<>:"|?*\0\r\n')
    assert name == name.strip().rstrip(".")
    assert clean_name(name) == name
