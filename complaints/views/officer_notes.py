"""What is live of a member of the force, above the cases of their history.

Sanctions, restrictions, interventions: each kind of record says its own part.

    @note
    def live_sanctions(member, on, user) -> list[Note]: ...

in a module that `complaints.urls` reaches. A note holds only what this user may see.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organisation.models import Member


@dataclass(frozen=True)
class Note:
    """A card: rows as of a summary list, and links as {"text", "href"}."""

    title: str
    rows: list[dict[str, Any]]
    actions: list[dict[str, str]] = field(default_factory=list)


Part = Callable[[Member, date, Any], list[Note]]
_parts: list[Part] = []


def note(part: Part) -> Part:
    """Have this part told of every member."""
    _parts.append(part)
    return part


def about(member: Member, on: date, user: Any) -> list[Note]:
    """What is live of the member on this day, as far as the user may see."""
    return [each for part in _parts for each in part(member, on, user)]
