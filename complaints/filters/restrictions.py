"""Filters of the register of suspensions and restrictions."""

import django_filters
from django.db.models import QuerySet

from complaints.models import Restriction
from complaints.models.choices import RestrictionKind
from complaints.workflow import RestrictionStatus
from organisation.models import Unit
from pages.filters import ChoicesFilter, DateFilter, StrictFilterSet
from pages.lists import Sort

RESTRICTION_SORTS = [
    Sort("proposed", "Proposed", ("at",), descending=True),
    Sort("reference", "Reference", ("reference_year", "reference_serial")),
]


class RestrictionFilters(StrictFilterSet):
    state = ChoicesFilter(
        label="State",
        choices=RestrictionStatus.choices,
        field_name="status",
        distinct=False,
    )
    kind = ChoicesFilter(label="Kind", choices=RestrictionKind.choices, distinct=False)
    unit = django_filters.ModelChoiceFilter(
        label="Unit",
        queryset=Unit.objects.order_by("name"),
        to_field_name="code",
        field_name="responsible_unit",
        empty_label="All units",
    )
    review = DateFilter(label="To be reviewed by", method="due_by")

    class Meta:
        model = Restriction
        fields: list[str] = []

    def due_by(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        return rows.filter(review_on__lte=value, status=RestrictionStatus.IN_FORCE)
