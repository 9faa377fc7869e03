"""Which cases and records there are, for whom, and what a list of them needs."""

from complaints.querysets.cases import (
    BARRED,
    HANDLERS_TURN,
    MANAGING,
    NEXT,
    OPENED,
    SENT_TO,
    CaseQuerySet,
    barred_among,
    conflicted_among,
    is_barred,
    is_conflicted,
    managing_among,
    own_cases,
    read_named_anew,
    ways_within_reach,
    within_reach,
)
from complaints.querysets.registers import (
    InterventionQuerySet,
    OfCaseQuerySet,
    RestrictionQuerySet,
    RiskQuerySet,
)

__all__ = [
    "BARRED",
    "CaseQuerySet",
    "HANDLERS_TURN",
    "MANAGING",
    "NEXT",
    "OPENED",
    "InterventionQuerySet",
    "OfCaseQuerySet",
    "RestrictionQuerySet",
    "RiskQuerySet",
    "SENT_TO",
    "barred_among",
    "conflicted_among",
    "is_barred",
    "is_conflicted",
    "managing_among",
    "own_cases",
    "read_named_anew",
    "ways_within_reach",
    "within_reach",
]
