"""What is applied for to the IPCC, and what it decides."""

from django import forms

from complaints.forms.dated import LawForm, StepForm, told_or_not, untold_field
from complaints.forms.fields import YesNoField, refuse
from complaints.models.law import Purpose
from complaints.rules.routes import (
    OUT_OF_TIME,
    ApplicationFacts,
    check_application,
    check_same_day,
)
from pages.fields import CharField, DateField, NarrativeField

_RECEIVED = ("received_on", "received")


class ApplicationForm(LawForm):
    """What both applications to the IPCC ask."""

    grounds = forms.MultipleChoiceField(
        label="On what grounds?", widget=forms.CheckboxSelectMultiple
    )
    reasons = NarrativeField(label="Your reasons")
    applied_on = DateField(label="Date of the application")
    told_on = DateField(
        required=False,
        label="When was the complainant told?",
        help_text="On the same day: they get a copy.",
    )
    untold_because = untold_field()
    called = {
        "grounds": "the grounds that you apply on",
        "reasons": "your reasons",
        "applied_on": "the date of the application",
        "told_on": "the date on which the complainant was told",
        "untold_because": "why nobody can be told",
    }
    depending = frozenset({"told_on", "untold_because"})
    dates = {"applied_on": _RECEIVED, "told_on": _RECEIVED}
    purpose = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_grounds(self.purpose, "grounds")
        if not self.case.is_complaint:  # nobody complained, so nobody is told
            del self.fields["told_on"], self.fields["untold_because"]

    def clean(self):
        values = super().clean()
        told_or_not(self, "told_on", "untold_because")
        applied_on, told_on = values.get("applied_on"), values.get("told_on")
        if applied_on and told_on and "told_on" not in self.errors:
            refuse(self, check_same_day("told_on", told_on, applied_on))
        return values


class ApplyDispensationForm(ApplicationForm):
    purpose = Purpose.DISPENSATION
    latest_incident_on = DateField(
        required=False,
        label="Date of the latest incident complained of",
        help_text="Needed where it is out of time.",
    )
    no_good_reason = YesNoField(
        required=False,
        label="Is there no good reason for the delay?",
        help_text="Yes, if there is none.",
    )
    injustice = YesNoField(
        required=False,
        label="Would injustice be likely if it were investigated now?",
    )
    called = ApplicationForm.called | {
        "latest_incident_on": "the date of the latest incident",
        "no_good_reason": "whether there is no good reason",
        "injustice": "whether injustice is likely",
    }
    reveals = {
        "grounds": {OUT_OF_TIME: ["latest_incident_on", "no_good_reason", "injustice"]}
    }
    field_order = [
        *("grounds", "latest_incident_on", "no_good_reason", "injustice"),
        *("reasons", "applied_on", "told_on", "untold_because"),
    ]

    def clean(self):
        values = super().clean()
        if "grounds" not in self.errors and "latest_incident_on" not in self.errors:
            refuse(self, check_application(self._facts(values)))
        return values

    def _facts(self, values):
        return ApplicationFacts(
            values["grounds"],
            self.case.received_on,
            values.get("latest_incident_on"),
            values.get("no_good_reason"),
            values.get("injustice"),
        )


class ApplyDiscontinuanceForm(ApplicationForm):
    purpose = Purpose.DISCONTINUANCE
    reasons = NarrativeField(
        label="Memorandum",
        rows=10,
        help_text="What was investigated so far, and why it should not go on.",
    )
    paper = forms.FileField(
        required=False,
        label="The memorandum as a document",
        help_text="If it was written elsewhere; sum it up above all the same.",
    )
    called = ApplicationForm.called | {
        "reasons": "the memorandum",
        "paper": "the memorandum as a document",
    }


class DecisionForm(StepForm):
    """What the IPCC decided on an application."""

    decided_on = DateField(label="Date of the decision")
    ipcc_reference = CharField(max_length=40, label="Reference of the IPCC's decision")
    decision = NarrativeField(required=False, label="What the IPCC says", rows=4)
    called = {
        "decided_on": "the date of the decision",
        "ipcc_reference": "the reference of the IPCC's decision",
        "decision": "what the IPCC says",
    }
    dates = {"decided_on": _RECEIVED}


class RefusalForm(DecisionForm):
    decision = NarrativeField(label="Why did the IPCC refuse?", rows=4)
    called = DecisionForm.called | {"decision": "why the IPCC refused"}
