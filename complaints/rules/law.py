"""The law of a matter's day: pure questions over rows that were loaded once.

    law = models.law.of_request(request)       # in a view
    law = models.law.load()                    # in an action
    regime = law.regime_on(noticed_on)         # None where none binds
    law.letter_text("outcome", on=noticed_on)

A regime that comes later is rows: nothing here knows one by name.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from complaints.rules.regimes import (
    CONDUCT,
    Coded,
    Dated,
    Forum,
    Regime,
    Sanction,
    Severity,
    find,
    holds,
)

MANDATORY = "mandatory"


@dataclass(frozen=True, kw_only=True)
class Ground(Coded, Dated):
    purpose: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterText(Coded, Dated):
    body: str

    @property
    def doubted(self) -> str:
        return f"The text “{self.name}”"


@dataclass(frozen=True, kw_only=True)
class CategoryReferral(Dated):
    """That a category must be referred (`mandatory`), or considered for it."""

    category: str
    duty: str
    ground: str

    @property
    def doubted(self) -> str:
        return f"What category {self.category} asks for"


@dataclass(frozen=True, kw_only=True)
class HandlingRoute(Coded, Dated):
    """How a case can be handled; `kinds` are the kinds of case that it is for."""

    means: str
    kinds: Collection[str]
    consent: bool = False
    appeal: str = ""  # the purpose of grounds of the appeal at its end

    @property
    def doubted(self) -> str:
        return f"The route “{self.name}”"


class Law:
    """Every regime, route, ground, letter and duty to refer, of whatever day."""

    def __init__(
        self,
        regimes: Iterable[Regime],
        *,
        grounds: Iterable[Ground] = (),
        letters: Iterable[LetterText] = (),
        referrals: Iterable[CategoryReferral] = (),
        routes: Iterable[HandlingRoute] = (),
    ) -> None:
        self.regimes = tuple(sorted(regimes, key=lambda one: one.from_on))
        self._grounds = tuple(grounds)
        self._letters = tuple(letters)
        self._referrals = tuple(referrals)
        self._routes = tuple(routes)

    def regime_on(self, noticed_on: date | None, field: str = CONDUCT) -> Regime | None:
        """What governs a matter that came to notice on a day; None before any."""
        if noticed_on is None:
            return None
        of_field = (one for one in self.regimes if one.field == field)
        return next((one for one in of_field if holds(one, noticed_on)), None)

    def regime(self, code: str) -> Regime | None:
        """The regulations of this code."""
        return next((one for one in self.regimes if one.code == code), None)

    def severities(self, noticed_on: date | None) -> tuple[Severity, ...]:
        """Those of the matter's regime; where none binds it, every one there is."""
        regime = self.regime_on(noticed_on)
        if regime:
            return regime.severities
        newest = {row.code: row for one in self._conduct for row in one.severities}
        return tuple(newest.values())

    def forums(self, noticed_on: date | None) -> tuple[Forum, ...]:
        """Those a ruling may lead to; where no regime binds it, every one there is."""
        regime = self.regime_on(noticed_on)
        if regime:
            return regime.ruled_on()
        newest = {row.code: row for one in self._conduct for row in one.ruled_on()}
        return tuple(newest.values())

    def nothing(self, noticed_on: date | None) -> tuple[str, str]:
        """The level and the forum of what nobody has to answer for, on that day."""
        regimes = tuple(self._nearest(noticed_on))
        levels = (each for one in regimes for each in one.severities)
        forums = (each for one in regimes for each in one.forums)
        return (
            next((each.code for each in levels if not each.breach), ""),
            next((each.code for each in forums if each.kind == "nothing"), ""),
        )

    def severity(self, code: str, noticed_on: date | None) -> Severity | None:
        """What a code that was kept meant for a matter of that day."""
        return find(code, chain(*(one.severities for one in self._nearest(noticed_on))))

    def forum(self, code: str, noticed_on: date | None) -> Forum | None:
        """What a code that was kept meant for a matter of that day."""
        return find(code, chain(*(one.forums for one in self._nearest(noticed_on))))

    def sanction(self, code: str, noticed_on: date | None) -> Sanction | None:
        """What a code that was kept meant for a matter of that day."""
        return find(code, chain(*(one.sanctions for one in self._nearest(noticed_on))))

    def regimes_with(self, forum: str, field: str = CONDUCT) -> tuple[Regime, ...]:
        """The regimes, the earliest first, in which rulings lead to this forum."""
        return tuple(
            one
            for one in self.regimes
            if one.field == field and forum in {row.code for row in one.ruled_on()}
        )

    def grounds(self, purpose: str, on: date) -> tuple[Ground, ...]:
        """On what grounds something can be done to a matter of that day."""
        rows = (one for one in self._grounds if one.purpose == purpose)
        return tuple(one for one in rows if holds(one, on))

    def ground(self, purpose: str, code: str, on: date) -> Ground | None:
        return find(code, self.grounds(purpose, on))

    def ground_name(self, purposes: Iterable[str], code: str) -> str:
        """What a ground for one of these is called, whenever it held; else its code."""
        asked = set(purposes)
        rows = (one for one in self._grounds if one.purpose in asked)
        return next((one.name for one in rows if one.code == code), code)

    def letter_text(self, code: str, on: date) -> LetterText | None:
        """The letter of this kind for a matter of that day."""
        rows = (one for one in self._letters if one.code == code)
        return next((one for one in rows if holds(one, on)), None)

    def referral(self, category: str, on: date) -> CategoryReferral | None:
        """Whether a category asks for a referral to the IPCC, and how strictly."""
        rows = (one for one in self._referrals if one.category == category)
        return next((one for one in rows if holds(one, on)), None)

    def route(self, code: str, on: date) -> HandlingRoute | None:
        """A route as the law of a day knows it; None where it knows none."""
        rows = (one for one in self._routes if one.code == code)
        return next((one for one in rows if holds(one, on)), None)

    def route_name(self, code: str) -> str:
        """What a route is called, whatever the day."""
        return next((one.name for one in self._routes if one.code == code), code)

    def must_refer(self, categories: Iterable[str], on: date) -> bool:
        """Whether an allegation of one of them has to be referred to the IPCC."""
        duties = (self.referral(one, on) for one in categories)
        return any(duty is not None and duty.duty == MANDATORY for duty in duties)

    def routes(self, kind: str, on: date) -> tuple[HandlingRoute, ...]:
        """How a case of a kind that came to notice on a day can be handled."""
        return tuple(
            one for one in self._routes if kind in one.kinds and holds(one, on)
        )

    @property
    def _conduct(self) -> list[Regime]:
        return [one for one in self.regimes if one.field == CONDUCT]

    def _nearest(self, noticed_on: date | None) -> list[Regime]:
        """The regimes of a day first, then the others from the newest on."""
        others = list(reversed(self.regimes))
        if noticed_on is None:
            return others
        return sorted(others, key=lambda one: not holds(one, noticed_on))
