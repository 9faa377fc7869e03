from complaints.filters.cases import (
    APPEAL_OVER,
    APPEAL_RUNS,
    ME,
    NOBODY,
    CaseFilters,
    in_appeal,
)
from complaints.filters.choices import MINE
from complaints.filters.lists import CaseList

__all__ = [
    "APPEAL_OVER",
    "APPEAL_RUNS",
    "ME",
    "MINE",
    "NOBODY",
    "CaseFilters",
    "CaseList",
    "in_appeal",
]
