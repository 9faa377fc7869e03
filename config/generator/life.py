"""What happens to one synthetic case, and when: pure, from a stream of chances."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from complaints.rules.routes import route_after
from config.generator import stories
from config.generator.stories import Alleged
from config.generator.ways import (
    DECIDING,
    MAY_LEAVE,
    MINOR,
    NOT_LOCAL,
    RECOVERY_OFFERED,
    RESULT_OF,
    SERIOUS,
    Leg,
    way_of,
)

# Weights rounded from IPCC national tables of 2008-10; see domain.md 3.5.
CATEGORY_WEIGHTS = {
    "S": 240, "U": 210, "C": 130, "D": 70, "M": 50, "Q": 50, "E": 50, "T": 40,
    "F": 30, "L": 30, "J": 30, "K": 20, "A": 8, "B": 2, "G": 8, "H": 4, "N": 2,
    "P": 1, "R": 6, "V": 12, "W": 18, "X": 8, "Y": 3,
}  # fmt: skip
CHANNELS = {
    "telephone": 30, "online": 22, "email": 16, "counter": 14, "letter": 8,
    "ipcc": 5, "solicitor": 3, "mp": 2,
}  # fmt: skip
CODES, CODE_WEIGHTS = list(CATEGORY_WEIGHTS), list(CATEGORY_WEIGHTS.values())
# What may be alleged in each scene, and how often it is.
OF_SCENE = {
    scene: (list(codes), [CATEGORY_WEIGHTS[code] for code in codes])
    for scene, codes in stories.BY_SCENE.items()
}
SOURCES = list(stories.SOURCES)
SOURCE_WEIGHTS = [weight for weight, _ in stories.SOURCES.values()]
OF_SOURCE = {
    source: (sorted(codes), [CATEGORY_WEIGHTS[code] for code in sorted(codes)])
    for source, (_, codes) in stories.SOURCES.items()
}
HEARD = 0.04
CHANNEL_CODES, CHANNEL_WEIGHTS = list(CHANNELS), list(CHANNELS.values())


@dataclass(frozen=True)
class Step:
    """One verb of the life, the status it led to, and the day."""

    verb: str
    status: str
    on: date


@dataclass(frozen=True)
class Setting:
    """Where and when, and about how many, where that is known beforehand."""

    scene: str
    on: date
    subjects: int = 0


LEAVE = "leave-withdrawn"
CONSIDERED = 30  # days at most until it is decided that it does not go on


@dataclass
class Life:
    """A case from receipt to the day it is looked at."""

    kind: str
    received_on: date
    incident_on: date
    channel: str
    local: bool
    scene: str
    source: str  # of a conduct matter
    alleged: list[Alleged]
    subjects: int
    complainants: int
    heard: bool = False  # whether it is one for a meeting or a hearing
    steps: list[Step] = field(default_factory=list)

    @property
    def categories(self) -> list[str]:
        return [each.code for each in self.alleged]

    @property
    def status(self) -> str:
        return self.steps[-1].status

    @property
    def route(self) -> str:
        """By which route its moves have handled the case so far."""
        route = ""
        for step in self.steps:
            route = route_after(step.status, route)
        return route

    @property
    def settled(self) -> str:
        """The result that a route other than the investigation gave it, if one did."""
        verbs = [step.verb for step in self.steps if step.verb in RESULT_OF]
        return RESULT_OF[verbs[-1]] if verbs else ""

    @property
    def returned(self) -> bool:
        return any(step.verb == "return" for step in self.steps)

    def on(self, *verbs: str) -> date | None:
        """The last day on which one of the verbs was done, if it was."""
        days = [step.on for step in self.steps if step.verb in verbs]
        return days[-1] if days else None

    def since(self, *verbs: str) -> date | None:
        """As `on`, unless a later reopening has set the date aside."""
        day, reopened = self.on(*verbs), self.on("reopen")
        if day and reopened and reopened >= day:
            return None
        return day

    @property
    def determined_on(self) -> date | None:
        return self.since(*DECIDING)


def live(
    chance: Random, received_on: date, today: date, of: Setting | None = None
) -> Life:
    """Let a case received on a day live until today: a complaint `of` what is set."""
    conduct = of is None and chance.random() < 0.13
    source = chance.choices(SOURCES, SOURCE_WEIGHTS)[0] if conduct else ""
    scene, alleged = _story(chance, source, of)
    codes = {each.code for each in alleged}
    life = Life(
        kind="CM" if conduct else "PC",
        received_on=received_on,
        incident_on=of.on
        if of
        else received_on - timedelta(days=int(chance.expovariate(1 / 12))),
        channel="internal"
        if conduct
        else chance.choices(CHANNEL_CODES, CHANNEL_WEIGHTS)[0],
        local=not NOT_LOCAL & codes and chance.random() < 0.68,
        scene=scene,
        source=source,
        alleged=alleged,
        subjects=(of.subjects if of else 0)
        or chance.choices((1, 2, 3), (74, 20, 6))[0],
        complainants=0 if conduct else chance.choices((1, 2, 3), (90, 8, 2))[0],
        heard=chance.random() < HEARD,
    )
    for step in _steps(chance, life):
        if step.on > today:
            break
        life.steps.append(step)
    return life


def _story(
    chance: Random, source: str, of: Setting | None
) -> tuple[str, list[Alleged]]:
    """A scene, and what is alleged to have happened there: of each category one."""
    more = chance.choices((0, 1, 2, 3), (56, 27, 12, 5))[0]
    if source:
        scene = stories.WORK
        codes = chance.choices(*OF_SOURCE[source], k=1 + more)
    elif of:
        scene = of.scene
        codes = chance.choices(*OF_SCENE[scene], k=1 + more)
    else:
        code = chance.choices(CODES, CODE_WEIGHTS)[0]
        scene = chance.choice(stories.SCENES_OF[code])
        codes = [code, *chance.choices(*OF_SCENE[scene], k=more)]
    told = stories.BY_SCENE[scene]
    return scene, [chance.choice(told[code]) for code in dict.fromkeys(codes)]


def _after(chance: Random, day: date, low: int, high: int, usual: int) -> date:
    return day + timedelta(days=round(chance.triangular(low, high, usual)))


def _steps(chance: Random, life: Life):
    day, before = life.received_on, "received"
    yield Step("log", before, day)
    grave = not stories.GRAVE.isdisjoint(life.categories)
    withdrawn = life.kind != "CM" and not grave and chance.random() < 0.05
    leaves_at = chance.randrange(1, 7) if withdrawn else None
    for place, step in enumerate(_usual_steps(chance, day, life)):
        if leaves_at is not None and place >= leaves_at and before in MAY_LEAVE:
            left_on = _after(chance, step.on, 0, 9, 3)
            yield Step("withdraw", "withdrawn", left_on)
            considered = timedelta(days=3 + left_on.toordinal() % CONSIDERED)
            yield Step(LEAVE, "withdrawn", left_on + considered)
            return
        yield step
        day, before = step.on, step.status
    if before == "finalised" and life.on("determine") and chance.random() < 0.015:
        day = _after(chance, day, 5, 60, 20)
        yield Step("reopen", "investigating", day)
        yield from _decided(chance, day, life)


# From the recording on, each as usual.
_LADDER = (
    Leg("check", "checked", 0, 6, 2),
    Leg("assess", "assessed", 0, 8, 2),
    Leg("allocate", "allocated", 0, 5, 1),
    Leg("start", "investigating", 0, 9, 3),
)


def _usual_steps(chance: Random, day: date, life: Life):
    first, day = day, _after(chance, day, 0, 16, 3)
    codes = set(life.categories)
    may_decline = codes <= MINOR if life.kind == "CM" else not codes & SERIOUS
    if may_decline and chance.random() < 0.045:
        yield Step("decline", "not_recorded", day)
        return
    way = way_of(chance, life)
    recovered = life.kind == "PC" and codes <= MINOR
    if recovered and way is None and chance.random() < RECOVERY_OFFERED:
        yield Step("offer-recovery", "received", first)
    legs = [Leg("record", "recorded", 0, 0, 0), *_LADDER]
    if way and way.begins_at == "received":
        legs = list(way.legs)
    for leg in legs:
        turn = way.legs if way and leg.status == way.begins_at else ()
        for each in (leg, *turn):
            day = _after(chance, day, *each[2:])
            yield Step(each.verb, each.status, day)
        if turn and way.decides:
            yield from _told(chance, day, life)
            return
    if legs[-1].status == "investigating":
        yield from _decided(chance, day, life)


def _told(chance: Random, day: date, life: Life):
    """What follows a decision: people are told, and it is finalised."""
    day = _after(chance, day, 0, 8, 2)
    yield Step("notify", "notified", day)
    # Nobody can appeal but against an investigation or a local resolution.
    wait = (33, 60, 36) if not life.settled or life.on("agree-plan") else (1, 20, 7)
    if life.heard and not life.settled:
        wait = (120, 230, 160)
    yield Step("finalise", "finalised", _after(chance, day, *wait))


def _decided(chance: Random, day: date, life: Life):
    day += timedelta(days=min(400, 8 + round(chance.lognormvariate(3.7, 0.7))))
    yield Step("submit-report", "reported", day)
    if chance.random() < 0.08:
        day = _after(chance, day, 2, 20, 7)
        yield Step("return", "investigating", day)
        day = _after(chance, day, 5, 45, 15)
        yield Step("submit-report", "reported", day)
    day = _after(chance, day, 1, 30, 6)
    yield Step("determine", "determined", day)
    yield from _told(chance, day, life)
