"""The lives of all cases, planned before any is told: what comes in when, and why."""

from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from random import Random

from config.generator.events import received
from config.generator.life import Life, Setting, live
from config.generator.memory import Incident
from config.generator.stories import SHARED_SCENES

_SAME_INCIDENT = 0.025  # how many complain of what another complained of
_SOON = timedelta(days=45)  # within which they do


@dataclass(frozen=True)
class Plan:
    """A life, and the event it comes from or the earlier plan of the same incident."""

    life: Life
    event: Incident | None = None
    again: int | None = None


def plan_all(
    chance: Random, number: int, as_at: date, days: int, events: list[Incident]
) -> list[Plan]:
    """As many plans, in the order in which the cases come in."""
    when = [received(chance, as_at, days, events) for _ in range(number)]
    when.sort(key=itemgetter(0))
    plans: list[Plan] = []
    shared: deque[int] = deque(maxlen=200)  # places of incidents others may have seen
    for place, (day, event) in enumerate(when):
        again = None
        setting = Setting(event.scene, event.on) if event else None
        if event is None and chance.random() < _SAME_INCIDENT:
            late = [n for n in shared if plans[n].life.incident_on >= day - _SOON]
            if late:
                again = chance.choice(late)
                before = plans[again].life
                setting = Setting(before.scene, before.incident_on, before.subjects)
        life = live(chance, day, as_at, setting)
        plans.append(Plan(life, event, again))
        if setting is None and life.complainants and life.scene in SHARED_SCENES:
            shared.append(place)
    return plans
