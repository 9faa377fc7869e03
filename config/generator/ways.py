"""The ways of a case besides the straight one through an investigation to its end.

Pure: which way a life takes, where it begins, and its legs.
"""

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

SERIOUS = {"A", "B", "G", "H", "Y", "X"}
# What a borough does not look into itself.
NOT_LOCAL = SERIOUS | {"F"}
# What the supervisor of somebody reported may have dealt with already.
MINOR = frozenset("JKNPQSTUVW")
# What can be about how the force is run, where nobody's manner is complained of.
_OF_THE_FORCE = frozenset("SW")
# Moves that decide a case; the first is the authority's on a report.
DECIDING = (
    *("determine", "complete-resolution", "answer-direction"),
    *("grant-dispensation", "grant-discontinuance"),
)
# The result that each of the others gives to everything alleged.
RESULT_OF = {
    "complete-resolution": "locally-resolved",
    "answer-direction": "direction-and-control",
    "grant-dispensation": "dispensation",
    "grant-discontinuance": "discontinued",
}
# Where a complaint is withdrawn from: no application waits, nothing was agreed.
MAY_LEAVE = frozenset(
    {"recorded", "checked", "assessed", "allocated", "investigating", "reported"}
)
RECOVERY_OFFERED = 0.06  # to those who then had it recorded


class Leg(NamedTuple):
    """A verb, the state it leads to, and after how many days: least, most, usual."""

    verb: str
    status: str
    least: int
    most: int
    usual: int


@dataclass(frozen=True)
class Way:
    """What a case does from the state `begins_at` on, until it is decided or back."""

    begins_at: str
    legs: tuple[Leg, ...]

    @property
    def decides(self) -> bool:
        return self.legs[-1].status == "determined"


# How many take each way, of those that may.
_SHARES = {
    "contact": 0.03,
    "direction": 0.4,
    "resolution": 0.3,
    "dispensation": 0.045,
    "discontinuance": 0.04,
    "sub_judice": 0.025,
}


def way_of(chance: Random, life) -> Way | None:
    """The way that a life takes; most take none of these."""
    roll = chance.random()
    for name in _may_take(life):
        roll -= _SHARES[name]
        if roll < 0:
            return _WAYS[name](chance)
    return None


def _may_take(life):
    """The ways open to a case of its kind, with what is alleged in it."""
    codes = set(life.categories)
    if life.kind == "PC":
        if codes <= MINOR:
            yield "contact"
        if codes <= _OF_THE_FORCE:
            yield "direction"
        if not codes & NOT_LOCAL:
            if life.local:
                yield "resolution"
            yield "dispensation"
            yield "discontinuance"
    yield "sub_judice"


def _contact(chance: Random) -> Way:
    return Way("received", (Leg("resolve-at-contact", "resolved_at_contact", 0, 2, 0),))


def _direction(chance: Random) -> Way:
    return Way(
        "checked",
        (
            Leg("handle-direction", "direction", 0, 6, 2),
            Leg("answer-direction", "determined", 8, 90, 35)
            if chance.random() < 0.88
            else Leg("end-direction", "checked", 3, 20, 8),
        ),
    )


def _resolution(chance: Random) -> Way:
    return Way(
        "allocated",
        (
            Leg("offer-resolution", "resolving", 1, 10, 4),
            Leg("agree-plan", "resolving", 1, 8, 3),
            Leg("complete-resolution", "determined", 8, 60, 25)
            if chance.random() < 0.87
            else Leg("end-resolution", "allocated", 8, 40, 15),
        ),
    )


def _dispensation(chance: Random) -> Way:
    begins_at = chance.choice(("recorded", "checked", "assessed"))
    return Way(
        begins_at,
        (
            Leg("apply-dispensation", "dispensing", 1, 6, 2),
            Leg("grant-dispensation", "determined", 30, 140, 70)
            if chance.random() < 0.8
            else Leg("refuse-dispensation", begins_at, 30, 140, 70),
        ),
    )


def _discontinuance(chance: Random) -> Way:
    return Way(
        "investigating",
        (
            Leg("apply-discontinuance", "discontinuing", 20, 90, 40),
            Leg("grant-discontinuance", "determined", 30, 110, 60)
            if chance.random() < 0.8
            else Leg("refuse-discontinuance", "investigating", 30, 110, 60),
        ),
    )


def _sub_judice(chance: Random) -> Way:
    """Reviewed every four weeks, until the proceedings are over."""
    begins_at = chance.choice(("allocated", "investigating", "investigating"))
    reviews = chance.choice((0, 1, 2, 3, 4, 6, 9))
    return Way(
        begins_at,
        (
            Leg("suspend-sub-judice", "sub_judice", 0, 30, 8),
            *[Leg("review-sub-judice", "sub_judice", 21, 29, 27)] * reviews,
            Leg("resume", begins_at, 8, 40, 24),
        ),
    )


_WAYS = {
    "contact": _contact,
    "direction": _direction,
    "resolution": _resolution,
    "dispensation": _dispensation,
    "discontinuance": _discontinuance,
    "sub_judice": _sub_judice,
}
