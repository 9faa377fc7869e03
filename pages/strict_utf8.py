"""UTF-8 that refuses what it cannot read, even when it is asked to replace it.

Django decodes a form with files with errors="replace". Afterwards a U+FFFD that
somebody pasted cannot be told from one that stands for bytes that were lost.
"""

import codecs
from typing import Any

ENCODING = "candour_strict_utf8"


def decode(sent: Any, errors: str = "strict") -> tuple[str, int]:
    return codecs.utf_8_decode(sent, "strict", True)


def find(name: str) -> codecs.CodecInfo | None:
    if name != ENCODING:
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, decode, name=ENCODING)


codecs.register(find)
