"""When proceedings sit, and what is asked of each step (SI 2008/2864, part 4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from complaints.rules.dates import Problem
from complaints.rules.law import Law
from complaints.rules.regimes import PERFORMANCE, Forum, Live, Regime, Severity
from pages.words import listed, weekday

# The kind of forum of a special case, and the purpose of the grounds it rests on.
SPECIAL, SPECIAL_CASE = "special", "special_case"


@dataclass(frozen=True)
class NextStage:
    """Which stages of the performance regulations may be opened: `after` one, or all.

    Or `only` one, as how grave, where a stage was decided anew.
    """

    after: str = ""
    only: tuple[str, str] | None = None


ANY_STAGE = NextStage()


@dataclass(frozen=True)
class Ruled:
    """An outcome that a ruling sent somewhere, and what may follow its last stage."""

    key: int
    noticed_on: date
    to_answer: bool
    severity: str
    forum: str
    stage: NextStage = ANY_STAGE


@dataclass(frozen=True)
class Openable:
    """Proceedings that can be opened: one forum of one regime, on several outcomes."""

    regime: Regime
    forum: Forum
    severity: Severity
    noticed_on: date
    outcomes: tuple[int, ...]

    @property
    def code(self) -> str:
        return f"{self.regime.code}.{self.forum.code}.{self.severity.code}"

    @property
    def is_special(self) -> bool:
        return self.forum.kind == SPECIAL

    @property
    def words(self) -> str:
        return f"{self.forum.name}: {self.severity.name.lower()}"


def check_conditions(
    law: Law, chosen: Openable, certified: Collection[str]
) -> list[Problem]:
    """A special case is opened only where each condition of its day is certified.

    General knowledge of SI 2008/2864, regulation 41: the conditions are dated data.
    """
    if not chosen.is_special:
        return []
    wanted = law.grounds(SPECIAL_CASE, chosen.noticed_on)
    missing = [one.name for one in wanted if one.code not in certified]
    if not missing and {one.code for one in wanted} >= set(certified):
        return []
    names = listed([f"“{name}”" for name in missing or [one.name for one in wanted]])
    sentence = f"{chosen.forum.name} is open only where this is certified: {names}."
    return [Problem("conditions", sentence)]


def openable(law: Law, ruled: list[Ruled], live: Live) -> list[Openable]:
    """What one officer's rulings lead to, under the law of each matter's day.

    A ruling to take up performance leads to those stages of the performance
    regulations that are open: the first, or a later one after what went before, on the
    same matter or on another.
    """
    found: dict[str, Openable] = {}
    for one in ruled:
        for regime, forum, severity in _where(law, one, live):
            key = f"{regime.code}.{forum.code}.{severity.code}"
            before = found.get(key)
            outcomes = (*(before.outcomes if before else ()), one.key)
            noticed = (
                min(before.noticed_on, one.noticed_on) if before else one.noticed_on
            )
            found[key] = Openable(regime, forum, severity, noticed, outcomes)
    return _together(list(found.values()))


def _where(law: Law, one: Ruled, live: Live) -> list[tuple[Regime, Forum, Severity]]:
    regime = law.regime_on(one.noticed_on)
    forum = regime.forum(one.forum) if regime else None
    severity = regime.severity(one.severity) if regime else None
    if regime is None or forum is None or severity is None:
        return []
    if forum.sits:
        return [(regime, forum, severity)] if one.to_answer else []
    if forum.kind != PERFORMANCE:
        return []
    stages = law.regime_on(one.noticed_on, PERFORMANCE)
    return _stages(stages, one.stage, live) if stages else []


def _stages(
    stages: Regime, asked: NextStage, live: Live
) -> list[tuple[Regime, Forum, Severity]]:
    if asked.only:
        only, level = stages.forum(asked.only[0]), stages.severity(asked.only[1])
        return [(stages, only, level)] if only and level and only.sits else []
    order = [forum.code for forum in stages.forums]
    past = order[: order.index(asked.after) + 1] if asked.after else ()
    return [
        (stages, stage, level)
        for level in stages.severities
        if level.breach
        for stage in stages.forums_open(
            to_answer=True, severity=level.code, live=live or ()
        )
        if stage.sits and stage.code not in past
    ]


def _together(found: list[Openable]) -> list[Openable]:
    """Of one forum under one regime, the gravest with all that goes there."""
    gravest: dict[tuple[str, str], Openable] = {}
    kept = []
    for one in found:
        if one.regime.field == PERFORMANCE:
            kept.append(one)
            continue
        key = one.regime.code, one.forum.code
        before = gravest.get(key)
        gravest[key] = _joined(before, one) if before else one
    return [*gravest.values(), *kept]


def _joined(one: Openable, other: Openable) -> Openable:
    order = [level.code for level in one.regime.severities]
    graver = max(one, other, key=lambda each: order.index(each.severity.code))
    return Openable(
        one.regime,
        one.forum,
        graver.severity,
        min(one.noticed_on, other.noticed_on),
        (*one.outcomes, *other.outcomes),
    )


def check_sitting(
    sits_on: date, *, today: date, due_on: date | None, earliest_on: date | None
) -> list[Problem]:
    """A sitting is not in the past, and within its time unless that was extended."""
    if sits_on < today:
        sentence = f"The date must be today, {weekday(today)}, or later."
        return [Problem("sits_on", sentence)]
    if earliest_on is not None and sits_on < earliest_on:
        sentence = f"The date must be {weekday(earliest_on)} or later."
        return [Problem("sits_on", sentence)]
    if due_on is not None and sits_on > due_on:
        sentence = (
            f"The time for it ends on {weekday(due_on)}. Extend it first, in the "
            "interests of justice and with reasons, under Clocks on the page of the "
            "case, or choose an earlier date."
        )
        return [Problem("sits_on", sentence)]
    return []


def check_held(
    held_on: date,
    *,
    fixed_for: date | None,
    reasons: str,
    due_on: date | None,
    earliest_on: date | None,
) -> list[Problem]:
    """It sat on the day that was fixed or for a reason on another, within its time."""
    if earliest_on is not None and held_on < earliest_on:
        sentence = f"It may sit on {weekday(earliest_on)} at the earliest."
        return [Problem("held_on", sentence)]
    if due_on is not None and held_on > due_on:
        sentence = (
            f"The time for it ended on {weekday(due_on)}: extend it first, in the "
            "interests of justice and with reasons."
        )
        return [Problem("held_on", sentence)]
    if fixed_for is not None and held_on != fixed_for and not reasons:
        sentence = (
            f"It was fixed for {weekday(fixed_for)}: say why it was held on another "
            "day."
        )
        return [Problem("held_reasons", sentence)]
    return []


def check_alternative(sits_on: date, latest_on: date | None) -> list[Problem]:
    """An alternative date that the officer offers lies within its time.

    SI 2009/3069, regulation 24(6) and (7), the twin of the Conduct Regulations 2008.
    """
    if latest_on is not None and sits_on > latest_on:
        sentence = (
            "An alternative date that the officer offers is soon after the one that "
            f"was fixed: {weekday(latest_on)} at the latest."
        )
        return [Problem("sits_on", sentence)]
    return []
