"""What has been told so far, so that a later case can have facts in common with it."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from organisation.models import Unit

_AGAIN = 0.08  # how many complainants complained before
_MOST_PEOPLE = 5_000


@dataclass(frozen=True)
class Past:
    """A case that was told."""

    case: int
    reference: str
    unit: str
    logged_at: datetime


@dataclass(frozen=True)
class Known:
    """Somebody of the register of people, and where they live."""

    key: int
    surname: str
    address: str
    street: str
    borough: Unit


@dataclass(frozen=True)
class Incident:
    """Where and when something happened, who of the force was there, what came of it.

    Of an extraordinary event `tag` and `crowd` say which; `subjects` are then others
    in every case.
    """

    scene: str
    on: date
    borough: Unit
    street: str
    spot: str = ""
    time: str = ""
    subjects: tuple = ()
    past: Past | None = None
    crowd: str = ""
    tag: int | None = None
    tag_code: str = ""


class Memory:
    """People, members of the force and incidents of the cases told so far."""

    def __init__(self):
        self.of_person: dict[int, Past] = {}
        self.of_member: dict[int, Past] = {}
        self.of_event: dict[int, Past] = {}
        self._people: list[Known] = []

    def somebody(self, chance: Random) -> Known | None:
        """Somebody who complains again, now and then."""
        if not self._people or chance.random() >= _AGAIN:
            return None
        return chance.choice(self._people)

    def keep_person(self, person: Known) -> None:
        if len(self._people) < _MOST_PEOPLE:
            self._people.append(person)

    def keep(self, past: Past, incident: Incident, people, members) -> None:
        """Remember a case when all of it is told."""
        self.of_person |= dict.fromkeys(people, past)
        self.of_member |= dict.fromkeys(members, past)
        if incident.tag:
            self.of_event[incident.tag] = past
