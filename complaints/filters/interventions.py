"""Filters of the intervention scheme."""

from datetime import date

from django.db.models import QuerySet

from complaints.filters.registers import RecordFilters, choice
from complaints.models import Intervention, InterventionRule
from complaints.workflow import InterventionStatus
from pages.filters import ChoicesFilter, DateFilter
from pages.lists import Sort

INTERVENTION_SORTS = [
    Sort("opened", "Opened", ("triggered_on",), descending=True),
    Sort("reference", "Reference", ("reference_year", "reference_serial")),
]


class InterventionFilters(RecordFilters):
    state = ChoicesFilter(
        label="State",
        choices=InterventionStatus.choices,
        field_name="status",
        distinct=False,
    )
    repeat = choice(
        "Repeat",
        [("yes", "After an earlier one"), ("no", "The first")],
        method="of_repeat",
    )
    due = DateFilter(label="Action due by", method="due_by")

    class Meta(RecordFilters.Meta):
        model = Intervention

    def of_repeat(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(repeat_of__isnull=value == "no")

    def due_by(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        return rows.filter(due_on__lte=value, status=InterventionStatus.TRIGGERED)


def rules_on(day: date) -> list[InterventionRule]:
    """By which rules somebody comes into the scheme on a day."""
    return list(InterventionRule.objects.on(day).order_by("code"))
