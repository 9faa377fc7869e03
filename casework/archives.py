"""Looking through office files, which are archives, without unpacking them.

Sizes that an archive states may lie, so members are read in pieces and counted, each
once: only a sheet inside, which must be read here and there, is first copied whole.
"""

import stat
import struct
import zipfile
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from casework.eicar import EICAR
from casework.file_types import TYPES, Family, FileType
from pages.refusals import BadInput

MEMBERS = 2_000
LIST_SIZE = 400_000
UNPACKED = 200_000_000
RATIO = 100
# Small parts of even colour or spaces shrink a lot and harm nobody.
RATIO_FROM = 10_000_000
XML_PART = 1_000_000
PIECE = 1 << 16
IN_MEMORY = 5_000_000

# Other ways of packing cost far more time and memory to undo, and no office uses them.
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MACROS = ("vbaproject", "macroenabled", "activex")
MACRO_FOLDERS = ("basic/", "scripts/")
OUTSIDE = ("attachedTemplate", "oleObject", "frame", "subDocument")
DOCTYPES = tuple(
    word.encode(coding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("ascii", "utf-16-le", "utf-16-be")
)
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
LARGE_ARCHIVE = b"PK\x06\x07"


def refuse(sentence: str) -> BadInput:
    return BadInput(
        sentence,
        field="file",
        what_next="Save it as a PDF, or as a new document, and choose that.",
    )


@dataclass
class Budget:
    """What may yet be unpacked, nested files included."""

    packed: int
    left: int = UNPACKED
    unpacked: int = field(default=0)

    def spend(self, size: int) -> None:
        self.left -= size
        self.unpacked += size
        if self.left < 0:
            raise refuse("The file unpacks to far more than it seems to hold.")
        if self.unpacked > RATIO_FROM and self.unpacked > RATIO * self.packed:
            raise refuse("The file is packed more tightly than a document is.")


def check_archive(file: IO[bytes], size: int, expected: FileType) -> None:
    """Refuse an office file that is not what it says, or carries more."""
    _check_count(file, size)
    _check(file, expected, Budget(packed=size), nested=False)


def _check_count(file: IO[bytes], size: int) -> None:
    """Before the list of members is read: is it of a sensible length?"""
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise refuse("The file is damaged: it ends too early.")
    members, listed, comment = struct.unpack("<10xHL4xH", tail[at : at + 22])
    if len(tail) != at + 22 + comment or comment > 256:
        raise refuse("The file has something hidden after its end.")
    if members > MEMBERS or listed > LIST_SIZE or LARGE_ARCHIVE in tail:
        raise refuse("The file holds too many parts for a document.")


def _check(
    file: IO[bytes], expected: FileType, budget: Budget, *, nested: bool
) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members)
            for member in members:
                _check_content(archive, member, budget, nested=nested)
            _check_kind(archive, expected)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError) as error:
        raise refuse("The file is damaged and cannot be read.") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        raise refuse("The file is packed in a way that cannot be checked.") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise refuse("The file holds too many parts for a document.")
    names = [member.filename for member in members]
    if len({name.lower() for name in names}) != len(names):
        raise refuse("The file holds two parts of the same name.")
    for member in members:
        if member.flag_bits & 0x1:
            raise refuse("The file is protected by a password. Remove it first.")
        if member.compress_type not in PACKINGS:
            raise refuse("The file is packed in a way that cannot be checked.")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise refuse("The file holds a link to another place.")
        if _leads_out(member):
            raise refuse("The file holds a part that would be written elsewhere.")
        name = member.filename.lower()
        if any(word in name for word in MACROS) or name.startswith(MACRO_FOLDERS):
            raise refuse("The file contains macros, which are programs.")
    if sum(member.file_size for member in members) > UNPACKED:
        raise refuse("The file unpacks to far more than it seems to hold.")


def _leads_out(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    return (
        name.startswith("/")
        or ".." in name.split("/")
        or "\0" in name
        or name[1:2] == ":"
    )


def _check_content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget, *, nested: bool
) -> None:
    name = member.filename.lower()
    is_xml = name.endswith((".xml", ".rels"))
    read = 0
    before = b""
    sheet = None
    with (
        archive.open(member) as part,
        SpooledTemporaryFile(max_size=IN_MEMORY) as copy,
    ):
        while piece := part.read(PIECE):
            budget.spend(len(piece))
            if not read and piece.startswith(OLE):
                raise refuse("The file has another file of an old format inside it.")
            if not read and piece.startswith(ZIP):
                sheet = _sheet_inside(name, nested=nested)
            if sheet is not None:
                copy.write(piece)
            seen = before + piece
            if EICAR in seen:
                raise refuse("The file contains the test signature of a virus.")
            if is_xml and any(word in seen for word in DOCTYPES):
                raise refuse("The file contains definitions that no document needs.")
            before = piece[-80:]
            read += len(piece)
        if read != member.file_size:
            raise refuse("The file is damaged: a part has another size than stated.")
        if sheet is not None:
            # Read in place, each step back would unpack the sheet from its start.
            _check_count(copy, read)
            _check(copy, sheet, budget, nested=True)


def _sheet_inside(name: str, *, nested: bool) -> FileType:
    """A chart brings its sheet along; nothing else may be an archive in an archive."""
    folder, _, name = name.rpartition("/")
    sheet = TYPES.get(name.rpartition(".")[2])
    if nested or not folder.endswith("embeddings") or sheet is None:
        raise refuse("The file has another archive inside it.")
    if sheet.family is not Family.OOXML:
        raise refuse("The file has another archive inside it.")
    return sheet


def _check_kind(archive: zipfile.ZipFile, expected: FileType) -> None:
    if expected.family is Family.ODF:
        _check_odf(archive, expected)
        return
    types = _xml(archive, "[Content_Types].xml")
    stated = {element.get("ContentType", "") for element in types}
    if any(word in kind.lower() for kind in stated for word in MACROS):
        raise refuse("The file contains macros, which are programs.")
    if expected.main_part not in stated:
        raise refuse(f"The file is not a {expected.label}, as its name says it is.")
    for name in archive.namelist():
        if name.lower().endswith(".rels"):
            _check_relations(_xml(archive, name))


def _check_relations(relations: Element) -> None:
    for relation in relations.iter(RELATION):
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind in OUTSIDE:
            raise refuse("The file fetches a part of itself from another place.")


def _check_odf(archive: zipfile.ZipFile, expected: FileType) -> None:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.file_size > 200:
        raise refuse(f"The file is not an {expected.label}, as its name says it is.")
    if archive.read(first).decode("ascii", "replace") != expected.content_type:
        raise refuse(f"The file is not an {expected.label}, as its name says it is.")


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        part = archive.getinfo(name)
    except KeyError as error:
        raise refuse("The file lacks the list of its parts.") from error
    if part.file_size > XML_PART:
        raise refuse("The file has a list of parts that is far too long.")
    try:
        return ElementTree.fromstring(archive.read(part), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise refuse("The file is damaged: the list of its parts is broken.") from error
