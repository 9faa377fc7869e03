"""Who acts and upon what, as the trail remembers them: by value, not by foreign key."""

from typing import NamedTuple, Protocol


class Subject(NamedTuple):
    """What an entry is about: ``Subject("case", "PC/00001/26", 17)``.

    Something inside a case (an allegation, a document) is recorded with the case as its
    subject, so that one chain and one history tell the whole case.
    """

    kind: str
    key: str
    id: int | None = None


class Actor(NamedTuple):
    """Who did it, named as they were at the time."""

    id: int | None
    key: str
    name: str
    role: str = ""
    on_behalf_of: str = ""


class HasTrailSubject(Protocol):
    @property
    def trail_subject(self) -> Subject: ...


class HasTrailActor(Protocol):
    @property
    def trail_actor(self) -> Actor: ...


class HasTrailUnit(Protocol):
    @property
    def trail_unit(self) -> str: ...


SYSTEM = Actor(None, "system", "Candour")
ANONYMOUS = Actor(None, "anonymous", "Someone not signed in")


def subject_of(thing: Subject | HasTrailSubject) -> Subject:
    return thing if isinstance(thing, Subject) else thing.trail_subject


def actor_of(who: Actor | HasTrailActor) -> Actor:
    return who if isinstance(who, Actor) else who.trail_actor


def unit_of(unit: str | HasTrailUnit | None) -> str:
    if unit is None:
        return ""
    return unit if isinstance(unit, str) else unit.trail_unit
