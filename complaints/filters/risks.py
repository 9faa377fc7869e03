"""Filters of the Risk Register."""

import django_filters
from django.db.models import QuerySet

from complaints.filters.registers import RecordFilters, choice
from complaints.models import Risk
from complaints.workflow import RiskStatus
from pages.filters import DateFilter
from pages.lists import Sort

RISK_SORTS = [
    Sort("rating", "Rating", ("rating",), descending=True),
    Sort("review", "Next review", ("next_review_on",)),
    Sort("entered", "Entered", ("at",), descending=True),
]


class RiskFilters(RecordFilters):
    state = django_filters.ChoiceFilter(
        label="State",
        choices=RiskStatus.choices,
        method="of_state",
        empty_label="On the register",
    )
    about = choice(
        "About",
        [("case", "A case"), ("organisation", "The organisation")],
        method="of_kind",
    )
    review = DateFilter(label="To be reviewed by", method="due_by")

    class Meta(RecordFilters.Meta):
        model = Risk

    def of_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(status=value)

    def of_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(case__isnull=value == "organisation")

    def due_by(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        return rows.filter(next_review_on__lte=value)

    @property
    def qs(self) -> QuerySet:
        """What is on the register, where nobody asked for another state."""
        rows = super().qs
        if "state" in self.in_force():
            return rows
        return rows.filter(status=RiskStatus.OPEN)
