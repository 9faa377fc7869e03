"""Files made to harm, built in code: nothing of the kind lies in the repository."""

import io
import stat
import struct
import zipfile
import zlib

from casework.eicar import EICAR

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": f"{OFFICE}.wordprocessingml.document.main+xml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet.main+xml",
    "pptx": f"{OFFICE}.presentationml.presentation.main+xml",
}
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def content_types(main: str) -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types"><Override PartName="/main.xml" '
        f'ContentType="{main}"/></Types>'
    )


def zipped(parts, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """`parts`: (name or ZipInfo, content) pairs."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def listed_backwards(parts) -> bytes:
    """An archive that lists last what it holds first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
        archive.filelist.reverse()
    return made.getvalue()


def office(extension="docx", *more, main=None) -> bytes:
    """A small office file, with more parts on demand."""
    types = content_types(main or MAIN[extension])
    parts = [("[Content_Types].xml", types), ("main.xml", "<main>Words</main>")]
    return zipped([*parts, *more])


def open_document(kind="text", *more) -> bytes:
    stored = zipfile.ZipInfo("mimetype")
    content = f"application/vnd.oasis.opendocument.{kind}"
    return zipped([(stored, content), ("content.xml", "<office/>"), *more])


def relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="http://x/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(content: bytes) -> bytes:
    """Sets the flag of encryption in every header of an archive."""
    changed = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(sign, place + 4)
    return bytes(changed)


def lying_size(content: bytes, name: bytes, size: int) -> bytes:
    """States another unpacked size for one part, in both headers."""
    changed = bytearray(content)
    for sign, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = changed.find(sign)
        while place >= 0:
            if changed[place + name_at :].startswith(name):
                struct.pack_into("<I", changed, place + size_at, size)
            place = changed.find(sign, place + 4)
    return bytes(changed)


def stating_members(content: bytes, count: int) -> bytes:
    """An archive whose end states so many members, whatever it holds."""
    changed = bytearray(content)
    at = changed.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", changed, at + 8, count, count)
    return bytes(changed)


def packed_with(content: bytes, method: int) -> bytes:
    """States a way of packing that nobody knows."""
    changed = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = changed.find(sign)
        while place >= 0:
            struct.pack_into("<H", changed, place + at, method)
            place = changed.find(sign, place + 4)
    return bytes(changed)


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(*more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + pixels + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
JPEG = (
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + b"\1" * 64 + b"\xff\xd9"
)
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
TIFF = b"II*\0\x08\0\0\0" + b"\0" * 64
WAV = b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0" + b"\0" * 40
MP3 = b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 64
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0" * 64
M4A = b"\0\0\0\x18ftypM4A \0\0\2\0M4A mp42" + b"\0" * 64
EXE = b"MZ\x90\0\3\0\0\0" + b"\0" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
LNK = b"L\0\0\0\x01\x14\x02\0" + b"\0" * 64
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    "<x>&b;</x>"
)

MANY_SHEETS = office("xlsx", *((f"xl/{number}.xml", "a") for number in range(2_100)))

GOOD = {
    "report.pdf": PDF,
    "scan with trailing bytes.pdf": PDF + b"\0" * 500,
    "letter.docx": office(),
    "table.xlsx": office("xlsx"),
    "slides.pptx": office("pptx"),
    "slides with a chart.pptx": office(
        "pptx", ("ppt/embeddings/sheet1.xlsx", office("xlsx"))
    ),
    "linked.docx": office(
        "docx", ("word/_rels/document.xml.rels", relations("hyperlink", "https://x/"))
    ),
    "letter.odt": open_document(),
    "table.ods": open_document("spreadsheet"),
    "photo.jpg": JPEG,
    "photo.JPEG": JPEG,
    "screen.png": png(),
    "old.gif": GIF,
    "fax.tif": TIFF,
    "call.wav": WAV,
    "call.mp3": MP3,
    "call.m4a": M4A,
    "camera.mp4": MP4,
    "note.txt": "Café “quoted” — naïve £5\r\n".encode(),
    "old note.txt": "Caf\u00e9 \u201cquoted\u201d".encode("cp1252"),
    "wide note.txt": "Zoë said so".encode("utf-16"),
    "rows.csv": b'a,b\r\n1,"=1+1"\r\n',
    "statement.v2.final.pdf": PDF,
}

BAD = {
    "nothing.pdf": b"",
    "nothing.txt": b"",
    "program.exe": EXE,
    "program.pdf": EXE,
    "program.txt": EXE,
    "script.txt": b"#!/bin/sh\nrm -rf /\n",
    "elf.txt": b"\x7fELF\2\1\1\0" + b"\0" * 16,
    "page.html": HTML,
    "page.pdf": HTML,
    "page.txt": HTML,
    "page.csv": b"\xef\xbb\xbf  <script>alert(1)</script>",
    "drawing.svg": SVG,
    "drawing.png": SVG,
    "drawing.txt": SVG,
    "data.xml": LAUGHS.encode(),
    "data.txt": LAUGHS.encode(),
    "shortcut.lnk": LNK,
    "shortcut.txt": LNK,
    "macros.docm": office(),
    "macros.xlsm": office("xlsx"),
    "old.doc": OLE,
    "password.docx": OLE,
    "bundle.zip": zipped([("a.txt", "a")]),
    "photo.jpg.exe": JPEG,
    "photo.exe.jpg": JPEG,
    "page.html.pdf": PDF,
    "photo.png": JPEG,
    "photo.jpg": png(),
    "table.docx": office("xlsx"),
    "renamed.docx": zipped([("a.txt", "a")]),
    "no-end.pdf": b"%PDF-1.7\n1 0 obj\n",
    "late-start.pdf": b"junk" + PDF,
    "archive-inside.pdf": PDF + zipped([("a.exe", EXE)]),
    "page-inside.pdf": b"%PDF-1.7\n<script>alert(1)</script>\n" + PDF[9:],
    "page-after.jpg": JPEG + HTML,
    "archive-after.jpg": JPEG + zipped([("a.exe", EXE)]),
    "archive-after.png": png() + zipped([("a.exe", EXE)]),
    "after-end.png": png() + b"hidden",
    "page-in-comment.png": png(chunk(b"tEXt", b"Comment\0<?php system($_GET[1]);")),
    "cut.png": png()[:-4],
    "script.gif": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "archive-after.wav": WAV + zipped([("a", "a")]),
    "bytes.txt": b"abc\0def\x01",
    "broken-wide.txt": b"\xff\xfe\x00\xd8",
    "pdf.txt": PDF,
    "png.csv": png(),
    "virus.txt": EICAR,
    "virus-inside.docx": office("docx", ("word/media/a.bin", EICAR)),
    "virus-deep.txt": b"words " * 60_000 + EICAR,
    "bomb.xlsx": office("xlsx", ("xl/sheet.xml", b" " * 60_000_000)),
    "lying.docx": lying_size(
        office("docx", ("word/a.xml", b"a" * 1_000)), b"word/a.xml", 10
    ),
    "boasting.docx": lying_size(
        office("docx", ("word/a.xml", b"a" * 1_000)), b"word/a.xml", 4_000_000_000
    ),
    "members.docx": stating_members(office(), 60_000),
    "really-members.docx": office(
        "docx", *((f"word/{number}.xml", "a") for number in range(2_100))
    ),
    "denied-members.docx": stating_members(
        office("docx", *((f"word/{number}.xml", "a") for number in range(2_100))), 2
    ),
    "hundred-thousand.docx": stating_members(
        office("docx", *((f"{number}", "") for number in range(100_000))), 2
    ),
    "dear-packing.docx": zipped(
        [("[Content_Types].xml", content_types(MAIN["docx"]))], zipfile.ZIP_LZMA
    ),
    "nested-members.docx": office("docx", ("word/embeddings/a.xlsx", MANY_SHEETS)),
    "nested-denied.docx": office(
        "docx", ("word/embeddings/a.xlsx", stating_members(MANY_SHEETS, 2))
    ),
    "nested-tail.docx": office(
        "docx", ("word/embeddings/a.xlsx", office("xlsx") + b"hidden after the end")
    ),
    "unknown-packing.docx": packed_with(office(), 97),
    "boasting-a-little.docx": lying_size(
        office("docx", ("word/a.xml", b"a" * 1_000)), b"word/a.xml", 2_000
    ),
    "nested-odt.docx": office("docx", ("word/embeddings/a.odt", open_document())),
    "long-list.docx": zipped(
        [("[Content_Types].xml", content_types(MAIN["docx"]) + " " * 1_100_000)]
    ),
    "no-list.docx": zipped([("main.xml", "<main/>")]),
    "not-first.odt": zipped([("content.xml", "<x/>"), ("mimetype", "x")]),
    "after-end.pdf": PDF + b"x" * 2_000,
    "cut.jpg": JPEG[:-2],
    "cut.gif": GIF[:-1],
    "archive-after.txt": b"words\n" + zipped([("a", "a")]),
    "up.docx": office("docx", ("../../etc/cron.d/x", "a")),
    "up-windows.docx": office("docx", ("..\\..\\x", "a")),
    "root.docx": office("docx", ("/etc/passwd", "a")),
    "drive.docx": office("docx", ("C:/x", "a")),
    "link.docx": office("docx", (link("word/link.xml"), "/etc/passwd")),
    "twice.docx": office("docx", ("Main.xml", "<again/>")),
    "nested.docx": office("docx", ("word/inner.zip", zipped([("a", "a")]))),
    "nested-deep.docx": office(
        "docx",
        (
            "word/embeddings/a.xlsx",
            office("xlsx", ("xl/embeddings/b.xlsx", office("xlsx"))),
        ),
    ),
    "ole.docx": office("docx", ("word/embeddings/oleObject1.bin", OLE)),
    "macro-part.docx": office("docx", ("word/vbaProject.bin", "a")),
    "macro-type.docx": office(
        "docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "macros.odt": open_document("text", ("Basic/Standard/Module1.xml", "<x/>")),
    "sheet.odt": open_document("spreadsheet"),
    "laughs.docx": office("docx", ("word/a.xml", LAUGHS)),
    "laughs-wide.docx": office("docx", ("word/a.xml", LAUGHS.encode("utf-16"))),
    "laughs-late.docx": office("docx", ("word/a.xml", " " * 65_530 + LAUGHS)),
    "template.docx": office(
        "docx",
        ("word/_rels/s.rels", relations("attachedTemplate", "https://x/t.dotm")),
    ),
    "broken-types.docx": zipped([("[Content_Types].xml", "<Types"), ("a", "a")]),
    "encrypted.docx": encrypted(office()),
    "comment.docx": office() + b"hidden after the end",
    "cut.docx": office()[:-30],
    "head.docx": b"PK\x03\x04" + b"\0" * 200,
}
