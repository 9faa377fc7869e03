"""Choices among rows of the database, sent by their code and never by their id."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms

from complaints import rules


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


def offer_law(form: Any, name: str, rows: Iterable[Any]) -> None:
    """Offer rows of law by their codes, with their hints and their doubts."""
    offered = list(rows)
    form.fields[name].choices = [(row.code, row.name) for row in offered]
    tell_hints(form, name, {row.code: row.hint for row in offered})
    tell_doubts(form, name, {row.code: [row] for row in offered})


def tell_hints(form: Any, name: str, hints: Mapping[str, str]) -> None:
    """Say something under each choice of a question."""
    said = {code: hint for code, hint in hints.items() if hint}
    form.choice_hints = getattr(form, "choice_hints", {}) | {name: said}


def tell_doubts(form: Any, name: str, behind: Mapping[str, Sequence[Any]]) -> None:
    """Say what of the law behind each choice was not checked: once, if it is all."""
    doubts = {code: rules.doubts(rows) for code, rows in behind.items()}
    if all(doubts.values()):
        every = (row for rows in behind.values() for row in rows)
        said = rules.doubts(every, what="This list")
        add_hint(form.fields[name], said)
        return
    hints = getattr(form, "choice_hints", {}).get(name, {})
    more = {code: f"{hints.get(code, '')} {doubts[code]}".strip() for code in doubts}
    tell_hints(form, name, hints | more)


def add_hint(field: forms.Field, words: str) -> None:
    """Say more under a question."""
    field.help_text = f"{field.help_text} {words}".strip()


def refuse(form: forms.BaseForm, problems: Sequence[Any]) -> None:
    """Put each of the rules' problems at its field, or above the form."""
    for problem in problems:
        name = problem.field if problem.field in form.fields else None
        form.add_error(name, problem.sentence)
