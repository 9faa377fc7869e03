"""Forms with files, read without letting anything pass that is no text.

Django decodes such a form with errors="replace", and takes what cannot be printed out
of the name of a file. Afterwards nobody can tell a U+FFFD that somebody pasted from
one that stands for bytes that were lost, nor that a name held a NUL.
"""

import codecs
from typing import Any

from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import ImmutableList

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


class Parser(MultiPartParser):
    """Keeps that a name held a NUL, and the rest of the form with it."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        if "\0" in file_name:
            return REPLACEMENT
        return super().sanitize_file_name(file_name)


def decode(sent: Any, errors: str = "strict") -> tuple[str, int]:
    return codecs.utf_8_decode(sent, "strict", True)


def find(name: str) -> codecs.CodecInfo | None:
    if name != ENCODING:
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, decode, name=ENCODING)


codecs.register(find)
