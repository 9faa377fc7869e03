"""Filters of the intervention scheme."""

import django_filters
from django.db.models import QuerySet

from complaints.models import Intervention
from complaints.workflow import InterventionStatus
from organisation.models import Unit
from pages.filters import ChoicesFilter, DateFilter, StrictFilterSet
from pages.lists import Sort

INTERVENTION_SORTS = [
    Sort("opened", "Opened", ("triggered_on",), descending=True),
    Sort("reference", "Reference", ("reference_year", "reference_serial")),
]


class InterventionFilters(StrictFilterSet):
    state = ChoicesFilter(
        label="State",
        choices=InterventionStatus.choices,
        field_name="status",
        distinct=False,
    )
    unit = django_filters.ModelChoiceFilter(
        label="Unit",
        queryset=Unit.objects.order_by("name"),
        to_field_name="code",
        field_name="responsible_unit",
        empty_label="All units",
    )
    repeat = django_filters.ChoiceFilter(
        label="Repeat",
        choices=[("yes", "After an earlier one"), ("no", "The first")],
        method="of_repeat",
        empty_label="Any",
    )
    due = DateFilter(label="Action due by", method="due_by")

    class Meta:
        model = Intervention
        fields: list[str] = []

    def of_repeat(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(repeat_of__isnull=value == "no")

    def due_by(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        return rows.filter(due_on__lte=value, status=InterventionStatus.TRIGGERED)
