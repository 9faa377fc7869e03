"""Filters of the claims."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from complaints.filters.registers import RecordFilters, choice, first_day, last_day
from complaints.models import Claim, ClaimLesson, Ground
from complaints.models.claims import ClaimKind, ClaimOutcome
from complaints.workflow import ClaimStatus
from organisation.models import Unit
from pages.lists import Sort

CLAIM_SORTS = [
    Sort("received", "Received", ("received_on",), descending=True),
    Sort("concluded", "Concluded", ("ended_on",), descending=True),
    Sort("reference", "Claim", ("reference_year", "reference_serial"), True),
]
YES_NO = [("yes", "Yes"), ("no", "No")]


def ground_choices() -> list[tuple[str, str]]:
    """Every ground there ever was of a claim, by its name."""
    rows = Ground.objects.filter(purpose__in=ClaimKind.values).order_by("name")
    return list(dict(rows.values_list("code", "name")).items())


class ClaimFilters(RecordFilters):
    kind = choice("Kind", ClaimKind.choices)
    state = choice("State", ClaimStatus.choices, field_name="status")
    outcome = choice("How it ended", ClaimOutcome.choices)
    contested = choice("Contested", YES_NO, method="of_contested")
    ground = choice("Ground", ground_choices, method="of_ground")
    about = django_filters.ModelChoiceFilter(
        label="About the unit",
        queryset=Unit.objects.order_by("name"),
        to_field_name="code",
        method="about_unit",
        empty_label="Any",
    )
    lesson = choice("Lesson flagged", YES_NO, method="of_lesson")
    received_from = first_day("Received", "received_on")
    received_to = last_day("Received", "received_on")
    concluded_from = first_day("Concluded", "concluded_on")
    concluded_to = last_day("Concluded", "concluded_on")

    class Meta(RecordFilters.Meta):
        model = Claim

    def of_contested(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(contested=value == "yes")

    def of_ground(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(grounds__contains=[value])

    def about_unit(self, rows: QuerySet, name: str, value: Unit) -> QuerySet:
        return rows.filter(units__unit=value)

    def of_lesson(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        flagged = Q(Exists(ClaimLesson.objects.filter(claim=OuterRef("pk"))))
        return rows.filter(flagged if value == "yes" else ~flagged)
