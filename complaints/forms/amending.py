"""Change or add what a case says, until it is decided."""

from django import forms

from accounts.models import User
from accounts.models.users import UserKind
from complaints import rules
from complaints.forms.fields import RowField, RowsField, refuse
from complaints.forms.intake import CHANNELS, SaysWhat
from complaints.forms.people import (
    CharacteristicsForm,
    ComplainantForm,
    DetailsForm,
)
from complaints.forms.picking import PicksPerson
from complaints.forms.verbs import StepForm
from complaints.models.characteristics import CODES
from complaints.models.choices import (
    Capacity,
    ConductSource,
    Confidentiality,
    Kind,
    LinkKind,
    UnitPart,
)
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm
from pages.words import day_words


class AmendForm(SaysWhat, StepForm):
    """How the case came in, what was said, where and when."""

    channel = forms.ChoiceField(label="How it reached us", choices=CHANNELS)
    conduct_source = forms.ChoiceField(
        label="Where it came from", choices=ConductSource, widget=forms.RadioSelect
    )
    received_on = DateField(label="Date received")
    said = NarrativeField(label=Kind.COMPLAINT.said_label, rows=10)
    place = CharField(required=False, label="Where it happened")
    incident_on = DateField(required=False, label="When it happened")
    called = {
        "channel": "how it reached us",
        "conduct_source": "where it came from",
        "received_on": "the date received",
        "incident_on": "the date of the incident",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.speak_of(self.case.kind)
        if self.case.kind != Kind.CONDUCT:
            del self.fields["conduct_source"]

    def clean(self):
        values = super().clean()
        received_on = values.get("received_on")
        if received_on and "incident_on" in values:
            refuse(
                self,
                rules.check_receipt(
                    incident_on=values["incident_on"],
                    received_on=received_on,
                    today=self.today,
                ),
            )
        recorded_on = self.case.recorded_on
        if received_on and recorded_on and received_on > recorded_on:
            self.add_error(
                "received_on",
                "The date received must be on or before the date recorded, "
                f"{day_words(recorded_on)}.",
            )
        return values


class PersonForm(DetailsForm):
    """What is known of a person; characteristics only where they may be seen."""

    def __init__(self, *args, special, **kwargs):
        super().__init__(*args, **kwargs)
        if special:
            for name, field in CharacteristicsForm.base_fields.items():
                self.fields[name] = forms.ChoiceField(
                    required=False,
                    label=field.label or name.replace("_", " ").capitalize(),
                    help_text=field.help_text,
                    choices=field.choices,
                )
                self._speak(name, self.fields[name])

    @property
    def characteristic_fields(self):
        return [self[name] for name in CODES if name in self.fields]


class AddComplainantForm(PicksPerson, ComplainantForm):
    """One more person complaining, matched with the register before they are added."""

    acts_for = RowField(required=False, label="Who do they act for?")
    consent_on = DateField(required=False, label="When consent was given")
    consent_evidence = CharField(required=False, label="How we know", max_length=500)
    called = ComplainantForm.called | {
        "person": "who it is",
        "acts_for": "who they act for",
        "consent_on": "the date of consent",
        "consent_evidence": "how we know of the consent",
    }
    reveals = {
        "capacity": {
            Capacity.REPRESENTATIVE: ["acts_for", "consent_on", "consent_evidence"]
        }
    }

    def __init__(self, *args, complainants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["acts_for"].offer(
            complainants,
            key=lambda row: str(row.number),
            label=lambda row: str(row.person),
            empty="Choose the person",
        )

    def clean(self):
        values = super().clean()
        if values.get("capacity") == Capacity.REPRESENTATIVE:
            self._check_consent(values)
        else:
            values |= {"acts_for": None, "consent_on": None, "consent_evidence": ""}
        return values

    def _check_consent(self, values):
        for name, sentence in (
            ("acts_for", "Select who they act for."),
            ("consent_on", "Enter the date of consent."),
            ("consent_evidence", "Enter how we know of the consent."),
        ):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        day = values.get("consent_on")
        if day and day > self.today:
            self.add_error(
                "consent_on",
                f"The date of consent must be today, {day_words(self.today)}, or "
                "earlier.",
            )


class LinkForm(PageForm):
    """Another case, by its reference, and how the two belong together."""

    other = CharField(
        label="Reference of the other case",
        max_length=40,
        help_text="For example, PC/00412/26",
    )
    kind = forms.ChoiceField(
        label="How do they belong together?",
        choices=LinkKind,
        widget=forms.RadioSelect,
    )
    reason = CharField(required=False, max_length=500)
    called = {
        "other": "the reference of the other case",
        "kind": "how they belong together",
    }


class TagForm(PageForm):
    """The extraordinary events that the case comes from."""

    tags = RowsField(required=False, label="This case comes from")

    def __init__(self, *args, tags, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tags"].offer(tags)


class PlaceForm(PageForm):
    """Another unit that the case touches, and how."""

    unit = RowField(label="Which unit?")
    part = forms.ChoiceField(
        label="What has it to do with the case?",
        choices=UnitPart,
        widget=forms.RadioSelect,
    )
    called = {"unit": "the unit", "part": "what it has to do with the case"}

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)


class RestrictForm(PageForm):
    """How confidential the case is, and who else may read it."""

    confidentiality = forms.ChoiceField(
        label="How confidential is it?",
        choices=Confidentiality,
        widget=forms.RadioSelect,
    )
    readers = NarrativeField(
        required=False,
        max_length=4_000,
        rows=4,
        label="Who else may read it",
        help_text="E-mail addresses of their accounts, one on each line.",
    )
    reason = NarrativeField(rows=3)
    called = {
        "confidentiality": "how confidential it is",
        "readers": "who else may read it",
        "reason": "the reason",
    }
    reveals = {"confidentiality": {Confidentiality.RESTRICTED: ["readers"]}}

    def clean_readers(self):
        sent = self.cleaned_data["readers"].replace(",", " ").replace(";", " ").split()
        wanted = list(dict.fromkeys(address.lower() for address in sent))
        accounts = User.objects.filter(
            email__in=wanted, is_active=True, kind=UserKind.PERSON
        )
        found = {account.email: account for account in accounts}
        unknown = [address for address in wanted if address not in found]
        if unknown:
            raise forms.ValidationError(
                f"No account in use has the address {', '.join(unknown)}."
            )
        return [found[address] for address in wanted]


class ReasonForm(PageForm):
    """A reason, for what needs nothing else."""

    reason = NarrativeField(rows=4, max_length=2_000)
    called = {"reason": "the reason"}
