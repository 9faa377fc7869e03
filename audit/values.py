"""Python values as the trail keeps them: JSON that says what a person would read."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any


def kept(value: Any) -> Any:
    """The value in JSON's own types; what JSON does not know becomes text."""
    if isinstance(value, Enum):
        return kept(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float):
        return value if abs(value) < float("inf") else str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, Mapping):
        return {str(kept(key)): kept(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((kept(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [kept(item) for item in value]
    subject = getattr(value, "trail_subject", None)
    return subject.key if subject is not None else str(value)


def kept_changes(
    changes: Mapping[str, tuple[Any, Any]] | None,
) -> dict[str, list[Any]] | None:
    """``{field: (before, after)}`` as Detail holds it, or None if nothing changed."""
    if not changes:
        return None
    return {
        field: [kept(before), kept(after)] for field, (before, after) in changes.items()
    }
