"""Where a member served, what they are trained to do, by whom managed: read at once."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import F, Value

from organisation.models import Member
from organisation.models.members import Rank, member_words

POSTING, TRAINING, MANAGER = "posting", "training", "manager"


class Spell(NamedTuple):
    """Something that was so of a member from one date to another.

    `name` is that of a unit, of what they are trained in, or a manager's surname.
    """

    what: str
    rank: str
    name: str
    number: str
    from_on: date
    to_on: date | None

    @property
    def rank_words(self) -> str:
        return str(Rank(self.rank).label)

    @property
    def who(self) -> str:
        """Who managed them."""
        return member_words(self.rank, self.name, self.number)


def spells_of(member: Member, on: date) -> Iterator[Spell]:
    """Every one, newest first: of the managers those of that day alone."""
    none = Value("")
    postings = _read(member.postings, POSTING, F("rank"), F("unit__name"), none)
    training = _read(member.accreditations, TRAINING, none, F("kind__name"), none)
    managers = _read(
        member.line_managers.on(on),
        MANAGER,
        *(F(f"manager__{name}") for name in ("rank", "surname", "number")),
    )
    found = postings.union(training, managers, all=True).order_by("-from_on")
    return map(Spell._make, found)


def _read(rows, what, rank, name, number):
    said = {"is_a": Value(what), "in_rank": rank, "named": name, "numbered": number}
    return rows.order_by().annotate(**said).values_list(*said, "from_on", "to_on")
