"""The form every page uses: our sentences, no browser pop-ups, revealed fields."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from django import forms

from pages.fields import sentence_middle, sentence_start

CHOOSING = (forms.ChoiceField, forms.ModelChoiceField)


class PageFormMixin:
    """Mix in before Form or ModelForm.

    `called` says how a field is spoken of: {"received_on": "the date received"}.
    `reveals` names the fields that belong to one choice of a radio or checkbox list:
    {"channel": {"other": ["channel_other"]}}; without JavaScript all are shown.
    """

    called: ClassVar[Mapping[str, str]] = {}
    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {}
    # Not required of everybody, but of some: never called optional.
    depending: ClassVar[frozenset[str]] = frozenset()
    # {argument of the action: field that says it}, where they are called differently.
    stands_for: ClassVar[Mapping[str, str]] = {}
    # All that it lets one choose, where its class is kept for many: see `offer_of`.
    offer: ClassVar[str] = ""
    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._speak(name, field)

    def _speak(self, name: str, field: forms.Field) -> None:
        label = str(field.label or name.replace("_", " "))
        own = getattr(field, "called", "")
        words = self.called.get(name) or own or sentence_middle(label)
        if hasattr(field, "called"):
            field.called = words
        field.depending = name in self.depending
        usual = _usual_messages(type(field))
        field.error_messages |= {
            code: text
            for code, text in _sentences(type(field), words).items()
            if field.error_messages.get(code) is usual.get(code)
        }

    def revealed_names(self) -> set[str]:
        """Fields drawn inside a choice of another field, not on their own."""
        return {
            name
            for choices in self.reveals.values()
            for names in choices.values()
            for name in names
        }


def offer_of(form_class: type[forms.Form]) -> str:
    """What tells a class of forms from those that let one choose something else."""
    fields = form_class.base_fields.values()
    return repr([list(f.choices) for f in fields if isinstance(f, forms.ChoiceField)])


class PageForm(PageFormMixin, forms.Form):
    """A plain form with our sentences."""


class PageModelForm(PageFormMixin, forms.ModelForm):
    """A model form with our sentences."""


@lru_cache  # for few kinds of fields, asked for every field of every form
def _usual_messages(kind: type[forms.Field]) -> dict[str, Any]:
    """Django's own messages of a kind of field, as a new field has them."""
    messages: dict[str, Any] = {}
    for parent in reversed(kind.__mro__):
        messages |= getattr(parent, "default_error_messages", {})
    return messages


@lru_cache(maxsize=2_000)
def _sentences(kind: type[forms.Field], words: str) -> dict[str, str]:
    """Our own sentence wherever Django's default one would show."""
    start = sentence_start(words)
    verb = "Select" if issubclass(kind, CHOOSING) else "Enter"
    if issubclass(kind, forms.FileField):
        verb = "Choose"
    ours = {
        "required": f"{verb} {words}.",
        "invalid_choice": f"{start} must be one of the choices shown.",
        "invalid_list": f"{start} must be chosen from the list.",
        "invalid_pk_value": f"{start} must be one of the choices shown.",
        "invalid": f"{start} must be written in the form shown.",
    }
    if issubclass(kind, forms.IntegerField):
        ours["invalid"] = f"{start} must be a number, like 15."
    if issubclass(kind, forms.BooleanField):
        ours["required"] = f"Confirm {words}."
    return ours
