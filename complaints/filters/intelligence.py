"""Filters of the items of intelligence, and their counts."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from complaints.filters.choices import Choices, unit_keys
from complaints.filters.registers import RecordFilters, choice, first_day, last_day
from complaints.models import IntelligenceItem
from complaints.models.intelligence import ItemKind
from complaints.workflow import ItemStatus
from pages.lists import Sort

ITEM_SORTS = [
    Sort("received", "Received", ("received_on",), descending=True),
    Sort("allocated", "Allocated", ("given_on",), descending=True),
    Sort("reference", "Item", ("reference_year", "reference_serial"), True),
]


class ItemFilters(RecordFilters):
    kind = choice("Kind", ItemKind.choices)
    state = choice("State", ItemStatus.choices, field_name="status")
    unit = choice("Desk", (), method="in_unit")
    about = choice("About the B/OCU", (), method="about_units")
    received_from = first_day("Received", "received_on")
    received_to = last_day("Received", "received_on")
    allocated_from = first_day("Allocated", "allocated_on")
    allocated_to = last_day("Allocated", "allocated_on")
    closed_from = first_day("Closed", "closed_on")
    closed_to = last_day("Closed", "closed_on")

    class Meta(RecordFilters.Meta):
        model = IntelligenceItem

    def offered(self, choices: Choices) -> dict[str, Any]:
        return {"unit": choices.desks, "about": choices.units}

    def about_units(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.filter(about_unit__in=unit_keys(self.user, code))


def counts_of(first: date, last: date) -> list[tuple[str, list[int]]]:
    """Items received in a period: of each B/OCU, how many of each kind and in all.

    For profiles: whoever is shown the counts need not see any item.
    """
    rows: QuerySet = IntelligenceItem.objects.filter(received_on__range=(first, last))
    found = rows.values_list("about_unit__name", "kind").annotate(how_many=Count("pk"))
    by_unit: dict[str, Counter[str]] = {}
    for name, kind, how_many in found.order_by():
        by_unit.setdefault(name or "No B/OCU named", Counter())[kind] = how_many
    return [
        (name, [*(kinds[kind] for kind in ItemKind.values), kinds.total()])
        for name, kinds in sorted(by_unit.items())
    ]
