from complaints.filters.cases import CaseFilters, in_appeal, in_appeals
from complaints.filters.choices import MINE
from complaints.filters.lists import CaseList
from complaints.filters.offered import (
    ACTION_REVIEW,
    APPEAL_OVER,
    APPEAL_RUNS,
    DIRECTED,
    ME,
    NOBODY,
    UNDECIDED,
)

__all__ = [
    "ACTION_REVIEW",
    "APPEAL_OVER",
    "APPEAL_RUNS",
    "DIRECTED",
    "ME",
    "MINE",
    "NOBODY",
    "UNDECIDED",
    "CaseFilters",
    "CaseList",
    "in_appeal",
    "in_appeals",
]
