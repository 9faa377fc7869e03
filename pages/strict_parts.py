"""Forms with files, read without letting anything pass that is no text.

Django decodes such a form with errors="replace", and takes what cannot be printed out
of the name of a file. Afterwards nobody can tell a U+FFFD that somebody pasted from
one that stands for bytes that were lost, nor that a name held a NUL. A part whose
header it cannot read, or a file whose name is nothing, it leaves out without a word:
the rest would be acted on without what belonged to it.
"""

import codecs
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from django.http import HttpRequest, multipartparser
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import ImmutableList

from pages.refusals import BadInput

ENCODING = "candour_strict_utf8"
REPLACEMENT = "\ufffd"


def read_strictly(request: HttpRequest) -> None:
    """Have the body, not read yet, decoded and its files named without repairs."""
    request.encoding = ENCODING

    def parse(meta: Any, body: Any) -> Any:
        request.upload_handlers = ImmutableList(request.upload_handlers)
        handlers = request.upload_handlers
        return Parser(meta, body, handlers, request.encoding).parse()

    vars(request)["parse_file_upload"] = parse  # of this request alone


class UnreadablePart(BadInput):
    """A part of a form that does not say what it is."""

    def __init__(self) -> None:
        super().__init__(
            "A part of what was sent, such as the name of a file, cannot be read.",
            what_next="Nothing was done. Go back, give your files names of plain "
            "letters and numbers, and send the form once more.",
        )


class Parts(multipartparser.Parser):
    """The parts of a body; refuses one without a name that can be read."""

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any], Any]]:
        for kind, headers, stream in super().__iter__():
            if kind == multipartparser.RAW:
                # Nothing before the first boundary, and two hyphens after the last.
                if stream.read(2) not in (b"", b"--"):
                    raise UnreadablePart
            elif "name" not in headers["content-disposition"][1]:
                raise UnreadablePart
            yield kind, headers, stream


class Parser(MultiPartParser):
    """Keeps that a name cannot be told, and the rest of the form with it."""

    # Django's own code, which finds our `Parts` where it looks for its own.
    _parse = FunctionType(
        vars(MultiPartParser)["_parse"].__code__,
        vars(multipartparser) | {"Parser": Parts},
    )

    def sanitize_file_name(self, file_name: str) -> str:
        if "\0" in file_name:
            return REPLACEMENT
        return super().sanitize_file_name(file_name) or REPLACEMENT


def decode(sent: Any, errors: str = "strict") -> tuple[str, int]:
    return codecs.utf_8_decode(sent, "strict", True)


def find(name: str) -> codecs.CodecInfo | None:
    if name != ENCODING:
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, decode, name=ENCODING)


codecs.register(find)
