from complaints.filters.cases import ME, NOBODY, CaseFilters
from complaints.filters.choices import MINE
from complaints.filters.lists import CaseList

__all__ = ["ME", "MINE", "NOBODY", "CaseFilters", "CaseList"]
