"""How long what was imposed counts, and what an earlier one leaves open.

A written warning is live for 12 months and a final one for 18, both general knowledge
of SI 2008/2864; a final one is extended once, by 18 months, in exceptional
circumstances (SI 2012/2632, regulation 55(3) to (5), the near-identical later text).
The months themselves are dated data.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from complaints.rules.dates import Problem
from complaints.rules.panels import ranks_below
from complaints.rules.regimes import Live, Regime, Sanction, Severity, last_day
from complaints.rules.ruling import check_sanction
from pages.words import day_words

# What an appeal leaves of what was imposed.
STANDS, VARIED, SET_ASIDE = "stands", "varied", "set_aside"
# What a sanction leaves open.
AMOUNT, RANK, DATE = "amount", "rank", "date"
# How far ahead a day can be on which something takes effect.
_NEAR = timedelta(days=366)


@dataclass(frozen=True)
class Sitting:
    """What the forum, the finding and the past leave open.

    `live` are codes of what was live when the severity was assessed; `now` of what is
    live on the day of the sitting, with the days until which it is.
    """

    forum: str
    severity: str
    noticed_on: date
    live: Live
    now: dict[str, date]


def extended_by(regime: Regime, sanction: str, sitting: Sitting) -> Sanction | None:
    """What a sanction makes longer, if that is what it does."""
    what = regime.sanction(sanction)
    if what is None or not what.months_live:
        return None
    rows = regime.penalties_of(
        sitting.forum, severity=sitting.severity, on=sitting.noticed_on
    )
    for row in rows:
        needed = regime.sanction(row.needs) if row.sanction == sanction else None
        if needed and needed.extendable_months:
            return needed
    return None


def extends_what(regime: Regime, sanction: str) -> Sanction | None:
    """What a sanction makes longer, in whichever forum; None where nothing."""
    what = regime.sanction(sanction)
    for row in regime.penalties if what and what.months_live else ():
        needed = regime.sanction(row.needs) if row.sanction == sanction else None
        if needed and needed.extendable_months:
            return needed
    return None


def check_imposed(regime: Regime, sanction: str, sitting: Sitting) -> list[Problem]:
    """Why a forum cannot impose this now; an extension is of something live, once."""
    problems = check_sanction(
        regime,
        forum=sitting.forum,
        sanction=sanction,
        severity=sitting.severity,
        live=sitting.live,
        on=sitting.noticed_on,
    )
    extended = extended_by(regime, sanction, sitting)
    if problems or extended is None:
        return problems
    if sanction in sitting.now:
        sentence = f"A {extended.name.lower()} is extended once, and it was."
        return [Problem("sanction", sentence)]
    if extended.code not in sitting.now:
        sentence = f"No {extended.name.lower()} is live now that could be extended."
        return [Problem("sanction", sentence)]
    return []


def open_now(regime: Regime, sitting: Sitting) -> tuple[Sanction, ...]:
    """What the forum can impose, the mildest first."""
    return tuple(
        one for one in regime.sanctions if not check_imposed(regime, one.code, sitting)
    )


def live_until(
    regime: Regime, sanction: Sanction, sitting: Sitting, *, imposed_on: date
) -> date | None:
    """The last day on which it counts; an extension goes on from what it extends."""
    extended = extended_by(regime, sanction.code, sitting)
    if extended is None or extended.code not in sitting.now:
        return sanction.live_until(imposed_on)
    goes_on = sitting.now[extended.code] + timedelta(days=1)
    return last_day(goes_on, extended.extendable_months or 0)


@dataclass(frozen=True)
class Terms:
    """What is said besides of a sanction: how much, to which rank, from which day."""

    amount: Decimal | None = None
    rank_to: str = ""
    effective_on: date | None = None


def check_terms(
    sanction: Sanction, terms: Terms, *, imposed_on: date, rank: str
) -> list[Problem]:
    """A fine says how much, a reduction to which rank, a resignation from when.

    Reduced is from the `rank` that the officer holds, to one of police officers.
    Whatever else counts or takes effect when the officer is told: it has no other day.
    """
    name = sanction.name.lower()
    if terms.effective_on and not sanction.takes_day:
        sentence = (
            f"{sanction.name} takes effect when the officer is told: leave the date "
            "out."
        )
        return [Problem("effective_on", sentence)]
    if sanction.asks == AMOUNT and not (terms.amount and terms.amount > 0):
        return [Problem("amount", f"Enter how much is paid, of a {name}.")]
    if sanction.asks == RANK:
        if not terms.rank_to:
            return [Problem("rank_to", f"Select the rank, of a {name}.")]
        if terms.rank_to not in ranks_below(rank):
            sentence = "The rank must be below the one that the officer holds."
            return [Problem("rank_to", sentence)]
    if sanction.asks == DATE:
        if terms.effective_on is None:
            return [Problem("effective_on", f"Enter the date, of a {name}.")]
        if terms.effective_on < imposed_on:
            sentence = f"The date must be {day_words(imposed_on)} or later."
            return [Problem("effective_on", sentence)]
    if sanction.notice_days and terms.effective_on:
        return check_notice(sanction, imposed_on, terms.effective_on)
    return []


def check_near(effective_on: date | None, *, today: date) -> list[Problem]:
    """What takes effect does so within a year."""
    latest = today + _NEAR
    if effective_on is not None and effective_on > latest:
        sentence = f"The date must be {day_words(latest)} or earlier."
        return [Problem("effective_on", sentence)]
    return []


def check_notice(
    sanction: Sanction, told_on: date, effective_on: date | None
) -> list[Problem]:
    """What gives notice takes effect when it is over: of dismissal, 28 days at least.

    From the day on which the officer is told (SI 2012/2632, regulation 35(4), the
    successor's text); a resignation not before that day.
    """
    if not sanction.takes_day:
        return []
    earliest = told_on + timedelta(days=sanction.notice_days or 0)
    if effective_on is not None and effective_on >= earliest:
        return []
    sentence = f"{sanction.name} takes effect on {day_words(earliest)} or later."
    if sanction.notice_days:
        sentence = (
            f"{sanction.name} gives {sanction.notice_days} days' notice at least: it "
            f"takes effect on {day_words(earliest)} or later."
        )
    return [Problem("effective_on", sentence)]


def check_told(told_on: date | None, *, decided_on: date, today: date) -> list[Problem]:
    """An officer is told when it is decided or later, and not in the future."""
    if told_on is not None and not decided_on <= told_on <= today:
        sentence = (
            "The date must be that of the decision or later, and not after today."
        )
        return [Problem("notified_on", sentence)]
    return []


def check_less_severe(
    regime: Regime, sanction: str, instead_of: Collection[str]
) -> list[Problem]:
    """An appeal deals less severely with the officer (Police Act 1996, s 85(2))."""
    order = {one.code: one.order for one in regime.sanctions}
    most = max((order[code] for code in instead_of if code in order), default=None)
    if most is None or order.get(sanction, most) >= most:
        sentence = "An appeal imposes something less severe than what it sets aside."
        return [Problem("varied_to", sentence)]
    return []


def levels_below(regime: Regime, forum: str, severity: str) -> tuple[Severity, ...]:
    """As how grave an appeal can find what a forum found: less grave than it did.

    Nothing, where nothing was proved.
    """
    order = [level.code for level in regime.severities]
    if severity not in order:
        return ()
    return tuple(
        level
        for level in regime.levels_of(forum)
        if order.index(level.code) < order.index(severity)
    )


def check_effect(
    effect: str,
    *,
    upheld: bool,
    varied_to: str,
    changes: bool = False,
    proved: bool = True,
) -> list[Problem]:
    """An appeal that is dismissed changes nothing; one that varies says to what.

    `changes`: whether it finds otherwise than was found; `proved`: whether anything
    stays proved then, without which nothing can be imposed.
    """
    if effect not in {STANDS, VARIED, SET_ASIDE}:
        return [Problem("effect", "Select what the appeal leaves of what was imposed.")]
    if not upheld and effect != STANDS:
        sentence = "Where the appeal is dismissed, what was imposed stands."
        return [Problem("effect", sentence)]
    if not upheld and changes:
        sentence = "Where the appeal is dismissed, what was found stands."
        return [Problem("upheld", sentence)]
    if not proved and effect != SET_ASIDE:
        sentence = "Where nothing is proved any more, what was imposed is set aside."
        return [Problem("effect", sentence)]
    if effect == VARIED and not varied_to:
        return [Problem("varied_to", "Select what is imposed instead.")]
    return []
