"""Decisions about a case from facts and dates alone: no database, no clock."""

from complaints.rules.clocks import (
    CLOCKS,
    CLOCKS_OF_MOVES,
    DECIDED_IN,
    STARTED_BY,
    UNAPPEALED,
    clock_of,
    runs_on,
    start_of,
)
from complaints.rules.closing import ClosingFacts, Item, before_finalising, waits_for
from complaints.rules.dates import Problem, check_receipt, check_step
from complaints.rules.risks import highest_risk
from complaints.rules.ruling import (
    ONLY_MEMBERS,
    RulingFacts,
    check_ruling,
    needs_final_warning,
    open_without_case,
)

__all__ = [
    "CLOCKS",
    "CLOCKS_OF_MOVES",
    "DECIDED_IN",
    "ONLY_MEMBERS",
    "STARTED_BY",
    "UNAPPEALED",
    "ClosingFacts",
    "Item",
    "Problem",
    "RulingFacts",
    "before_finalising",
    "check_receipt",
    "check_ruling",
    "check_step",
    "clock_of",
    "highest_risk",
    "needs_final_warning",
    "open_without_case",
    "runs_on",
    "start_of",
    "waits_for",
]
