"""The steps by which somebody on the telephone or at the counter is heard."""

from django import forms

from complaints import rules
from complaints.forms.fields import RowField, refuse
from complaints.forms.people import ANONYMOUS, KNOWN, length_of, require_surname
from complaints.forms.reference import group_of_unit
from complaints.models.choices import Channel, ConductSource, Kind, Risk
from pages.fields import CharField, DateField, NarrativeField, sentence_middle
from pages.forms import PageForm
from pages.words import day_words

# "Not known" is for what was imported; whoever logs a case knows how it came.
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.UNKNOWN]
_PAIR = {"widget": forms.RadioSelect, "choices": Risk}


class StartForm(PageForm):
    """What it is, how and when it came in, and who answers for it until allocation."""

    kind = forms.ChoiceField(
        label="What is it?", choices=Kind, widget=forms.RadioSelect
    )
    conduct_source = forms.ChoiceField(
        required=False,
        label="Where did it come from?",
        choices=ConductSource,
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label="How did it reach us?",
        choices=[("", "Choose how it came"), *CHANNELS],
    )
    received_on = DateField(label="Date received", help_text="For example, 31 3 2026")
    unit = RowField(label="Unit responsible until it is allocated")

    called = {
        "kind": "what it is",
        "conduct_source": "where the conduct matter came from",
        "channel": "how it reached us",
        "received_on": "the date received",
        "unit": "the unit responsible",
    }
    reveals = {"kind": {Kind.CONDUCT: ["conduct_source"]}}
    depending = frozenset({"conduct_source"})
    choice_hints = {
        "kind": {
            Kind.COMPLAINT: "A member of the public is dissatisfied with how somebody "
            "serving with the police behaved.",
            Kind.CONDUCT: "No complaint: a colleague, an investigation or a claim says "
            "that somebody may have misconducted themselves.",
        }
    }

    def __init__(self, *args, units, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.offer(units, group=group_of_unit if len(units) > 1 else None)
        if len(units) == 1:
            field.widget = forms.HiddenInput()
            field.initial = units[0].code

    def clean(self):
        values = super().clean()
        if values.get("kind") != Kind.CONDUCT:
            values["conduct_source"] = ""
        elif not values.get("conduct_source") and "conduct_source" not in self.errors:
            self.add_error(
                "conduct_source", "Select where the conduct matter came from."
            )
        if values.get("received_on"):
            refuse(
                self,
                rules.check_receipt(
                    incident_on=None,
                    received_on=values["received_on"],
                    today=self.today,
                ),
            )
        return values


class SaysWhat:
    """A form of what was said, or of what is known."""

    def speak_of(self, kind):
        """Use the words of this kind of case."""
        if kind != Kind.CONDUCT:
            return
        field = self.fields["said"]
        field.label = Kind.CONDUCT.said_label
        field.called = sentence_middle(field.label)
        field.help_text = "Who saw, reported or found what, as it was told or written."
        field.error_messages["required"] = f"Enter {field.called}."


class SaidForm(SaysWhat, PageForm):
    """What was said, and where and when it happened."""

    said = NarrativeField(
        label=Kind.COMPLAINT.said_label,
        help_text="In the person's own words as far as you can.",
        rows=10,
    )
    place = CharField(required=False, label="Where it happened")
    incident_on = DateField(
        required=False,
        label="When it happened",
        help_text="The first day, if it went on for longer.",
    )
    called = {"incident_on": "the date of the incident"}

    def __init__(self, *args, received_on, today, kind=Kind.COMPLAINT, **kwargs):
        self.received_on, self.today = received_on, today
        super().__init__(*args, **kwargs)
        self.speak_of(kind)

    def clean_incident_on(self):
        day = self.cleaned_data["incident_on"]
        if day and self.received_on and day > self.received_on:
            raise forms.ValidationError(
                "The date of the incident must be on or before the date received, "
                f"{day_words(self.received_on)}."
            )
        return day


class RiskForm(PageForm):
    """Risk to the public, to officers and to the organisation, with reasons."""

    public = forms.ChoiceField(label="Risk to the public", **_PAIR)
    officers = forms.ChoiceField(label="Risk to officers", **_PAIR)
    organisation = forms.ChoiceField(label="Risk to the organisation", **_PAIR)
    reasons = NarrativeField(label="Reasons", rows=4)

    called = {
        "public": "the risk to the public",
        "officers": "the risk to officers",
        "organisation": "the risk to the organisation",
        "reasons": "the reasons for these levels",
    }


class QuickForm(SaysWhat, StartForm):
    """The least that an item on the reception queue is logged with."""

    said = NarrativeField(
        label=Kind.COMPLAINT.said_label,
        help_text="A complaint in the person's own words; of a conduct matter, who "
        "saw, reported or found what.",
        rows=6,
    )
    incident_on = DateField(
        required=False,
        label="When it happened",
        help_text="If it is known: what else was logged of that day is looked for.",
    )
    named = forms.ChoiceField(
        required=False,
        label="Who is complaining?",
        widget=forms.RadioSelect,
        choices=[(KNOWN, "Somebody who gave a name"), (ANONYMOUS, "They gave no name")],
    )
    forenames = CharField(required=False)
    surname = CharField(required=False)
    telephone = CharField(
        required=False,
        max_length=length_of("telephone"),
        label="Telephone or other contact",
    )
    public = forms.ChoiceField(label="Risk to the public", **_PAIR)
    officers = forms.ChoiceField(label="Risk to officers", **_PAIR)
    organisation = forms.ChoiceField(label="Risk to the organisation", **_PAIR)
    reasons = NarrativeField(label="Reasons for these levels", rows=3)

    called = (
        StartForm.called | RiskForm.called | {"incident_on": "the date of the incident"}
    )
    depending = StartForm.depending | {"named", "surname"}
    reveals = {
        "kind": {
            Kind.COMPLAINT: ["named"],
            Kind.CONDUCT: ["conduct_source"],
        },
        "named": {KNOWN: ["forenames", "surname", "telephone"]},
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.speak_of(self.data.get("kind"))

    def clean(self):
        values = super().clean()
        if values.get("kind") == Kind.COMPLAINT and not values.get("named"):
            self.add_error(
                "named", "Select who is complaining, even if they gave no name."
            )
        require_surname(self, values)
        self._check_incident(values)
        return values

    def _check_incident(self, values):
        received, happened = values.get("received_on"), values.get("incident_on")
        if received and happened:
            facts = {"received_on": received, "today": self.today}
            refuse(self, rules.check_receipt(incident_on=happened, **facts))
