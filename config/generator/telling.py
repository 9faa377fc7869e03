"""How the trail tells what was written: field by field, from nothing or from before."""

from datetime import date
from typing import Any

_NOTHING = (None, "", [], False)


def told_of(name: str, **values: Any) -> dict[str, list]:
    """What a new record says at all, each field under the name of the record."""
    return {
        f"{name} {field}": [None, plain(value)]
        for field, value in values.items()
        if value not in _NOTHING
    }


def plain(value: Any) -> Any:
    """A value as the trail keeps it."""
    return value.isoformat() if isinstance(value, date) else value
