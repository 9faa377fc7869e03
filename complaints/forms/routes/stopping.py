"""Suspension as sub judice, and special requirements."""

from django import forms

from complaints.forms.dated import LawForm, StepForm
from complaints.forms.fields import RowsField
from complaints.forms.verbs import name_of_subject
from complaints.models.law import Purpose
from pages.fields import DateField, NarrativeField

_RECEIVED = ("received_on", "received")


class SuspendSubJudiceForm(LawForm):
    ground = forms.ChoiceField(label="On what ground?", widget=forms.RadioSelect)
    from_on = DateField(label="From which day does it stand still?")
    proceedings = NarrativeField(
        label="Which proceedings?",
        rows=3,
        help_text="Whose they are, where they are heard and what stage they are at.",
    )
    reasons = NarrativeField(label="Why would going on prejudice them?", rows=4)
    called = {
        "ground": "the ground",
        "from_on": "the day from which it stands still",
        "proceedings": "the proceedings",
        "reasons": "why going on would prejudice them",
    }
    dates = {"from_on": _RECEIVED}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_grounds(Purpose.SUB_JUDICE, "ground")


class ReviewSubJudiceForm(StepForm):
    reviewed_on = DateField(label="When was it reviewed?")
    reason = NarrativeField(
        label="Why does it stay suspended?",
        rows=4,
        help_text="How far the proceedings have come. If it can go on, resume it.",
    )
    called = {
        "reviewed_on": "when it was reviewed",
        "reason": "why it stays suspended",
    }
    dates = {"reviewed_on": _RECEIVED}


class ResumeForm(StepForm):
    to_on = DateField(label="From which day does it go on?")
    reason = NarrativeField(label="Why can it go on?", rows=4)
    called = {"to_on": "the day from which it goes on", "reason": "the reason"}
    dates = {"to_on": _RECEIVED}


class CertifyRequirementsForm(StepForm):
    subjects = RowsField(label="Whose conduct?")
    certified_on = DateField(label="Date of the certificate")
    reasons = NarrativeField(
        label="What indicates it?",
        rows=6,
        help_text="What suggests that a criminal offence was committed, or that "
        "disciplinary proceedings would be justified.",
    )
    called = {
        "subjects": "whose conduct it is",
        "certified_on": "the date of the certificate",
        "reasons": "what indicates it",
    }
    dates = {"certified_on": _RECEIVED}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.subjects.filter(special_requirement=None)
        self.fields["subjects"].offer(
            rows.select_related("member").order_by("number"),
            key=lambda row: str(row.number),
            label=name_of_subject,
        )
