"""What is looked at before a file is stored: size, name, and that both are true.

What the browser says of the type is ignored. Nothing is unpacked to disk, and
everything is read in pieces, so a hostile file costs neither memory nor much time.
"""

import codecs
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

import puremagic

from casework.archives import check_archive
from casework.eicar import EICAR
from casework.file_names import clean_name, type_of
from casework.file_types import TYPES, Family, FileType
from pages.refusals import BadInput

SIZE_LIMIT = 50 * 1_048_576
PIECE = 1 << 18
HEAD = 8_192
TAIL = 65_557
# puremagic's confidence grows with the length of what matched; less is chance.
SURE = 0.4

WEB_PAGE = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<iframe", b"<?php")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"L\0\0\0\x01\x14\x02\0", b"\xca\xfe\xba\xbe")
ZIP_END = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0"
TEXT_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


@dataclass(frozen=True)
class Checked:
    """A file that was looked through: what it is called and what it is."""

    name: str
    size: int
    type: FileType


def refuse(sentence: str, what_next: str = "Choose another file.") -> BadInput:
    return BadInput(sentence, field="file", what_next=what_next)


def check_file(upload: Any) -> Checked:
    """Look through an uploaded file; raises BadInput with the sentence to show."""
    name = clean_name(upload.name or "")
    expected = type_of(name)
    size = upload.size
    if not size:
        raise refuse("The file is empty.")
    if size > SIZE_LIMIT:
        raise refuse(
            f"The file must be {SIZE_LIMIT // 1_048_576} MB or smaller.",
            "Split it into parts, or save it in a smaller form.",
        )
    file = upload.file
    head, tail = _ends(file, size)
    _check_begins(head, expected)
    CHECKS[expected.family](file, head, tail, size, expected)
    _check_eicar(file)
    file.seek(0)
    return Checked(name, size, expected)


def _ends(file: BinaryIO, size: int) -> tuple[bytes, bytes]:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, size - TAIL))
    return head, file.read()


def _check_begins(head: bytes, expected: FileType) -> None:
    """The first bytes must be those of the type that the name promises."""
    if not expected.begins or _begins(head, expected):
        return
    if expected.family is Family.OOXML and head.startswith(OLE):
        raise refuse(
            "The file is protected by a password, or of an older format.",
            "Remove the password, save it again and choose it.",
        )
    raise refuse(
        f"The file is not a {expected.label}, as its name says it is.{_guess(head)}"
    )


def _guess(head: bytes) -> str:
    labels = {kind.label for kind in TYPES.values() if _begins(head, kind)}
    return f" It seems to be a {labels.pop()}." if len(labels) == 1 else ""


def _begins(head: bytes, kind: FileType) -> bool:
    return any(head[at : at + len(word)] == word for at, word in kind.begins)


def _magic(head: bytes) -> list[Any]:
    try:
        return puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []


def _check_archive(
    file: BinaryIO, head: bytes, tail: bytes, size: int, expected: FileType
) -> None:
    check_archive(file, size, expected)


def _check_pdf(
    file: BinaryIO, head: bytes, tail: bytes, size: int, expected: FileType
) -> None:
    end = tail.rfind(b"%%EOF")
    if end < 0:
        raise refuse("The PDF is damaged: its end is missing.")
    if len(tail) - end > 1_024:
        raise refuse("The PDF has something hidden after its end.")
    _check_not_two_things(head[:1_024], tail)


def _check_image(
    file: BinaryIO, head: bytes, tail: bytes, size: int, expected: FileType
) -> None:
    if expected is TYPES["png"]:
        _check_png(file, size)
    if expected is TYPES["gif"] and tail.rstrip(b"\0")[-1:] != b";":
        raise refuse("The image is damaged: its end is missing.")
    if expected is TYPES["jpg"] and b"\xff\xd9" not in tail:
        raise refuse("The image is damaged: its end is missing.")
    _check_not_two_things(head, tail)


def _check_png(file: BinaryIO, size: int) -> None:
    """Walk over the chunks: the last must be the end of the file."""
    at = 8
    while at + 12 <= size:
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        at += 12 + length
        if kind == b"IEND":
            if at != size:
                raise refuse("The image has something hidden after its end.")
            return
    raise refuse("The image is damaged: its end is missing.")


def _check_recording(
    file: BinaryIO, head: bytes, tail: bytes, size: int, expected: FileType
) -> None:
    _check_not_two_things(head, tail)


def _check_not_two_things(head: bytes, tail: bytes) -> None:
    """What is an image to one program must not be a page or archive to another."""
    if ZIP_END in tail:
        raise refuse("The file has an archive hidden in it.")
    ends = (head + b" " + tail[-HEAD:]).lower()
    if any(word in ends for word in WEB_PAGE):
        raise refuse("The file has a web page hidden in it.")


def _check_text(
    file: BinaryIO, head: bytes, tail: bytes, size: int, expected: FileType
) -> None:
    if head.startswith(PROGRAMS):
        raise refuse("The file is a program, not a text.")
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<?xml", *WEB_PAGE)) or b"<script" in lowered:
        raise refuse("The file is a web page, not a text.", "Save it as a PDF.")
    if any(match.confidence >= SURE for match in _magic(head)):
        raise refuse(
            f"The file is not {expected.label.lower()}, as its name says it is."
        )
    if ZIP_END in tail:
        raise refuse("The file has an archive hidden in it.")
    _check_characters(file, head)


def _check_characters(file: BinaryIO, head: bytes) -> None:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "latin-1")()
    try:
        while piece := file.read(PIECE):
            words = decoder.decode(piece)
            if not TEXT_CONTROLS.isdisjoint(map(ord, set(words))):
                raise refuse("The file contains bytes that no text has.")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise refuse("The file contains bytes that no text has.") from error


def _check_eicar(file: BinaryIO) -> None:
    file.seek(0)
    before = b""
    while piece := file.read(PIECE):
        if EICAR in before + piece:
            raise refuse("The file contains the test signature of a virus.")
        before = piece[-len(EICAR) :]


CHECKS = {
    Family.PDF: _check_pdf,
    Family.OOXML: _check_archive,
    Family.ODF: _check_archive,
    Family.IMAGE: _check_image,
    Family.RECORDING: _check_recording,
    Family.TEXT: _check_text,
}
