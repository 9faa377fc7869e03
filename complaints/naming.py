"""Which cases a text names, in any of the ways in which people write a reference."""

import re

from casework.references import written

# In a look-ahead, so that no match takes the beginning of the next one.
_NAMED = re.compile(
    r"(?=([a-z]{2})[\W_]{0,3}([0-9]{1,9})[\W_]{1,3}(?:20)?([0-9]{2})(?![0-9]))",
    re.IGNORECASE | re.ASCII,
)


def references_in(text: str) -> set[str]:
    """`PC/00813/26` for "pc 813 26", "PC-00813-26" and the like."""
    return {
        written(prefix.upper(), int(year), int(serial))
        for prefix, serial, year in _NAMED.findall(text)
    }
