"""Filters of the register of suspensions and restrictions."""

from django.db.models import QuerySet

from complaints.filters.registers import RecordFilters
from complaints.models import Restriction
from complaints.models.choices import RestrictionKind
from complaints.workflow import RestrictionStatus
from pages.filters import ChoicesFilter, DateFilter
from pages.lists import Sort

RESTRICTION_SORTS = [
    Sort("proposed", "Proposed", ("at",), descending=True),
    Sort("reference", "Reference", ("reference_year", "reference_serial")),
]


class RestrictionFilters(RecordFilters):
    state = ChoicesFilter(
        label="State",
        choices=RestrictionStatus.choices,
        field_name="status",
        distinct=False,
    )
    kind = ChoicesFilter(label="Kind", choices=RestrictionKind.choices, distinct=False)
    review = DateFilter(label="To be reviewed by", method="due_by")

    class Meta(RecordFilters.Meta):
        model = Restriction

    def due_by(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        return rows.filter(review_on__lte=value, status=RestrictionStatus.IN_FORCE)
