"""The types of file that are accepted, and how each begins.

A list of what is accepted, not of what is refused. No archives, no web pages, no
formats that carry programs: macros need an ending of their own (docm) or an older
format (doc), and neither is here.
"""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """How the content of a file is looked through."""

    PDF = "pdf"
    OOXML = "ooxml"
    ODF = "odf"
    IMAGE = "image"
    RECORDING = "recording"
    TEXT = "text"


@dataclass(frozen=True)
class FileType:
    """`begins` holds (offset, bytes): one of them must be there."""

    label: str
    content_type: str
    family: Family
    begins: tuple[tuple[int, bytes], ...] = ()
    main_part: str = ""  # of OOXML: the content type of its main part


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_ZIP = ((0, b"PK\x03\x04"),)
_JPEG = FileType("JPEG image", "image/jpeg", Family.IMAGE, ((0, b"\xff\xd8\xff"),))
_TIFF = FileType(
    "TIFF image", "image/tiff", Family.IMAGE, ((0, b"II*\0"), (0, b"MM\0*"))
)


def _office(label: str, kind: str, main: str) -> FileType:
    return FileType(
        label, f"{_OFFICE}.{kind}", Family.OOXML, _ZIP, f"{_OFFICE}.{main}.main+xml"
    )


TYPES: dict[str, FileType] = {
    "pdf": FileType("PDF", "application/pdf", Family.PDF, ((0, b"%PDF-"),)),
    "docx": _office(
        "Word document", "wordprocessingml.document", "wordprocessingml.document"
    ),
    "xlsx": _office("Excel workbook", "spreadsheetml.sheet", "spreadsheetml.sheet"),
    "pptx": _office(
        "PowerPoint presentation",
        "presentationml.presentation",
        "presentationml.presentation",
    ),
    "odt": FileType("OpenDocument text", f"{_ODF}.text", Family.ODF, _ZIP),
    "ods": FileType("OpenDocument sheet", f"{_ODF}.spreadsheet", Family.ODF, _ZIP),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileType(
        "PNG image", "image/png", Family.IMAGE, ((0, b"\x89PNG\r\n\x1a\n"),)
    ),
    "gif": FileType(
        "GIF image", "image/gif", Family.IMAGE, ((0, b"GIF87a"), (0, b"GIF89a"))
    ),
    "tif": _TIFF,
    "tiff": _TIFF,
    "mp3": FileType(
        "MP3 recording",
        "audio/mpeg",
        Family.RECORDING,
        ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    ),
    "wav": FileType(
        "WAV recording", "audio/wav", Family.RECORDING, ((8, b"WAVEfmt "),)
    ),
    "m4a": FileType("M4A recording", "audio/mp4", Family.RECORDING, ((4, b"ftypM4A"),)),
    "mp4": FileType(
        "MP4 recording",
        "video/mp4",
        Family.RECORDING,
        (
            (4, b"ftypisom"),
            (4, b"ftypiso"),
            (4, b"ftypmp4"),
            (4, b"ftypavc1"),
            (4, b"ftypMSNV"),
            (4, b"ftypdash"),
        ),
    ),
    "txt": FileType("Plain text", "text/plain", Family.TEXT),
    "csv": FileType("CSV table", "text/csv", Family.TEXT),
}

# Anywhere in a name these pretend or do harm: "statement.exe.pdf".
# fmt: off
DANGEROUS_EXTENSIONS = frozenset({
    "bat", "chm", "cmd", "cpl", "dll", "docm", "dotm", "exe", "gadget", "hta", "htm",
    "html", "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "msc", "msi", "msp",
    "pif", "php", "pl", "potm", "ppam", "pptm", "ps1", "py", "scf", "scr", "sct",
    "sh", "shtml", "svg", "svgz", "swf", "url", "vb", "vbe", "vbs", "wsf", "wsh",
    "xhtml", "xlam", "xlsb", "xlsm", "xltm", "xml", "xsl",
})
# fmt: on
