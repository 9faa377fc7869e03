"""Which cases and records there are, for whom, and what a list of them needs."""

from complaints.querysets.cases import (
    BARRED,
    HANDLERS_TURN,
    NEXT,
    OPENED,
    SENT_TO,
    CaseQuerySet,
    barred_among,
    is_barred,
    own_cases,
    read_named_anew,
    ways_within_reach,
    within_reach,
)
from complaints.querysets.registers import OfCaseQuerySet, RiskQuerySet

__all__ = [
    "BARRED",
    "HANDLERS_TURN",
    "NEXT",
    "OPENED",
    "SENT_TO",
    "CaseQuerySet",
    "OfCaseQuerySet",
    "RiskQuerySet",
    "barred_among",
    "is_barred",
    "own_cases",
    "read_named_anew",
    "ways_within_reach",
    "within_reach",
]
