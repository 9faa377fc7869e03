"""Forms made of forms, and what any form says in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict

from pages.fields import DateField
from pages.forms import PageForm
from pages.templatetags.components import day
from pages.templatetags.form_fields import form_errors


class PartedForm(PageForm):
    """A form with further forms in it; valid when all of them are."""

    parts_first = False  # whether the page shows them above the form's own fields

    def parts(self) -> Iterable[tuple[str, forms.BaseForm]]:
        """(heading, form) of each form inside this one, in the order of the page."""
        return ()

    def is_valid(self) -> bool:
        own = super().is_valid()
        return all([part.is_valid() for _, part in self.parts()]) and own


def every_form(form: forms.BaseForm) -> list[tuple[str, forms.BaseForm]]:
    """The form itself, without a heading, and its parts, in the order of the page."""
    if not isinstance(form, PartedForm):
        return [("", form)]
    own, parts = [("", form)], list(form.parts())
    return [*parts, *own] if form.parts_first else [*own, *parts]


def problems(form: forms.BaseForm) -> list[dict[str, str]]:
    """The lines of the error summary, each with the control it belongs to.

    Of several parts it is said which is meant, unless the sentence says so itself.
    """
    if not form.is_bound:
        return []
    shown = every_form(form)
    several = len([heading for heading, _ in shown if heading]) > 1
    return [
        line | {"text": _placed(line["text"], heading if several else "")}
        for heading, part in shown
        for line in form_errors(part)["errors"]
    ]


def _placed(sentence: str, heading: str) -> str:
    if not heading or heading.casefold() in sentence.casefold():
        return sentence
    return f"{heading}: {sentence}"


def typed(content: Mapping[str, Sequence[str]]) -> QueryDict:
    """What a draft holds, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, list(values))
    return data


def unjudged(form: forms.BaseForm) -> forms.BaseForm:
    """The bound form as it was typed, with no problem shown yet."""
    for _, part in every_form(form):
        part._errors = ErrorDict()
    return form


def in_words(form: forms.BaseForm) -> dict[str, str]:
    """{label: words} of everything that the form holds; blank answers stay out."""
    told = {}
    for heading, part in every_form(form):
        for bound in part.visible_fields():
            words = _words(bound)
            if words:
                label = str(bound.label)
                told[f"{heading}: {label}" if heading else label] = words
    return told


def _words(bound: BoundField) -> str:
    value = bound.value()
    if value in (None, "", []):
        return ""
    if isinstance(bound.field, forms.FileField):
        return getattr(value, "name", "")
    if isinstance(bound.field, forms.ChoiceField):
        chosen = value if isinstance(value, (list, tuple)) else [value]
        known = dict(_flat(bound.field.choices))
        return ", ".join(str(known.get(str(one), one)) for one in chosen)
    if isinstance(bound.field, forms.BooleanField):
        return "Yes" if value else ""
    if isinstance(bound.field, DateField):
        return _date_in_words(bound.field, value)
    return str(value)


def _date_in_words(field: DateField, value: Any) -> str:
    """21 November 2026; what is no date is told as it was typed."""
    try:
        return day(field.to_python(value))
    except forms.ValidationError:
        return str(value)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for value, words in choices:
        if isinstance(words, (list, tuple)):
            yield from ((str(code), text) for code, text in words)
        else:
            yield str(value), words
