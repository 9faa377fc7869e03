"""What is asked of a file that goes to the CPS, and of what comes of it."""

from itertools import product

from django import forms

from complaints import rules
from complaints.forms.conduct import paper
from complaints.forms.dated import StepForm
from complaints.forms.fields import RowsField, refuse
from complaints.forms.verbs import name_of_subject
from complaints.models.conduct import Advice, Verdict
from pages.fields import CharField, DateField, NarrativeField


class ReferCpsForm(StepForm):
    sent_on = DateField(label="Date sent")
    subjects = RowsField(label="Which officers?")
    offences = NarrativeField(
        label="Offences considered",
        rows=4,
        help_text="One on each line. Of each officer, the advice, the charge and the "
        "trial of each are recorded apart.",
    )
    paper = paper("The file or its covering report")
    called = {
        "sent_on": "the date sent",
        "subjects": "which officers",
        "offences": "the offences considered",
        "paper": "the file",
    }
    dates = {"sent_on": ("received_on", "received")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.subjects.select_related("member").order_by("number")
        self.fields["subjects"].offer(
            list(rows), key=lambda row: str(row.number), label=name_of_subject
        )
        self.fields["subjects"].error_messages["required"] = "Select the officers."
        if len(rows) == 1:
            self.initial.setdefault("subjects", [str(rows[0].number)])
        if not rows:  # nobody is known whose offence it is
            del self.fields["subjects"]

    def values(self):
        given = super().values()
        lines = given.pop("offences").splitlines()
        offences = [line.strip() for line in lines if line.strip()]
        subjects = given.pop("subjects", None) or [None]
        return given | {"considered": list(product(subjects, offences))}


class SendCpsAgainForm(StepForm):
    sent_on = DateField(label="Date sent again")
    paper = paper("The file or its covering report")
    called = {"sent_on": "the date sent again", "paper": "the file"}
    dates = {"sent_on": ("advice_on", "of the advice")}


class RecordAdviceForm(StepForm):
    advice = forms.ChoiceField(
        label="What does it advise?", choices=Advice, widget=forms.RadioSelect
    )
    advice_on = DateField(label="Date of the advice")
    prosecutor = CharField(label="Prosecutor")
    advice_text = NarrativeField(required=False, label="What it says", rows=4)
    paper = paper("The advice")
    called = {
        "advice": "what it advises",
        "advice_on": "the date of the advice",
        "prosecutor": "the prosecutor",
        "advice_text": "what it says",
        "paper": "the advice",
    }
    dates = {"advice_on": ("sent_on", "sent")}


class RecordChargeForm(StepForm):
    charged_on = DateField(label="Date of the charge")
    charged_with = NarrativeField(label="Who was charged with what?", rows=4)
    court = CharField(required=False, label="Court")
    called = {
        "charged_on": "the date of the charge",
        "charged_with": "who was charged with what",
        "court": "the court",
    }
    dates = {"charged_on": ("advice_on", "of the advice")}


class FixTrialForm(StepForm):
    trial_on = DateField(
        label="Date of the trial", help_text="The first day, if it takes several."
    )
    court = CharField(label="Court")
    called = {"trial_on": "the date of the trial", "court": "the court"}

    def clean(self):
        values = super().clean()
        if trial_on := values.get("trial_on"):
            charged_on = self.part.charged_on
            refuse(self, rules.check_trial(trial_on, charged_on=charged_on))
        return values


class RecordTrialForm(StepForm):
    court = CharField(label="Court")
    verdict = forms.ChoiceField(
        label="How did it end?", choices=Verdict, widget=forms.RadioSelect
    )
    result_on = DateField(label="Date of the result")
    sentence = NarrativeField(required=False, label="Sentence", rows=3)
    called = {
        "court": "the court",
        "verdict": "how it ended",
        "result_on": "the date of the result",
        "sentence": "the sentence",
    }
    dates = {"result_on": ("charged_on", "of the charge")}
