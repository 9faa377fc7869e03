"""Decisions about a case from facts and dates alone: no database, no clock."""

from complaints.rules.appeals import (
    APPEALED_IN,
    MAY_BE_APPEALED,
    has_right,
    is_in_time,
    may_be_directed,
)
from complaints.rules.claims import Limit, check_claim_dates, limit_of, lowest_for
from complaints.rules.clocks import (
    CLOCKS,
    CLOCKS_OF_MOVES,
    DECIDED_IN,
    STARTED_BY,
    UNAPPEALED,
    clock_of,
    runs_on,
)
from complaints.rules.closing import ClosingFacts, Item, before_finalising, waits_for
from complaints.rules.conduct import (
    ONLY_MEMBERS_ANSWER,
    asks_for_severity,
    assessed_as,
    check_plan,
    not_against,
)
from complaints.rules.dates import Problem, check_receipt, check_step
from complaints.rules.imposing import (
    Sitting,
    check_effect,
    check_imposed,
    check_notice,
    extended_by,
    live_until,
    open_now,
)
from complaints.rules.law import Law
from complaints.rules.letters import (
    BLANKS,
    Unfilled,
    blanks_in,
    drafted,
    fill,
    unwritten_in,
)
from complaints.rules.panels import (
    Candidate,
    check_seat,
    missing_seats,
)
from complaints.rules.proceedings import (
    check_alternative,
    check_sitting,
)
from complaints.rules.regimes import CONDUCT, PERFORMANCE
from complaints.rules.risks import highest_risk
from complaints.rules.ruling import (
    ONLY_MEMBERS,
    RulingFacts,
    check_ruling,
    check_sanction,
    conditions,
    needs_live,
    open_without_case,
)

__all__ = [
    "APPEALED_IN",
    "BLANKS",
    "CLOCKS",
    "CLOCKS_OF_MOVES",
    "CONDUCT",
    "Candidate",
    "ClosingFacts",
    "DECIDED_IN",
    "Item",
    "Law",
    "Limit",
    "MAY_BE_APPEALED",
    "ONLY_MEMBERS",
    "ONLY_MEMBERS_ANSWER",
    "PERFORMANCE",
    "Problem",
    "RulingFacts",
    "STARTED_BY",
    "Sitting",
    "UNAPPEALED",
    "Unfilled",
    "asks_for_severity",
    "assessed_as",
    "before_finalising",
    "blanks_in",
    "check_alternative",
    "check_claim_dates",
    "check_effect",
    "check_imposed",
    "check_notice",
    "check_plan",
    "check_receipt",
    "check_ruling",
    "check_sanction",
    "check_seat",
    "check_sitting",
    "check_step",
    "clock_of",
    "conditions",
    "drafted",
    "extended_by",
    "fill",
    "has_right",
    "highest_risk",
    "is_in_time",
    "limit_of",
    "live_until",
    "lowest_for",
    "may_be_directed",
    "missing_seats",
    "needs_live",
    "not_against",
    "open_now",
    "open_without_case",
    "runs_on",
    "unwritten_in",
    "waits_for",
]
