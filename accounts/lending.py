"""Powers of an appropriate authority that somebody else may use for a time.

What the giver holds today and no more: who loses a power lends it no longer. Read in
one question with the account (accounts.signed_in), those that are over too, so that a
refusal can say since when.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.permissions import Permission as P
from accounts.roles import ROLES
from pages.words import day_words

# What may be lent, and how a page says it.
POWERS: dict[str, str] = {
    P.CASE_DETERMINE: "Decide completed cases",
    P.CASE_RETURN: "Return reports to the investigator",
    P.CASE_REOPEN: "Reopen finalised cases",
    P.CASE_ASSESS_SEVERITY: "Assess severity",
    P.CASE_REFER_CPS: "Send files to the CPS",
    P.CASE_REDIRECT_PROCEEDING: "Decide anew what the Hearings Office sends back",
    P.CASE_CONTINUE_AS_CONDUCT: "Take a withdrawn complaint up as conduct",
    P.CASE_REINVESTIGATE: "Have a case investigated again as the IPCC directs",
    P.CASE_REDETERMINE: "Have a case determined again as the IPCC directs",
    P.CASE_RESOLVE_ANEW: "Have a case resolved locally anew as the IPCC directs",
}
HELD, COMING, ENDED, WITHDRAWN = "held", "coming", "ended", "withdrawn"
_OVER_FOR = 366  # days for which a refusal still speaks of it
# For accounts.signed_in: (key of the giver and of the member they are, their name,
# from, to, how it stands, powers, roles of the giver).
LENT = f"""ARRAY(
    SELECT ARRAY[
        giver.id::text, coalesce(giver.member_id::text, ''), giver.name,
        lent.from_on::text, lent.to_on::text,
        CASE
            WHEN lent.withdrawn_at IS NOT NULL THEN '{WITHDRAWN}'
            WHEN lent.from_on > %(today)s THEN '{COMING}'
            WHEN lent.to_on < %(today)s THEN '{ENDED}'
            ELSE '{HELD}'
        END,
        array_to_string(lent.powers, ' '),
        array_to_string(ARRAY(
            SELECT held.role FROM accounts_posting held
            WHERE held.user_id = giver.id AND giver.is_active
                AND held.from_on <= %(today)s
                AND (held.to_on IS NULL OR held.to_on >= %(today)s)
                AND (held.revoked_at IS NULL OR held.revoked_at >= %(over_at)s)
        ), ' ')
    ]
    FROM accounts_delegation lent JOIN accounts_user giver ON giver.id = lent.giver_id
    WHERE lent.holder_id = person.id AND lent.to_on >= %(today)s::date - {_OVER_FOR}
    ORDER BY lent.id
)"""  # noqa: S608 - our own words


@dataclass(frozen=True)
class Lent:
    """What one giver lets a holder do, from one day to another."""

    giver_id: int
    member_id: int | None  # of the giver
    giver: str
    from_on: date
    to_on: date
    state: str
    powers: frozenset[str]
    withheld: bool = False  # the giver no longer holds all of it

    @classmethod
    def read(cls, row: Sequence[str]) -> "Lent":
        key, member, giver, from_on, to_on, state, powers, roles = row
        lent = frozenset(powers.split()) & POWERS.keys()
        held = _held_by(roles.split())
        days = date.fromisoformat(from_on), date.fromisoformat(to_on)
        who = int(key), int(member) if member else None, giver
        if state != HELD:
            return cls(*who, *days, state, lent)
        return cls(*who, *days, state, lent & held, withheld=not lent <= held)

    @property
    def is_held(self) -> bool:
        return self.state == HELD

    @property
    def words(self) -> list[str]:
        """What it allows, as pages say it."""
        return [words for power, words in POWERS.items() if power in self.powers]

    @property
    def why_not(self) -> str:
        """Since when, or until when, it is not there."""
        if self.state == COMING:
            return f"What {self.giver} delegated begins on {day_words(self.from_on)}."
        if self.state == WITHDRAWN:
            return f"What {self.giver} delegated to you was withdrawn."
        return f"What {self.giver} delegated ended on {day_words(self.to_on)}."


def _held_by(roles: Sequence[str]) -> frozenset[str]:
    known = (ROLES[slug].permissions for slug in roles if slug in ROLES)
    return frozenset(str(each) for permissions in known for each in permissions)


@contextmanager
def relying(by: Any) -> Iterator[set[str]]:
    """Names of those on whose powers `by` relies meanwhile: filled as they are asked.

    Whoever holds a power themselves relies on nobody.
    """
    rights = getattr(by, "rights", None)
    if rights is None:  # Candour itself
        yield set()
        return
    before, rights.relied_on = rights.relied_on, set()
    try:
        yield rights.relied_on
    finally:
        rights.relied_on = before
