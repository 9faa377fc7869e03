"""What is asked of severity assessments, notices, interviews and management action."""

from functools import cached_property

from django import forms

from complaints import rules
from complaints.forms.dated import LawForm, StepForm
from complaints.forms.fields import RowField, RowsField, refuse
from complaints.forms.verbs import name_of_subject
from complaints.models import Notice, Outcome
from complaints.models.conduct import ActionKind, Served
from complaints.workflow.conduct import NOTICE_STANDS
from pages.fields import CharField, DateField, NarrativeField

YES, NO = "yes", "no"
YES_NO = [(YES, "Yes"), (NO, "No")]


def paper(label: str):
    """A scan that may be kept with a step."""
    return forms.FileField(
        required=False, label=label, help_text="A scan, if there is one."
    )


class OfficerForm(StepForm):
    """A step about one officer of the case."""

    subject = RowField(label="Which officer?", widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].called = "which officer it is about"
        self.fields["subject"].error_messages["required"] = "Select the officer."
        self.fields["subject"].offer(
            self.subjects, key=lambda row: str(row.number), label=name_of_subject
        )
        if len(self.subjects) == 1:
            self.initial.setdefault("subject", str(self.subjects[0].number))

    @cached_property
    def outcomes(self):
        """What is alleged against whom, where they are known."""
        rows = Outcome.objects.filter(
            allegation__case=self.case,
            subject__member__isnull=False,
            subject__member__placeholder=False,
        ).select_related("allegation__category", "subject__member")
        found = list(rows.order_by("subject__number", "allegation__number"))
        for row in found:
            row.allegation.case = row.subject.case = self.case
        return found

    @cached_property
    def subjects(self):
        return list({row.subject_id: row.subject for row in self.outcomes}.values())


class AllegationsForm(OfficerForm):
    """The same, and which allegations against them."""

    allegations = RowsField(label="Which allegations?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = {row.allegation_id: row.allegation for row in self.outcomes}
        found = sorted(rows.values(), key=lambda row: row.number)
        field = self.fields["allegations"]
        field.error_messages["required"] = "Select at least one allegation."
        field.offer(
            found,
            key=lambda row: str(row.number),
            label=lambda row: f"{row.number}. {row.category or 'Not categorised'}",
        )
        self.initial.setdefault("allegations", [str(row.number) for row in found])

    def clean(self):
        values = super().clean()
        subject, chosen = values.get("subject"), values.get("allegations")
        if subject and chosen:
            against = {
                row.allegation_id
                for row in self.outcomes
                if row.subject_id == subject.pk
            }
            missing = [str(row.number) for row in chosen if row.pk not in against]
            if missing:
                self.add_error("allegations", rules.not_against(missing))
        return values


class AssessSeverityForm(AllegationsForm, LawForm):
    severity = forms.ChoiceField(
        label="If it were proved, what would it be?", widget=forms.RadioSelect
    )
    could_dismiss = forms.ChoiceField(
        label="Could it lead to dismissal?", choices=YES_NO, widget=forms.RadioSelect
    )
    assessed_on = DateField(label="Date of the assessment")
    reasons = NarrativeField(label="Reasons")
    called = {
        "severity": "how grave it would be",
        "could_dismiss": "whether it could lead to dismissal",
        "assessed_on": "the date of the assessment",
        "reasons": "the reasons",
    }
    dates = {"assessed_on": ("received_on", "received")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = {row.allegation.noticed_on for row in self.outcomes}
        days = days or {self.case.received_on}
        known = {
            level.code: level.name
            for day in sorted(days, key=str)
            for level in self.law.severities(day)
        }
        self.fields["severity"].choices = list(known.items())

    def clean(self):
        values = super().clean()
        chosen = values.get("allegations")
        if chosen and values.get("severity") and values.get("could_dismiss"):
            _, problems = rules.assessed_as(
                self.law,
                values["severity"],
                [row.noticed_on for row in chosen],
                values["could_dismiss"] == YES,
            )
            refuse(self, problems)
        return values

    def values(self):
        given = super().values()
        return given | {"could_dismiss": given["could_dismiss"] == YES}


class ServeNoticeForm(AllegationsForm):
    text = NarrativeField(label="The notice, as it is served", rows=14)
    served_on = DateField(label="Date served")
    how = forms.ChoiceField(
        label="How was it served?", choices=Served, widget=forms.RadioSelect
    )
    served_by = CharField(label="Who served it?")
    replaces = RowField(
        required=False,
        label="Does it replace an earlier notice?",
        help_text="An amended notice takes the place of the one before.",
    )
    paper = paper("The notice")
    called = {
        "text": "the words of the notice",
        "served_on": "the date it was served",
        "how": "how it was served",
        "served_by": "who served it",
        "replaces": "the notice it replaces",
        "paper": "the notice",
    }
    dates = {"served_on": ("received_on", "received")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Notice.objects.filter(case=self.case, status__in=NOTICE_STANDS)
        self.earlier = list(rows.select_related("subject__member").order_by("number"))
        if not self.earlier:
            del self.fields["replaces"]
            return
        self.fields["replaces"].offer(
            self.earlier,
            key=lambda row: str(row.number),
            label=lambda row: f"Notice {row.number} to {row.subject_words}",
            empty="No, it is the first",
        )

    def clean(self):
        values = super().clean()
        older, subject = values.get("replaces"), values.get("subject")
        if older and subject and older.subject_id != subject.pk:
            self.add_error("replaces", "Choose a notice served on this officer.")
        return values


class RecordResponseForm(StepForm):
    response_on = DateField(label="Date received")
    response = NarrativeField(label="What the officer says")
    paper = paper("The response")
    called = {
        "response_on": "the date the response was received",
        "response": "what the officer says",
        "paper": "the response",
    }
    dates = {"response_on": ("served_on", "served")}


class WithdrawNoticeForm(StepForm):
    withdrawn_on = DateField(label="Date withdrawn")
    reasons = NarrativeField(label="Why is it withdrawn?", rows=4)
    called = {"withdrawn_on": "the date withdrawn", "reasons": "the reasons"}
    dates = {"withdrawn_on": ("served_on", "served")}


class RecordInterviewForm(OfficerForm):
    """Of an officer of the case, or of somebody else by name."""

    depending = frozenset({"subject", "witness"})
    witness = CharField(
        required=False,
        label="Somebody else",
        help_text="A witness: their name, and who they are.",
    )
    held_on = DateField(label="Date of the interview")
    place = CharField(label="Where was it?")
    present = CharField(
        max_length=500, label="Who was present?", help_text="Besides the person."
    )
    accompanied_by = CharField(required=False, label="Legal adviser or police friend")
    summary = NarrativeField(label="Summary")
    paper = paper("The record of the interview")
    called = {
        "witness": "somebody else",
        "held_on": "the date of the interview",
        "place": "where it was",
        "present": "who was present",
        "accompanied_by": "the adviser or friend",
        "summary": "the summary",
        "paper": "the record of the interview",
    }
    dates = {"held_on": ("received_on", "received")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["subject"]
        field.required = False
        field.label = "Who was interviewed?"
        field.choices = [*field.choices, ("", "Somebody else")]
        self.initial.pop("subject", None)

    def clean(self):
        values = super().clean()
        if (values.get("subject") is None) == (not values.get("witness")):
            self.add_error(
                "witness",
                "Select the officer who was interviewed, or enter somebody else: one "
                "of the two.",
            )
        return values


class ManagementActionForm(OfficerForm):
    kind = forms.ChoiceField(
        label="What was it?", choices=ActionKind, widget=forms.RadioSelect
    )
    taken_on = DateField(label="Date")
    what = NarrativeField(label="What was done or agreed")
    review_on = DateField(
        required=False, label="Date of the review", help_text="Of an improvement plan."
    )
    called = {
        "kind": "what it was",
        "taken_on": "the date",
        "what": "what was done",
        "review_on": "the date of the review",
    }
    dates = {"taken_on": ("received_on", "received")}

    def clean(self):
        values = super().clean()
        if values.get("kind") and values.get("taken_on"):
            refuse(
                self,
                rules.check_plan(
                    values["kind"], values["taken_on"], values.get("review_on")
                ),
            )
        return values


class ReviewManagementActionForm(StepForm):
    reviewed_on = DateField(label="Date of the review")
    review = NarrativeField(label="What the review found")
    called = {"reviewed_on": "the date of the review", "review": "what it found"}
    dates = {"reviewed_on": ("taken_on", "taken")}
