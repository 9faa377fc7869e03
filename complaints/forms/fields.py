"""Choices among rows of the database, sent by their code and never by their id."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms


class _Offers:
    """A choice whose options are rows: `offer` sets them, cleaning answers a row."""

    rows: dict[str, Any]
    choices: Any

    def offer(
        self,
        rows: Iterable[Any],
        *,
        key: Callable[[Any], str] = lambda row: row.code,
        label: Callable[[Any], str] = str,
        group: Callable[[Any], str] | None = None,
        empty: str = "",
    ) -> None:
        """Offer `rows`, grouped in their order by `group`; `empty` words a blank."""
        listed = list(rows)
        self.rows = {key(row): row for row in listed}
        shown: list[Any] = [("", empty)] if empty else []
        if group is None:
            shown += [(key(row), label(row)) for row in listed]
        else:
            grouped: dict[str, list[tuple[str, str]]] = {}
            for row in listed:
                grouped.setdefault(group(row), []).append((key(row), label(row)))
            shown += list(grouped.items())
        self.choices = shown


class RowField(_Offers, forms.ChoiceField):
    """One row; None when it may be left blank and was."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = {}

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class RowsField(_Offers, forms.MultipleChoiceField):
    """Several rows, in the order offered."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = {}

    def clean(self, value: Any) -> tuple[Any, ...]:
        chosen = set(super().clean(value))
        return tuple(row for key, row in self.rows.items() if key in chosen)


YES, NO = "yes", "no"


class YesNoField(forms.TypedChoiceField):
    """A question that is answered with yes or no, and with neither at first."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[(YES, "Yes"), (NO, "No")],
            widget=forms.RadioSelect,
            coerce=lambda said: said == YES,
            empty_value=None,
            **kwargs,
        )


def refuse(form: forms.BaseForm, problems: Sequence[Any]) -> None:
    """Put each of the rules' problems at its field, or above the form."""
    for problem in problems:
        name = problem.field if problem.field in form.fields else None
        form.add_error(name, problem.sentence)
