"""The filters of a reference list, made from the table's description."""

from datetime import date
from functools import lru_cache

import django_filters
from django.db.models import Q, QuerySet

from accounts.reference.registry import Table, get
from accounts.reference.values import label_of
from pages.filters import StrictFilterSet, TextFilter

STANDING = [("in_force", "In force today"), ("ended", "Ended"), ("coming", "To come")]


class ReferenceFilters(StrictFilterSet):
    """`day` is the day on which rows are in force or not."""

    table: Table
    day: date

    def search(self, rows: QuerySet, name: str, text: str) -> QuerySet:
        if self.table.search:
            return self.table.search(rows, text)
        found = Q()
        for path in self.table.searched:
            found |= Q(**{f"{path}__icontains": text})
        return rows.filter(found)

    def stand(self, rows: QuerySet, name: str, standing: str) -> QuerySet:
        ended, coming = _ended(self.table, self.day), _coming(self.table, self.day)
        if standing == "ended":
            return rows.filter(ended)
        if standing == "coming":
            return rows.filter(coming)
        return rows.exclude(ended).exclude(coming)


def _ended(table: Table, day: date) -> Q:
    compared = "lte" if table.ends_before else "lt"
    return Q(**{f"{table.ends}__isnull": False, f"{table.ends}__{compared}": day})


def _coming(table: Table, day: date) -> Q:
    if not table.begins:
        return Q(pk__in=[])
    return Q(**{f"{table.begins}__isnull": False, f"{table.begins}__gt": day})


@lru_cache
def filters_of(table: Table) -> type[ReferenceFilters]:
    """The class of filters of one table."""
    declared: dict = {"table": table}
    if table.search or table.searched:
        declared["q"] = TextFilter(label="Search", method="search")
    for name in table.filters:
        declared[name] = _filter_of(table, name)
    if table.ends:
        declared["standing"] = django_filters.ChoiceFilter(
            label="Standing", choices=STANDING, method="stand", empty_label="All"
        )
    return type(f"{table.model.__name__}Filters", (ReferenceFilters,), declared)


def _filter_of(table: Table, name: str) -> django_filters.Filter:
    field, common = table.field(name), {"label": label_of(name), "empty_label": "All"}
    if not field.many_to_one:
        return django_filters.ChoiceFilter(choices=field.choices, **common)
    target = get(field.related_model)
    # A callable, so that the choices are read anew for each page.
    return django_filters.ModelChoiceFilter(
        queryset=lambda request: target.rows(), to_field_name=target.key[0], **common
    )
