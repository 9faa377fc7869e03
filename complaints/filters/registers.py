"""What the lists of the registers share, and how their trails read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.db.models.fields import DecimalField

from audit.trail import Entry
from casework.timeline import Wording
from complaints.filters.choices import Choices, choices_for, unit_keys
from complaints.filters.records import GroundNames
from complaints.filters.wording import page_name
from complaints.models.registers import Record
from pages.fields import sentence_start
from pages.filters import DateFilter, StrictFilterSet
from pages.forms import PageForm, offer_of
from pages.words import pounds


class PeriodsForm(PageForm):
    def clean(self) -> dict[str, Any]:
        """A period ends on or after the day it begins."""
        values = super().clean()
        for name, last in list(values.items()):
            what, _, end = name.rpartition("_")
            first = values.get(f"{what}_from")
            if end == "to" and first and last and last < first:
                self.add_error(name, "The last day must be on or after the first.")
        return values


class RecordFilters(StrictFilterSet):
    """Filters of a register: `unit` is the one that its records are with."""

    today: date  # of whoever asks; their list sets it

    unit = django_filters.ChoiceFilter(
        label="Unit", method="in_unit", empty_label="All units"
    )

    class Meta:
        form = PeriodsForm
        fields: list[str] = []

    def __init__(self, data: Any, queryset: QuerySet, *, user: Any, **more: Any):
        self.user = user
        super().__init__(data, queryset, **more)

    def get_form_class(self) -> type[PageForm]:
        """The form, made once for all to whom the same units are offered."""
        choices = choices_for(self.user, every_unit=True)
        if type(self) not in choices.forms:
            for name, offered in self.offered(choices).items():
                self.filters[name].extra |= {"choices": offered}
            made = super().get_form_class()
            made.offer = offer_of(made)
            choices.forms[type(self)] = made
        return choices.forms[type(self)]

    def offered(self, choices: Choices) -> dict[str, Any]:
        """The units that each of the filters by unit lets one choose."""
        return {"unit": choices.units}

    def in_unit(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.filter(responsible_unit__in=unit_keys(self.user, code))


def first_day(label: str, field: str) -> DateFilter:
    return DateFilter(label=f"{label} from", field_name=field, lookup_expr="gte")


def last_day(label: str, field: str) -> DateFilter:
    return DateFilter(label=f"{label} to", field_name=field, lookup_expr="lte")


def choice(label: str, choices: Any, **more: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label="Any", **more
    )


class RecordWording(Wording):
    """Entries about records of one register: their fields as its pages call them."""

    def __init__(self, model: type[Record], entries: Iterable[Entry]):
        self._fields = {each.name: each for each in model._meta.concrete_fields}
        self._grounds = GroundNames()

    def label(self, name: str) -> str:
        if name == "link":
            return "Linked case"
        field = self._fields.get(name)
        return sentence_start(str(field.verbose_name)) if field else super().label(name)

    def value(self, name: str, value: object) -> str:
        if isinstance(value, list) and value:
            return ", ".join(self.value(name, one) for one in value)
        if name == "page" and isinstance(value, str):
            return page_name(value)
        field = self._fields.get(name)
        if field is None or value in (None, "", []):
            return super().value(name, value)
        if isinstance(field, DecimalField):
            return pounds(value)
        known = dict(field.flatchoices).get(value)
        known = known or self._grounds.of(field, str(value))
        return str(known) if known else super().value(name, value)
