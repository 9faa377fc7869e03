"""What stands on the record of a member of the force, besides the cases about them.

Sanctions, restrictions, interventions: each kind of record says its own part.

    @note(ImposedSanction, "member")
    def sanctions(member, on, user) -> list[Note | Table]: ...

in a module that `complaints.urls` reaches: the rows that it is of, and the path to the
member in them. A part holds only what this user may see, and is not asked of a member
who has no such row: of most members there is nothing to tell.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from organisation.models import Member

SHOWN = 100  # of a table; hardly anybody has as many


@dataclass(frozen=True)
class Note:
    """A card of what is live: rows as of a summary list, links as {"text", "href"}."""

    title: str
    rows: list[dict[str, Any]]
    actions: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Everything of a kind, live or over: each row has a cell for each heading.

    A cell is {"text"}, and what else it has of "href", "second" and "html".
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[dict[str, Any]]]

    @property
    def shown(self) -> list[list[tuple[str, dict[str, Any]]]]:
        """Each cell with its heading, as narrow screens show it."""
        rows = self.rows[:SHOWN]
        return [list(zip(self.headings, row, strict=True)) for row in rows]

    @property
    def most(self) -> int:
        """How many are shown where there are more; they are read to one beyond."""
        return SHOWN if len(self.rows) > SHOWN else 0


Part = Callable[[Member, date, Any], Sequence[Note | Table]]
_parts: list[tuple[Exists, Part]] = []


def note(model: type[Model], path: str) -> Callable[[Part], Part]:
    """Have this part told of every member who stands at this path of such a row."""
    there = Exists(model._base_manager.filter(**{path: OuterRef("pk")}))

    def told(part: Part) -> Part:
        _parts.append((there, part))
        return part

    return told


def members() -> QuerySet[Member]:
    """Each with `told_0` and so on: whether a part could tell anything of them."""
    marks = {f"told_{place}": there for place, (there, _) in enumerate(_parts)}
    return Member.objects.annotate(**marks)


def about(member: Any, on: date, user: Any) -> tuple[list[Note], list[Table]]:
    """What is live of one of `members`, and what there is, as far as is seen."""
    found = [
        each
        for place, (_, part) in enumerate(_parts)
        if getattr(member, f"told_{place}")
        for each in part(member, on, user)
    ]
    notes = [each for each in found if isinstance(each, Note)]
    return notes, [each for each in found if isinstance(each, Table) and each.rows]


def cell(text: object, **more: Any) -> dict[str, Any]:
    return {"text": text, **more}


def upto(rows: Any) -> Iterable[Any]:
    """As many rows as a table needs to know whether there are more."""
    return rows[: SHOWN + 1]
