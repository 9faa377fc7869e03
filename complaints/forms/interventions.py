"""What an intervention asks, from the interview to its follow-up."""

from django import forms

from complaints.forms.records import RecordForm
from organisation.models import Member
from pages.fields import CharField, DateField, NarrativeField


class OpenForm(RecordForm):
    number = CharField(
        max_length=20, label="Warrant or pay number of the member of the force"
    )
    reasons = NarrativeField(label="Why is an intervention opened?", rows=4)
    called = {
        "number": "the warrant or pay number",
        "reasons": "why it is opened",
    }
    stands_for = {"member": "number"}

    def clean_number(self):
        number = self.cleaned_data["number"]
        member = Member.objects.numbered(number)
        if member is None:
            raise forms.ValidationError(f"Nobody has the number {number}. Check it.")
        if member.pk == self.user.member_id:
            raise forms.ValidationError("You cannot open one for yourself.")
        if member.unit is None:
            raise forms.ValidationError(
                "It is not known in which unit this member serves."
            )
        return member

    def values(self):
        given = super().values()
        member = given.pop("number")
        return given | {"member": member, "unit": member.unit}


class PlanForm(RecordForm):
    interviewed_on = DateField(label="Date of the supportive interview")
    pattern = NarrativeField(label="What pattern do the complaints show?", rows=4)
    plan = NarrativeField(
        label="What is done?", help_text="By whom, and by when.", rows=5
    )
    review_on = DateField(label="Next review")
    called = {
        "interviewed_on": "the date of the interview",
        "pattern": "the pattern of the complaints",
        "plan": "what is done",
        "review_on": "the day of the next review",
    }


class DismissForm(RecordForm):
    outcome = NarrativeField(label="Why is nothing to be done?", rows=4)
    called = {"outcome": "why nothing is to be done"}


class ReviewInterventionForm(RecordForm):
    on_day = DateField(label="Date of the review")
    summary = NarrativeField(label="How does it go?", rows=4)
    review_on = DateField(label="Next review")
    called = {
        "on_day": "the date of the review",
        "summary": "how it goes",
        "review_on": "the day of the next review",
    }


class CompleteForm(RecordForm):
    completed_on = DateField(label="Date of completion")
    outcome = NarrativeField(label="What came of it?", rows=4)
    called = {
        "completed_on": "the date of completion",
        "outcome": "what came of it",
    }


class FollowUpForm(RecordForm):
    on_day = DateField(label="Date of the follow-up")
    summary = NarrativeField(label="How did it go since?", rows=4)
    called = {"on_day": "the date of the follow-up", "summary": "how it went"}
