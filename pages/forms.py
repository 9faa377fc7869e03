"""The form every page uses: our sentences, no browser pop-ups, revealed fields."""

from collections.abc import Mapping, Sequence
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
        field.error_messages |= self._sentences(field, words)

    @staticmethod
    def _sentences(field: forms.Field, words: str) -> dict[str, str]:
        """Our own sentence wherever Django's default one would show."""
        start = sentence_start(words)
        verb = "Select" if isinstance(field, CHOOSING) else "Enter"
        if isinstance(field, forms.FileField):
            verb = "Choose"
        ours = {
            "required": f"{verb} {words}.",
            "invalid_choice": f"{start} must be one of the choices shown.",
            "invalid_list": f"{start} must be chosen from the list.",
            "invalid_pk_value": f"{start} must be one of the choices shown.",
            "invalid": f"{start} must be written in the form shown.",
        }
        if isinstance(field, forms.IntegerField):
            ours["invalid"] = f"{start} must be a number, like 15."
        if isinstance(field, forms.BooleanField):
            ours["required"] = f"Confirm {words}."
        given = {
            code
            for code, message in field.error_messages.items()
            if message != _default_message(type(field), code)
        }
        return {code: text for code, text in ours.items() if code not in given}

    def revealed_names(self) -> set[str]:
        """Fields drawn inside a choice of another field, not on their own."""
        return {
            name
            for choices in self.reveals.values()
            for names in choices.values()
            for name in names
        }


class PageForm(PageFormMixin, forms.Form):
    """A plain form with our sentences."""


class PageModelForm(PageFormMixin, forms.ModelForm):
    """A model form with our sentences."""


def _default_message(kind: type, code: str) -> Any:
    for parent in kind.__mro__:
        messages = parent.__dict__.get("default_error_messages", {})
        if code in messages:
            return messages[code]
    return None
