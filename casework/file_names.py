"""Names of files that people send: words to show, never a place to write to.

The file itself is stored under a random name; this one is given back on download, so
it must be harmless on the reader's machine too.
"""

import re

from casework.file_types import DANGEROUS_EXTENSIONS, TYPES, FileType
from pages import text
from pages.refusals import BadInput

LENGTH = 200
FORBIDDEN_ON_WINDOWS = re.compile(r'[<>:"|?*]')
DEVICES = re.compile(
    r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE
)
WHAT_NEXT = "Rename the file on your computer and choose it again."


def clean_name(raw: str) -> str:
    """The name as stored and shown; raises BadInput with the sentence to show."""
    try:
        name = text.clean(raw)
    except text.ForbiddenCharacter as found:
        raise BadInput(
            f"The name of the file contains a hidden character, {found}.",
            field="file",
            what_next=WHAT_NEXT,
        ) from found
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = FORBIDDEN_ON_WINDOWS.sub("_", name).strip().rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not stem.strip(". ") or not extension:
        raise BadInput(
            "The file must have a name and an ending, like statement.pdf.",
            field="file",
            what_next=WHAT_NEXT,
        )
    if DEVICES.fullmatch(stem.split(".", 1)[0].strip()):
        stem = f"_{stem}"
    stem = stem[: LENGTH - len(extension) - 1].rstrip()
    return f"{stem}{dot}{extension}"


def type_of(name: str) -> FileType:
    """The type that a cleaned name promises; raises BadInput for one not accepted."""
    *earlier, extension = name.lower().split(".")
    hidden = [part.strip() for part in earlier[1:]]
    dangerous = [part for part in hidden if part in DANGEROUS_EXTENSIONS]
    if dangerous:
        raise BadInput(
            f"The name of the file contains “.{dangerous[0]}”, which is the ending of "
            "a program or a web page.",
            field="file",
            what_next=WHAT_NEXT,
        )
    if extension not in TYPES:
        raise BadInput(
            f"Files ending in “.{extension[:20]}” cannot be kept. The file must be one "
            f"of: {accepted_words()}.",
            field="file",
            what_next="Save it as one of these, a PDF if you can, and choose it again.",
        )
    return TYPES[extension]


def accepted_words() -> str:
    return ", ".join(sorted(TYPES))
