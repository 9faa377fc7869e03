"""Widgets that Django lacks: a date in three inputs or in one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

PARTS = ("day", "month", "year")


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return str(value or "")


class DateInput(forms.TextInput):
    """A date in one box, for the filter panel and dense tables."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "numeric", "placeholder": ""} | dict(attrs or {})
        )
        self.attrs.pop("placeholder")

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return str(value) if value else None


class DateInputs(forms.Widget):
    """Day, month and year, each in its box; keeps what was typed when refused.

    Programs and imports may send the whole date under the field's own name.
    """

    template_name = "pages/widgets/date_inputs.html"
    use_fieldset = True

    def part_names(self, name: str) -> list[str]:
        return [f"{name}_{part}" for part in PARTS]

    def parameter_names(self, name: str) -> list[str]:
        return [name, *self.part_names(name)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        whole = data.get(name)
        if whole:
            return str(whole).strip()
        parts = [str(data.get(key) or "").strip() for key in self.part_names(name)]
        return "/".join(parts) if any(parts) else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key in data for key in self.parameter_names(name))

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return f"{id_}_day" if id_ else id_

    def parts(self, name: str, value: Any) -> list[dict[str, str]]:
        """What the template draws: one entry per box."""
        typed = _as_text(value).split("/")
        if len(typed) != 3:
            typed = self._from_iso(_as_text(value))
        return [
            {"part": part, "name": f"{name}_{part}", "value": text}
            for part, text in zip(PARTS, typed, strict=True)
        ]

    @staticmethod
    def _from_iso(text: str) -> list[str]:
        pieces = text.split("-")
        return pieces[::-1] if len(pieces) == 3 else [text, "", ""]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["parts"] = self.parts(name, value)
        return context
