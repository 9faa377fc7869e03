"""Text as it may be stored: one form per letter, nothing invisible, nothing that lies.

Control and bidirectional-override characters can make a name read as another name or
hide words from the person who checks them, so they are refused with a sentence.
Zero-width characters carry nothing for the reader and are dropped, so that two names
that look alike compare alike.
"""

import re
import unicodedata

ZERO_WIDTH = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF]
)
LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
SPACES = re.compile(r"\s+")
FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embedding, override, isolate
    "\ud800-\udfff"  # half of a character
    "\ufdd0-\ufdef\ufffe\uffff"  # never characters
    "\U000e0000-\U000e007f"  # tags: invisible text
    "]"
)


class ForbiddenCharacter(ValueError):
    """The text has a character that may not be stored."""

    def __init__(self, character: str) -> None:
        self.character = character
        name = unicodedata.name(character, "control character").lower()
        super().__init__(f"U+{ord(character):04X} ({name})")


def clean(text: str, *, lines: bool = False) -> str:
    """The text as stored: NFC, line ends as newlines or, without `lines`, as spaces."""
    found = FORBIDDEN.search(text)
    if found:
        raise ForbiddenCharacter(found.group())
    text = LINE_ENDS.sub("\n", text).translate(ZERO_WIDTH)
    text = unicodedata.normalize("NFC", text)
    return text.strip() if lines else SPACES.sub(" ", text).strip()
