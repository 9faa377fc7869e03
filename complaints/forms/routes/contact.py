"""Service recovery at first contact, and what ends a route with a reason."""

from django import forms

from complaints.forms.dated import StepForm
from complaints.forms.fields import NO, YesNoField
from complaints.models.choices import Apology
from pages.fields import NarrativeField

MOST_MINUTES = 6_000


class ResolveAtContactForm(StepForm):
    wanted = NarrativeField(label="What outcome does the complainant want?", rows=3)
    offered = NarrativeField(label="What was offered or done?", rows=3)
    apology = forms.ChoiceField(
        label="Was there an apology?", choices=Apology, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label="Minutes that it took",
        min_value=1,
        max_value=MOST_MINUTES,
        help_text="Of everybody, from the first word to the last.",
        error_messages={
            "invalid": "The minutes must be a whole number, like 25.",
            "min_value": "The minutes must be 1 or more.",
            "max_value": f"The minutes must be {MOST_MINUTES:,} or fewer.",
        },
    )
    agreed = YesNoField(label="Does the complainant agree that this resolves it?")
    called = {
        "wanted": "the outcome that the complainant wants",
        "offered": "what was offered or done",
        "apology": "whether there was an apology",
        "minutes": "the minutes that it took",
        "agreed": "whether the complainant agrees",
    }

    def clean_agreed(self):
        agreed = self.cleaned_data["agreed"]
        if agreed is False:
            raise forms.ValidationError(
                "A complaint is resolved at first contact only if the complainant "
                "agrees: record it otherwise."
            )
        return agreed


class OfferRecoveryForm(ResolveAtContactForm):
    agreed = YesNoField(label="Is the complainant content with it?")
    why_not = NarrativeField(
        required=False, label="Why not?", rows=3, help_text="If they are not."
    )
    called = ResolveAtContactForm.called | {"why_not": "why they are not content"}
    reveals = {"agreed": {NO: ["why_not"]}}

    def clean_agreed(self):
        return self.cleaned_data["agreed"]

    def clean(self):
        values = super().clean()
        silent = not values.get("why_not") and "why_not" not in self.errors
        if values.get("agreed") is False and silent:
            self.add_error("why_not", "Say why the complainant is not content.")
        return values


class ReasonForm(StepForm):
    """A step that asks only why."""

    reason = NarrativeField(label="Why?", rows=4)
    called = {"reason": "the reason"}
