"""What is asked of appeals to the IPCC and of what it directs."""

from django import forms

from complaints.actions.inputs import NewDirection
from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField, offer_law
from complaints.forms.ipcc import paper_field
from complaints.forms.parts import PartedForm
from complaints.models.choices import AppealOutcome, DirectionKind
from complaints.permissions.appeals import appeal_kinds
from complaints.rules import may_be_directed
from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm

MOST_DIRECTIONS = 4


class LodgeAppealForm(StepForm):
    kind = forms.ChoiceField(label="What is appealed?", widget=forms.RadioSelect)
    complainant = RowField(label="Who appeals?", widget=forms.RadioSelect)
    received_on = DateField(
        label="When was the appeal received?",
        help_text="A late one is recorded too: whether it is out of time is for the "
        "IPCC to decide.",
    )
    letter_on = DateField(
        required=False,
        label="Date of the letter that it answers",
        help_text="Only where the letter is not among the letters of the case.",
    )
    grounds = forms.MultipleChoiceField(
        label="Grounds", widget=forms.CheckboxSelectMultiple
    )
    reasons = NarrativeField(label="What does the complainant say?", rows=6)
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    paper = paper_field("The appeal")
    called = {
        "kind": "what is appealed",
        "complainant": "who appeals",
        "received_on": "when the appeal was received",
        "letter_on": "the date of the letter",
        "grounds": "the grounds",
        "reasons": "what the complainant says",
        "ipcc_reference": "the IPCC's reference",
        "paper": "the appeal",
    }

    def __init__(self, *args, complainants, law, **kwargs):
        super().__init__(*args, **kwargs)
        fit = appeal_kinds(self.case, law)
        self.fields["kind"].choices = [(each.value, each.label) for each in fit]
        self.fields["complainant"].offer(
            complainants,
            key=lambda row: str(row.number),
            label=lambda row: str(row.person),
        )
        on = self.case.received_on
        rows = {}
        for each in fit:
            for ground in law.grounds(f"appeal_{each.value}", on) if on else ():
                rows.setdefault(ground.code, ground)
        offer_law(self, "grounds", rows.values())


class SendAppealPapersForm(StepForm):
    papers_sent_on = DateField(label="When were the papers sent?")
    papers = NarrativeField(label="Which papers?", rows=4)
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    paper = paper_field("The bundle or its list")
    called = {
        "papers_sent_on": "when the papers were sent",
        "papers": "which papers",
        "ipcc_reference": "the IPCC's reference",
        "paper": "the bundle or its list",
    }
    dates = {"papers_sent_on": ("received_on", "the appeal")}


class DirectionForm(PageForm):
    """One thing that the IPCC directs; an empty one is nothing."""

    kind = forms.ChoiceField(required=False, label="What does the IPCC direct?")
    text = NarrativeField(required=False, label="In its words", rows=3)
    due_on = DateField(required=False, label="By when, if it gave a day")
    called = {
        "kind": "what the IPCC directs",
        "text": "what it says",
        "due_on": "by when",
    }

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Nothing"), *offered]

    def clean(self):
        values = super().clean()
        if values.get("kind") and "text" in values and not values["text"]:
            self.add_error("text", "Enter what the IPCC says of it.")
        if values.get("text") and not values.get("kind"):
            self.add_error("kind", "Select what the IPCC directs.")
        return values


class DecideAppealForm(PartedForm, StepForm):
    """The outcome, and up to a few things that are directed."""

    outcome = forms.ChoiceField(
        label="What did the IPCC decide?",
        choices=AppealOutcome,
        widget=forms.RadioSelect,
    )
    decided_on = DateField(label="Date of the decision")
    outcome_reasons = NarrativeField(label="What the IPCC says", rows=5)
    ipcc_reference = CharField(
        required=False, max_length=40, label="The IPCC's reference"
    )
    paper = paper_field("The decision")
    called = {
        "outcome": "what the IPCC decided",
        "decided_on": "the date of the decision",
        "outcome_reasons": "what the IPCC says",
        "ipcc_reference": "the IPCC's reference",
        "paper": "the decision",
    }
    dates = {"decided_on": ("received_on", "the appeal")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.part.kind if self.part else ""
        offered = [
            (each.value, each.label)
            for each in DirectionKind
            if may_be_directed(each.value, kind)
        ]
        self.directions = [
            DirectionForm(
                self.data if self.is_bound else None,
                offered=offered,
                prefix=f"direction-{number}",
            )
            for number in range(1, MOST_DIRECTIONS + 1)
        ]

    def parts(self):
        return [
            (f"Direction {number}", form)
            for number, form in enumerate(self.directions, start=1)
        ]

    def values(self):
        found = [form.cleaned_data for form in self.directions]
        return super().values() | {
            "directions": [NewDirection(**each) for each in found if each["kind"]]
        }


class CarryOutDirectionForm(StepForm):
    done_on = DateField(label="When was it carried out?")
    how = NarrativeField(label="How?", rows=5)
    follow_up = CharField(
        required=False,
        max_length=40,
        label="Reference of the case that it led to",
        help_text="Where it was carried out in another case: the two are linked.",
    )
    paper = paper_field("What shows it")
    called = {
        "done_on": "when it was carried out",
        "how": "how it was carried out",
        "follow_up": "the reference of the case",
        "paper": "what shows it",
    }

    def values(self):
        given = super().values()
        return given | {"follow_up": given["follow_up"].upper() or None}


class TakeUpForm(PageForm):
    """Why the case is taken up again: in the IPCC's words, or about them."""

    reason = NarrativeField(label="What is to be done now?", rows=5)
    called = {"reason": "what is to be done now"}
