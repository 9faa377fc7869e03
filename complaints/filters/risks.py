"""Filters of the Risk Register."""

from datetime import date

import django_filters
from django.db.models import QuerySet

from complaints.filters.registers import RecordFilters, choice
from complaints.models import Risk, RiskBand
from complaints.workflow import RiskStatus
from pages.fields import sentence_start
from pages.filters import DateFilter
from pages.lists import Sort
from pages.words import listed

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


class Bands:
    """What ratings are called on a day: the bands, dated data, the highest first."""

    def __init__(self, on: date):
        self.rows = list(RiskBand.objects.on(on).order_by("-least", "pk"))

    def place_of(self, rating: int) -> int | None:
        """The place of the band that a rating falls in; None below all of them."""
        for place, band in enumerate(self.rows):
            if rating >= band.least:
                return place
        return None

    @property
    def words(self) -> str:
        """High from 15, medium from 8 and low from 1."""
        told = [f"{band.name.lower()} from {band.least}" for band in self.rows]
        return sentence_start(listed(told)) if told else ""

    @property
    def unverified(self) -> bool:
        return any(band.unverified for band in self.rows)
