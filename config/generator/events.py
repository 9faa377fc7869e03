"""Extraordinary events, made up: many complain of one at once, and are tagged so."""

from datetime import date, timedelta
from random import Random

from complaints.models import Tag
from config.generator.memory import Incident
from organisation.models import Unit

# Code, name, what people call it, the borough, the street, days before the last day.
_EVENTS = (
    ("riverside-march", "Riverside march", "southwark", "New Quay Street", 471),
    ("market-demonstration", "Market demonstration", "camden", "Market Approach", 128),
)
_SHARE = 0.02  # of all cases
_SATURDAY = 5


def events_up_to(as_at: date, days: int) -> list[Incident]:
    """The events of the `days` up to `as_at`, each with its tag, made if missing."""
    units = {unit.code: unit for unit in Unit.objects.filter(kind="borough")}
    found = []
    for code, name, borough, street, before in _EVENTS:
        day = as_at - timedelta(days=before)
        day -= timedelta(days=(day.weekday() - _SATURDAY) % 7)
        tag, _ = Tag.objects.get_or_create(
            code=code,
            defaults={"name": f"{name}, {day:%B %Y}", "from_on": day, "to_on": day},
        )
        if 0 < (as_at - tag.from_on).days < days:
            found.append(
                Incident(
                    "protest",
                    tag.from_on,
                    units[borough],
                    street,
                    crowd=f"the {name}",
                    tag=tag.pk,
                    tag_code=code,
                )
            )
    return found


def received(
    chance: Random, as_at: date, days: int, events: list[Incident]
) -> tuple[date, Incident | None]:
    """When a case comes in: on any of the `days`, or soon after an event."""
    if not events or chance.random() >= _SHARE:
        return as_at - timedelta(days=chance.randrange(days)), None
    event = chance.choice(events)
    later = timedelta(days=1 + int(chance.expovariate(1 / 9)))
    return min(as_at, event.on + later), event
