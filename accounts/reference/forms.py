"""Forms of reference rows, made from the table's description."""

from copy import copy
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Model

from accounts.reference.registry import Table, get
from accounts.reference.values import called, fingerprint, label_of
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm, PageModelForm

CODE_LETTERS = RegexValidator(
    r"\A[a-z0-9_-]+\Z",
    "The code must have only small letters, numbers and hyphens.",
    code="letters",
)
CODE_HINT = "Small letters, numbers and hyphens. It cannot be changed afterwards."


class ListField(NarrativeField):
    """Several short texts, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=3, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value).splitlines()
        return [line.strip() for line in lines if line.strip()]


class RowForm(PageModelForm):
    """A row's form. Whether it collides with another row is the action's to say."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def validate_unique(self) -> None:
        """Said by the action, under lock."""

    def validate_constraints(self) -> None:
        """Said by the action, under lock."""

    def values(self) -> dict[str, Any]:
        return {
            name: value for name, value in self.cleaned_data.items() if name != "opened"
        }


class RetireForm(PageForm):
    on = DateField(label="Last day it holds", called="the last day")
    reason = CharField(
        label="Reason", called="a reason", required=False, max_length=500
    )


def form_class(table: Table, names: list[str]) -> type[RowForm]:
    """The form of these fields of a table."""

    def made(column: models.Field, **kwargs: Any) -> forms.Field:
        return _form_field(table, column, **kwargs)

    spoken = type("SpokenForm", (RowForm,), {"called": {n: called(n) for n in names}})
    return forms.modelform_factory(
        table.model, form=spoken, fields=names, formfield_callback=made
    )


def add_form(table: Table, **kwargs: Any) -> RowForm:
    return form_class(table, list(table.fields))(**kwargs)


def change_form(table: Table, row: Model, **kwargs: Any) -> RowForm:
    initial = {"opened": fingerprint(table, row)}
    return form_class(table, table.in_place())(
        instance=copy(row), initial=initial, **kwargs
    )


def replace_form(table: Table, row: Model, **kwargs: Any) -> RowForm:
    """What may differ from the present row, and the date from which it does."""
    fixed = {*table.key, *table.inherited, "to_on"}
    names = ["from_on", *(n for n in table.fields if n not in {*fixed, "from_on"})]
    initial = {"from_on": None}
    return form_class(table, names)(instance=copy(row), initial=initial, **kwargs)


def _form_field(table: Table, column: models.Field, **kwargs: Any) -> forms.Field:
    label = label_of(column.name)
    hint = str(column.help_text)
    if column.name in table.form_fields:
        return table.form_fields[column.name]()
    common = {"label": label, "required": not column.blank, "help_text": hint}
    if isinstance(column, models.DateField):
        return DateField(**common)
    if isinstance(column, ArrayField):
        return ListField(**common | {"help_text": hint + " One on each line."})
    if column.many_to_one:
        return _row_field(get(column.related_model), common)
    if isinstance(column, models.SlugField):
        hint = hint or CODE_HINT
        return CharField(
            max_length=column.max_length,
            validators=[CODE_LETTERS],
            **common | {"help_text": hint},
        )
    if type(column) is models.CharField and not column.choices:
        return CharField(max_length=column.max_length, **common)
    return column.formfield(**kwargs | {"label": label})


def _row_field(table: Table, common: dict[str, Any]) -> forms.ModelChoiceField:
    """Another row: chosen from a list, or named by its key where the list is long."""
    if table.recorded:
        key = table.key[0]
        return forms.ModelChoiceField(
            table.rows(),
            to_field_name=key,
            widget=forms.TextInput,
            **common | {"help_text": f"The {label_of(key).lower()}."},
        )
    return forms.ModelChoiceField(table.rows(), **common)
