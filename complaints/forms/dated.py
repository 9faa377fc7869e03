"""Forms about one case, on one day."""

from typing import Any

from django import forms

from complaints import rules
from complaints.forms.fields import offer_law, refuse
from complaints.forms.reference import day_of
from complaints.models.choices import Served
from pages.fields import DateField, NarrativeField
from pages.forms import PageForm


class StepForm(PageForm):
    """A form about one case, today; `part` is the record of it that the step is about.

    `dates` says which day each date may not be before: {"referred_on": ("clear_on",
    "when it was clear")} for another field, or for a date of the case by its name.
    """

    dates: dict[str, tuple[str, str]] = {}

    def __init__(self, *args, case, today, part=None, **kwargs):
        self.case, self.today, self.part = case, today, part
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name, (earlier, words) in self.dates.items():
            self.check_step(
                name, values.get(name), not_before=self._day(earlier), earlier=words
            )
        return values

    def _day(self, name):
        """A date of this form, of what it is about, or of the case."""
        if name in self.fields:
            return self.cleaned_data.get(name)
        return getattr(self.part, name, None) or getattr(self.case, name, None)

    def values(self) -> dict[str, Any]:
        """What the action of the step is given."""
        return dict(self.cleaned_data)

    def check_step(self, name, day, *, not_before, earlier):
        """Refuse a day before the step it follows, or in the future."""
        if day:
            refuse(
                self,
                rules.check_step(
                    name=name,
                    day=day,
                    not_before=not_before,
                    earlier=earlier,
                    today=self.today,
                ),
            )


def untold_field() -> NarrativeField:
    """Why nobody can be told, in place of the day on which they were."""
    return NarrativeField(
        required=False,
        rows=2,
        max_length=2_000,
        label="If nobody can be told: why?",
        help_text="They gave no name, for example, or no address.",
    )


def told_or_not(form, told: str, untold: str) -> None:
    """Ask of somebody either when they were told, or why they cannot be."""
    if told not in form.fields or not form.errors.keys().isdisjoint({told, untold}):
        return
    values = form.cleaned_data
    if bool(values.get(told)) == bool(values.get(untold)):
        words = form.fields[told].called
        form.add_error(
            told, f"Enter {words}, or say why nobody can be told: one of the two."
        )


def how_field(what="it", **more) -> forms.ChoiceField:
    """How somebody was served what was written to them."""
    choices = [("", "Choose"), *Served.choices]
    field = forms.ChoiceField(label=f"How was {what} served?", choices=choices, **more)
    field.called = ""  # the form says
    return field


def served_on_field(what="it") -> DateField:
    return DateField(
        required=False,
        label=f"When was {what} served?",
        help_text="Leave it empty if on the date of the letter.",
    )


def ask_served(form, dated: str, text: str, how: str, served_on: str) -> None:
    """Of a letter that was sent ask what it said, and when and how it was served."""
    values = form.cleaned_data
    if not values.get(dated):
        return
    for name, verb in ((text, "Enter"), (how, "Select")):
        if not values.get(name) and name not in form.errors:
            form.add_error(name, f"{verb} {form.fields[name].called}.")
    form.check_step(
        served_on,
        values.get(served_on),
        not_before=values[dated],
        earlier="of the letter",
    )


class LawForm(StepForm):
    """A form that knows the law of the case's day."""

    def __init__(self, *args, law, **kwargs):
        self.law = law
        super().__init__(*args, **kwargs)

    def offer_grounds(self, purpose, name):
        offer_law(self, name, self.law.grounds(purpose, day_of(self.case)))
