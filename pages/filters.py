"""Filters that refuse what they do not know, and say in words what is in force."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from pages import fields, lists
from pages.refusals import BadInput
from pages.widgets import DateInput
from pages.words import day_words

MOST_CHOICES = 100


class TextFilter(django_filters.CharFilter):
    """A word or words, cleaned as all text is."""

    field_class = fields.CharField


class DateFilter(django_filters.Filter):
    """A date in one box, 31/03/2026 or 2026-03-31."""

    field_class = fields.DateField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateInput())
        super().__init__(*args, **kwargs)


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of a list, as tick boxes; its parameter may repeat."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, **kwargs)


class Declared(OrderedDict):
    """The filters of a filter set, copied for each list that is asked for.

    The copy of django-filter goes down to every choice of every filter; ours are only
    bound anew.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> OrderedDict[str, Any]:
        return OrderedDict((name, _bindable(own)) for name, own in self.items())


def _bindable(own: django_filters.Filter) -> django_filters.Filter:
    if "filter" in vars(own):  # one with a method of its own, that knows it by name
        return deepcopy(own)
    made = copy(own)
    made.extra = dict(own.extra)
    vars(made).pop("_field", None)
    return made


@dataclass(frozen=True)
class Chip:
    """One filter in force: what it is, what it is set to, and the list without it."""

    label: str
    value: str
    url: str

    @property
    def words(self) -> str:
        return self.value or self.label


class StrictFilterSet(django_filters.FilterSet):
    """For page and API alike. Unknown or doubled parameters are refused with 400.

    A filter's own choices are checked by its form: `is_valid()` shows the errors in the
    panel of a page, `check()` raises for the API and for exports. `qs` is empty while
    the form is wrong, so that a mistyped date never shows every row.
    """

    also_known: tuple[str, ...] = ()
    page_parameters: tuple[str, ...] = lists.PARAMETERS
    kept_parameters = ("sort", "per_page")

    def __init__(
        self,
        data: QueryDict | None = None,
        queryset: QuerySet | None = None,
        *,
        request: Any = None,
        prefix: str | None = None,
    ) -> None:
        self.params = data if data is not None else QueryDict()
        super().__init__(self.params, queryset, request=request, prefix=prefix)
        self._refuse_unknown()
        self._refuse_doubled()

    @classmethod
    def get_filters(cls) -> Declared:
        return Declared(super().get_filters())

    @cached_property
    def parameters(self) -> dict[str, bool]:
        """The name of every parameter that the filters read; True if it may repeat."""
        known: dict[str, bool] = {}
        for name, field in self.form.fields.items():
            full = self.form.add_prefix(name)
            repeats = getattr(field.widget, "allow_multiple_selected", False)
            known |= dict.fromkeys(parameter_names(field.widget, full), repeats)
        return known

    @cached_property
    def asked(self) -> set[str]:
        """The parameters that are not the page's own: filters, or unknown."""
        return {*self.params} - {*self.page_parameters, *self.also_known}

    def _refuse_unknown(self) -> None:
        for name in self.asked:
            if name not in self.parameters:
                shown = fields.sentence_start(name[:40])
                raise BadInput(f"“{shown}” is not a filter on this page.", field=name)

    def _refuse_doubled(self) -> None:
        for name, values in self.params.lists():
            repeats = name in self.asked and self.parameters[name]
            if len(values) > (MOST_CHOICES if repeats else 1):
                raise BadInput(f"“{name}” was given more than once.", field=name)

    def is_valid(self) -> bool:
        return not self.asked or super().is_valid()

    def check(self) -> None:
        """Raise the first thing that is wrong with the filters, for programs."""
        if self.is_valid():
            return
        name, errors = next(iter(self.form.errors.items()))
        raise BadInput(str(errors[0]), field=name)

    @property
    def qs(self) -> QuerySet:
        """What matches; every row where no filter was asked for."""
        if not self.asked:
            return self.queryset.all()
        if self.is_bound and not self.is_valid():
            return self.queryset.none()
        return super().qs

    def in_force(self) -> dict[str, Any]:
        """The cleaned value of each filter that is set."""
        if not self.asked or not self.is_valid():
            return {}
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if name in self.filters and not _is_empty(value)
        }

    @property
    def chips(self) -> list[Chip]:
        found = []
        for name, value in self.in_force().items():
            field = self.form.fields[name]
            label = str(self.filters[name].label or field.label or name)
            found += [
                Chip(label, words, self._without(name, raw))
                for words, raw in _words_of(field, label, value)
            ]
        return found

    def words(self) -> str:
        """The criteria in one line, for saved views, exports and the trail."""
        return ", ".join(chip.words for chip in self.chips)

    def _without(self, name: str, raw: str | None) -> str:
        """The address with this filter dropped, or only one of its choices."""
        query = self.params.copy()
        query.pop("cursor", None)
        full = self.form.add_prefix(name)
        for parameter in parameter_names(self.form.fields[name].widget, full):
            kept = [one for one in query.getlist(parameter) if raw not in (None, one)]
            if kept:
                query.setlist(parameter, kept)
            else:
                query.pop(parameter, None)
        return f"?{query.urlencode()}" if query else "?"

    @property
    def clear_url(self) -> str:
        """The address with no filter, the order and page size kept."""
        kept = QueryDict(mutable=True)
        for name, value in self.kept:
            kept[name] = value
        return f"?{kept.urlencode()}" if kept else "?"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """(name, value) of what the panel's form must carry along."""
        return [
            (name, self.params[name])
            for name in (*self.kept_parameters, *self.also_known)
            if self.params.get(name)
        ]


def refuse_unknown(params: QueryDict, known: Iterable[str]) -> None:
    """400 for a parameter that is not known here, or given twice.

    For whatever has no StrictFilterSet; the pages' own lists know `lists.PARAMETERS`.
    """
    allowed = set(known)
    for name, values in params.lists():
        if name not in allowed:
            raise BadInput(f"“{name[:40]}” is not a parameter here.", field=name)
        if len(values) > 1:
            raise BadInput(f"“{name}” was given more than once.", field=name)


def parameter_names(widget: forms.Widget, name: str) -> list[str]:
    """The query parameters that a widget reads."""
    if hasattr(widget, "parameter_names"):
        return widget.parameter_names(name)
    if hasattr(widget, "suffixes"):
        return [widget.suffixed(name, suffix) for suffix in widget.suffixes]
    if isinstance(widget, forms.MultiWidget):
        return [f"{name}{suffix}" for suffix in widget.widgets_names]
    return [name]


def _is_empty(value: Any) -> bool:
    if isinstance(value, (QuerySet, list, tuple, set)):
        return not value
    return value is None or value == ""


def _words_of(
    field: forms.Field, label: str, value: Any
) -> Iterator[tuple[str, str | None]]:
    """(what the chip says, the choice it stands for or None for the whole filter)."""
    if value is True:
        yield label, None
    elif isinstance(field, forms.ModelMultipleChoiceField):
        for item in value:
            yield str(item), str(field.prepare_value(item))
    elif isinstance(field, forms.MultipleChoiceField):
        for item in value:
            yield _choice_words(field, item), str(item)
    elif isinstance(value, slice):
        ends = [("from", value.start), ("to", value.stop)]
        said = " ".join(f"{word} {_plain(end)}" for word, end in ends if end)
        yield f"{label} {said}", None
    elif isinstance(value, Model):
        yield str(value), None
    elif isinstance(field, forms.ChoiceField):
        yield _choice_words(field, value), None
    else:
        yield f"{label}: {_plain(value)}", None


def _plain(value: Any) -> str:
    return day_words(value) if isinstance(value, date) else str(value)


def _choice_words(field: forms.ChoiceField, value: Any) -> str:
    for key, words in _flat(field.choices):
        if str(key) == str(value):
            return str(words)
    return str(value)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            yield from words
        else:
            yield key, words
