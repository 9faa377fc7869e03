"""How long what was imposed counts, and what an earlier one leaves open.

A written warning is live for 12 months and a final one for 18, both general knowledge
of SI 2008/2864; a final one is extended once, by 18 months, in exceptional
circumstances (SI 2012/2632, regulation 55(3) to (5), the near-identical later text).
The months themselves are dated data.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from complaints.rules.dates import Problem
from complaints.rules.regimes import Live, Regime, Sanction, last_day
from complaints.rules.ruling import check_sanction
from pages.words import day_words

# What an appeal leaves of what was imposed.
STANDS, VARIED = "stands", "varied"


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


def check_notice(
    sanction: Sanction, concluded_on: date, effective_on: date | None
) -> list[Problem]:
    """What gives notice takes effect when it is over: of dismissal, 28 days at least.

    SI 2012/2632, regulation 35, the successor's text.
    """
    if not sanction.notice_days:
        return []
    earliest = concluded_on + timedelta(days=sanction.notice_days)
    if effective_on is None or effective_on < earliest:
        sentence = (
            f"{sanction.name} gives {sanction.notice_days} days' notice at least: it "
            f"takes effect on {day_words(earliest)} or later."
        )
        return [Problem("effective_on", sentence)]
    return []


def check_effect(effect: str, *, upheld: bool, varied_to: str) -> list[Problem]:
    """An appeal that is dismissed changes nothing; one that varies says to what."""
    if not upheld and effect != STANDS:
        sentence = "Where the appeal is dismissed, what was imposed stands."
        return [Problem("effect", sentence)]
    if effect == VARIED and not varied_to:
        return [Problem("varied_to", "Select what is imposed instead.")]
    return []
