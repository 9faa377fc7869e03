"""What Freedom of Information requests ask."""

from django import forms

from complaints.forms.fields import RowField, RowsField, tell_doubts
from complaints.forms.records import RecordForm
from complaints.models import law
from complaints.models.foi import FoiDecision
from complaints.models.law import Purpose
from complaints.rules import check_step
from pages.fields import CharField, DateField, NarrativeField


class FoiForm(RecordForm):
    received_on = DateField(label="Date received")
    requester = CharField(required=False, label="From")
    asked = NarrativeField(label="What was asked?", rows=5)
    called = {
        "received_on": "the date received",
        "requester": "who asked",
        "asked": "what was asked",
    }

    def clean_received_on(self):
        return checked(self, "received_on", None, "")


def checked(form, name, after, earlier):
    """The day given, unless it lies ahead or before another."""
    day = form.cleaned_data[name]
    if day:
        for problem in check_step(
            name=name, day=day, not_before=after, earlier=earlier, today=form.today
        ):
            raise forms.ValidationError(problem.sentence)
    return day


class ReceiveFoiForm(FoiForm):
    unit = RowField(label="Unit that answers it")
    called = FoiForm.called | {"unit": "the unit that answers it"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_units("unit", empty="Choose a unit")


class DecideFoiForm(RecordForm):
    decision = forms.ChoiceField(
        label="What was decided?", choices=FoiDecision, widget=forms.RadioSelect
    )
    decided_on = DateField(label="Date of the decision")
    refusal_grounds = RowsField(required=False, label="Exemptions it was refused on")
    reasons = NarrativeField(required=False, label="Reasons", rows=4)
    depending = frozenset({"refusal_grounds"})
    called = {
        "decision": "what was decided",
        "decided_on": "the date of the decision",
        "refusal_grounds": "the exemptions",
        "reasons": "the reasons",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = law.load().grounds(Purpose.FOI_REFUSAL, self.today)
        self.fields["refusal_grounds"].offer(grounds, label=lambda row: row.name)
        tell_doubts(self, "refusal_grounds", {row.code: [row] for row in grounds})

    def clean_decided_on(self):
        return checked(self, "decided_on", self.record.received_on, "received")

    def clean(self):
        values = super().clean()
        refused = values.get("decision") in {FoiDecision.PARTLY, FoiDecision.REFUSED}
        grounds = values.get("refusal_grounds")
        if refused and not grounds:
            sentence = "Choose the exemption that it was refused on."
            self.add_error("refusal_grounds", sentence)
        if grounds and values.get("decision") == FoiDecision.GRANTED:
            sentence = "What was granted in full rests on no exemption."
            self.add_error("refusal_grounds", sentence)
        return values

    def values(self):
        given = super().values()
        codes = [one.code for one in given["refusal_grounds"]]
        return given | {"refusal_grounds": codes}


class ReopenFoiForm(RecordForm):
    reason = NarrativeField(label="Why is the decision taken back?", rows=3)
    called = {"reason": "why the decision is taken back"}
