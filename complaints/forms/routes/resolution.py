"""Local resolution: consent, plan, and what came of it."""

from copy import deepcopy

from django import forms

from complaints.forms.dated import StepForm
from complaints.forms.parts import PartedForm
from complaints.models.choices import ConsentKnown, Suitability
from complaints.models.people import speakers
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm

MOST_ACTIONS = 20
_RECEIVED = ("received_on", "received")


class OfferResolutionForm(StepForm):
    consent_on = DateField(label="When did the complainant consent?")
    consent_known = forms.ChoiceField(
        label="How is the consent known?",
        choices=ConsentKnown,
        widget=forms.RadioSelect,
    )
    paper = forms.FileField(
        required=False,
        label="The consent",
        help_text="A scan or photograph, if it is written.",
    )
    suitability = forms.ChoiceField(
        label="Why may it be resolved locally?",
        choices=Suitability,
        widget=forms.RadioSelect,
    )
    ipcc_approval = CharField(
        required=False, max_length=40, label="Reference of the IPCC's approval"
    )
    suitable_because = NarrativeField(
        label="Your reasons",
        rows=4,
        help_text="What is alleged at its worst, and why it would justify no criminal "
        "or disciplinary proceedings.",
    )
    wanted = NarrativeField(
        label="What does the complainant want?",
        rows=3,
        help_text="An explanation, say, or that it happens to nobody else, or that a "
        "senior officer hears how they feel.",
    )
    called = {
        "consent_on": "the date of the consent",
        "consent_known": "how the consent is known",
        "paper": "the consent",
        "suitability": "why it may be resolved locally",
        "ipcc_approval": "the reference of the IPCC's approval",
        "suitable_because": "your reasons",
        "wanted": "what the complainant wants",
    }
    reveals = {"suitability": {Suitability.APPROVED.value: ["ipcc_approval"]}}
    dates = {"consent_on": _RECEIVED}

    def __init__(self, *args, approval="", **kwargs):
        """`approval`: why it needs that of the IPCC; blank where it does not."""
        super().__init__(*args, **kwargs)
        self.speaking = speakers(self.case)
        if len(self.speaking) > 1:
            self._ask_each()
        if approval:
            field = self.fields["suitability"]
            field.choices = [
                (each.value, each.label) for each in [Suitability.APPROVED]
            ]
            field.initial = Suitability.APPROVED.value
            field.help_text = field.error_messages["invalid_choice"] = approval

    def _ask_each(self):
        """The consent of each who complains, instead of the one."""
        asked = {}
        for row in self.speaking:
            for name in ("consent_on", "consent_known"):
                field = deepcopy(self.base_fields[name])
                words = f"{self.called[name]} of {row.person}"
                field.called, field.label = words, f"{field.label} ({row.person})"
                asked[f"{name}_{row.number}"] = field
        for name in ("consent_on", "consent_known"):
            del self.fields[name]
        self.fields = asked | self.fields
        for name, field in asked.items():
            self._speak(name, field)

    def values(self):
        values = super().values()
        if len(self.speaking) > 1:
            values["consents"] = [
                (
                    row,
                    values.pop(f"consent_on_{row.number}"),
                    values.pop(f"consent_known_{row.number}"),
                )
                for row in self.speaking
            ]
        return values

    def clean(self):
        values = super().clean()
        approved = values.get("suitability") == Suitability.APPROVED
        if approved and not values.get("ipcc_approval"):
            self.add_error(
                "ipcc_approval", "Enter the reference of the IPCC's approval."
            )
        if not approved:
            values["ipcc_approval"] = ""
        return values


class PlannedForm(PageForm):
    """One action of a plan: what, by whom, by when."""

    what = NarrativeField(label="What will be done?", rows=2)
    who = CharField(label="By whom?")
    due_on = DateField(label="By when?")
    called = {
        "what": "what will be done",
        "who": "who will do it",
        "due_on": "by when it will be done",
    }


class AgreePlanForm(StepForm, PartedForm):
    """The actions that were agreed; the first card is asked for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = forms.formset_factory(
            PlannedForm,
            extra=1,
            max_num=MOST_ACTIONS,
            validate_max=True,
            absolute_max=MOST_ACTIONS + 1,
        )
        self.actions = kind(
            self.data if self.is_bound else None,
            prefix="actions",
            error_messages={"too_many_forms": f"Enter at most {MOST_ACTIONS} actions."},
        )
        cards = self.actions.forms
        if self.is_bound and cards and not any(card.has_changed() for card in cards):
            cards[0].empty_permitted = False

    def parts(self):
        return [
            (f"Action {place}", form)
            for place, form in enumerate(self.actions.forms, start=1)
        ]

    def clean(self):
        values = super().clean()
        counted = self.actions.management_form.is_valid()
        if not counted or self.actions.total_form_count() < 1:
            raise forms.ValidationError(
                "This form is incomplete: open it again from its own page."
            )
        if not self.actions.is_valid():
            for sentence in self.actions.non_form_errors():
                self.add_error(None, sentence)
        return values

    def values(self):
        cards = [card.cleaned_data for card in self.actions if card.has_changed()]
        return {"actions": [(one["what"], one["who"], one["due_on"]) for one in cards]}


class DoPlanActionForm(StepForm):
    done_on = DateField(label="When was it done?")
    result = NarrativeField(label="What came of it?", rows=3)
    called = {"done_on": "the date", "result": "what came of it"}

    def clean(self):
        values = super().clean()
        self.check_step(
            "done_on",
            values.get("done_on"),
            not_before=self.part.resolution.consent_on,
            earlier="of the consent",
        )
        return values


class GiveUpPlanActionForm(StepForm):
    result = NarrativeField(label="Why is it given up?", rows=3)
    called = {"result": "the reason"}


class CompleteResolutionForm(StepForm):
    resolved_on = DateField(label="When was it resolved?")
    statement = NarrativeField(
        label="How was it resolved?",
        help_text="As the complainant and the officers will read it. Blame nobody: "
        "nothing was found on.",
    )
    called = {
        "resolved_on": "the date on which it was resolved",
        "statement": "how it was resolved",
    }
    dates = {"resolved_on": _RECEIVED}
