"""Direction and control."""

from complaints.forms.dated import StepForm
from pages.fields import DateField, NarrativeField

_RECEIVED = ("received_on", "received")


class HandleDirectionForm(StepForm):
    about = NarrativeField(
        label="Which policy, practice or decision is complained of?", rows=3
    )
    reasons = NarrativeField(
        label="Why is it not about anybody's conduct?",
        rows=4,
        help_text="Direction and control is how the force is run: its policies, its "
        "organisation, its general standards and its operational management.",
    )
    called = {
        "about": "what is complained of",
        "reasons": "why it is not about conduct",
    }


class AnswerDirectionForm(StepForm):
    answered_on = DateField(label="Date of the answer")
    answer = NarrativeField(label="What does the force answer?")
    called = {"answered_on": "the date of the answer", "answer": "the answer"}
    dates = {"answered_on": _RECEIVED}
