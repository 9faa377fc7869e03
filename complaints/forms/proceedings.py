"""What is asked of proceedings, from their opening to the day they sit."""

from django import forms

from complaints import rules
from complaints.actions.arranging import (
    ALTERNATIVE,
    FIXED,
    alternative_until,
    gives_way,
    time_of,
)
from complaints.actions.proceedings import (
    live_of,
    openable,
    redirections,
    regime_of,
)
from complaints.actions.sittings import held_when
from complaints.forms.conduct import NO, YES, YES_NO, paper
from complaints.forms.dated import LawForm, StepForm, how_field
from complaints.forms.fields import (
    RowField,
    offer_law,
    refuse,
    tell_doubts,
    tell_hints,
)
from complaints.forms.verbs import name_of_subject
from complaints.models.law import Purpose
from complaints.models.proceedings import Answer, EndKind
from pages.fields import CharField, DateField, NarrativeField


class TimeField(forms.TimeField):
    """A time of day: 10:30."""

    def __init__(self, **kwargs):
        written = forms.TimeInput(format="%H:%M")
        super().__init__(input_formats=["%H:%M", "%H.%M"], widget=written, **kwargs)
        self.error_messages["invalid"] = "The time must be written like 10:30."


class OpenProceedingForm(LawForm):
    """One of what the authority's rulings lead to."""

    what = forms.ChoiceField(label="Which proceedings?", widget=forms.RadioSelect)
    conditions = forms.MultipleChoiceField(
        required=False,
        label="What is certified of a special case?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Only for a special case hearing: each of these.",
    )
    opened_on = DateField(label="Date")
    called = {
        "what": "which proceedings",
        "conditions": "what is certified",
        "opened_on": "the date",
    }
    dates = {"opened_on": ("determined_on", "determined")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = openable(self.case, self.law, on=self.today)
        self.offered = {
            f"{subject.number} {one.code}": (subject, one.code)
            for subject, rows in found.items()
            for one in rows
        }
        field = self.fields["what"]
        field.choices = [
            (f"{subject.number} {one.code}", f"{name_of_subject(subject)}: {one.words}")
            for subject, rows in found.items()
            for one in rows
        ]
        if len(field.choices) == 1:
            self.initial.setdefault("what", field.choices[0][0])
        self._offer_conditions([one for rows in found.values() for one in rows])

    def _offer_conditions(self, found):
        """Those of the day of each special case among what is found, if any is."""
        grounds = {
            ground.code: ground
            for one in found
            if one.is_special
            for ground in self.law.grounds(Purpose.SPECIAL_CASE, one.noticed_on)
        }
        if not grounds:
            del self.fields["conditions"]
            return
        offer_law(self, "conditions", grounds.values())

    def values(self):
        given = super().values()
        subject, code = self.offered[given.pop("what")]
        return given | {"subject": subject, "code": code}


class ReviewForm(StepForm):
    reviewed_on = DateField(label="Date of the decision")
    review_reasons = NarrativeField(label="Reasons")
    called = {
        "reviewed_on": "the date of the decision",
        "review_reasons": "the reasons",
    }
    dates = {"reviewed_on": ("opened_on", "opened")}


class SendBackForm(StepForm):
    """Where it was held, after that."""

    sent_back_on = DateField(label="Date of the decision")
    sent_back_reasons = NarrativeField(label="Reasons")
    called = {
        "sent_back_on": "the date of the decision",
        "sent_back_reasons": "the reasons",
    }
    dates = {"sent_back_on": ("opened_on", "opened")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.part.held_on:
            self.dates = {"sent_back_on": ("held_on", "held")}


class RedirectForm(LawForm):
    forum = forms.ChoiceField(label="Where does it lead?", widget=forms.RadioSelect)
    redirect_reasons = NarrativeField(label="Reasons")
    called = {"forum": "where it leads", "redirect_reasons": "the reasons"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regime = regime_of(self.law, self.part)
        self.fields["forum"].choices = [
            (code, regime.forum(code).name)
            for code in redirections(self.law, self.part, live_of(self.law, self.part))
        ]


class SupplyDocumentsForm(StepForm):
    supplied_on = DateField(
        label="Date supplied",
        help_text="In a special case, the date on which the officer was given notice "
        "of it with these documents.",
    )
    supplied = NarrativeField(label="Which documents?", rows=4)
    supplied_to = CharField(label="To whom?")
    text = NarrativeField(
        label="What does the notice with them say?",
        rows=12,
        help_text="Where it says so, the last day for the officer's answer is written "
        "in. What else stands in square brackets is for you to write.",
    )
    served_how = how_field()
    called = {
        "supplied_on": "the date supplied",
        "supplied": "which documents",
        "supplied_to": "to whom they were supplied",
        "text": "what the notice says",
        "served_how": "how it was served",
    }
    dates = {"supplied_on": ("opened_on", "opened")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.part.supplied_on:  # the notice went with the first of them
            del self.fields["text"], self.fields["served_how"]


class RecordAnswerForm(StepForm):
    answered_on = DateField(label="Date of the answer")
    answer = forms.ChoiceField(
        label="What does the officer say?", choices=Answer, widget=forms.RadioSelect
    )
    answer_text = NarrativeField(required=False, label="In their words")
    paper = paper("The answer")
    called = {
        "answered_on": "the date of the answer",
        "answer": "what the officer says",
        "answer_text": "their words",
        "paper": "the answer",
    }
    dates = {"answered_on": ("supplied_on", "of the documents")}


class FixSittingForm(LawForm):
    fixed_on = DateField(label="When was the date fixed?")
    sits_on = DateField(label="Date it sits")
    sits_at = TimeField(label="Time", help_text="For example, 10:30")
    place = CharField(label="Place")
    served_on = DateField(label="When was the officer given notice of it?")
    text = NarrativeField(
        label="What does the notice say?",
        rows=10,
        help_text="Where it says so, when and where it is held is written in. What "
        "else stands in square brackets is for you to write.",
    )
    served_how = how_field()
    called = {
        "fixed_on": "when the date was fixed",
        "sits_on": "the date it sits",
        "sits_at": "the time",
        "place": "the place",
        "served_on": "when the officer was given notice",
        "text": "what the notice says",
        "served_how": "how it was served",
    }
    dates = {
        "fixed_on": ("supplied_on", "of the documents"),
        "served_on": ("fixed_on", "it was fixed"),
    }

    def clean(self):
        values = super().clean()
        if values.get("sits_on"):
            due_on, earliest_on = time_of(self.case, self.part)
            refuse(
                self,
                rules.check_sitting(
                    values["sits_on"],
                    today=self.today,
                    due_on=None if self.gives_way(values) else due_on,
                    earliest_on=earliest_on,
                ),
            )
        return values

    def gives_way(self, values):
        """Whether the time for it gives way to this date."""
        return False


class PostponeSittingForm(FixSittingForm):
    fixed_on = None
    ground = RowField(label="On what ground?", widget=forms.RadioSelect)
    moved_on = DateField(label="When was the date changed?")
    moved_reasons = NarrativeField(label="Reasons", rows=4)
    served_on = DateField(
        label="When was the officer given notice of the new date?",
        help_text="They are owed a new notice, which says when and where it is held "
        "now.",
    )
    dates = {"served_on": ("moved_on", "it was changed")}
    called = FixSittingForm.called | {
        "moved_on": "when the date was changed",
        "ground": "the ground",
        "moved_reasons": "the reasons",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = self.law.grounds("extension", self.part.noticed_on)
        self.fields["ground"].offer(grounds, label=lambda row: row.name)
        tell_hints(self, "ground", {row.code: row.hint for row in grounds})
        tell_doubts(self, "ground", {row.code: [row] for row in grounds})
        self.fields["text"].label = "What does the new notice say?"
        self.fields["served_how"].label = "How was the new notice served?"
        moved = ["ground", "moved_on", "moved_reasons", "sits_on", "sits_at", "place"]
        self.order_fields(moved)

    def gives_way(self, values):
        ground = values.get("ground")
        alternative = ground is not None and ground.code == ALTERNATIVE
        return alternative and gives_way(self.case, self.part) is not None

    def clean(self):
        values = super().clean()
        before = self.part.moved_on or self.part.fixed_on
        self.check_step(
            "moved_on", values.get("moved_on"), not_before=before, earlier=FIXED
        )
        ground, sits_on = values.get("ground"), values.get("sits_on")
        if sits_on and ground and ground.code == ALTERNATIVE:
            latest = alternative_until(self.part)
            refuse(self, rules.check_alternative(sits_on, latest))
        return values

    def values(self):
        given = super().values()
        return given | {"ground": given["ground"].code}


# What whoever arranges it may give; taking a case up again gives its own.
ENDS = [one for one in EndKind.choices if one[0] != EndKind.REOPENED]


class EndProceedingForm(StepForm):
    end_kind = forms.ChoiceField(
        label="Why does it end?", choices=ENDS, widget=forms.RadioSelect
    )
    ended_on = DateField(label="Date")
    end_reasons = NarrativeField(label="What happened", rows=4)
    called = {
        "end_kind": "why it ends",
        "ended_on": "the date",
        "end_reasons": "what happened",
    }
    dates = {"ended_on": ("opened_on", "opened")}


class FindingsForm(LawForm):
    """What was found of each allegation; one question for each."""

    held_on = DateField(label="Date it was held")
    held_reasons = NarrativeField(
        required=False,
        rows=3,
        label="Why on that day?",
        help_text="Needed only where it was not held on the day that was fixed.",
    )
    finding_reasons = NarrativeField(label="Reasons of the findings")
    paper = paper("The findings")
    called = {
        "held_on": "the date it was held",
        "held_reasons": "why on that day",
        "finding_reasons": "the reasons",
        "paper": "the findings",
    }
    dates = {"held_on": ("supplied_on", "of the documents")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regime = regime_of(self.law, self.part)
        choices = [("no", "Not proved")] + [
            (level.code, f"Proved: {level.name.lower()}")
            for level in regime.levels_of(self.part.forum)
        ]
        rows = self.part.findings.select_related("outcome__allegation__category")
        self.asked = {}
        for row in rows.order_by("outcome__allegation__number"):
            allegation = row.outcome.allegation
            name = f"found-{allegation.number}"
            self.asked[name] = allegation.number
            category = allegation.category or "not categorised"
            label = f"Allegation {allegation.number}: {category}"
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect
            )
            self._speak(name, self.fields[name])
            self.fields[name].error_messages["required"] = (
                f"Select what was found of allegation {allegation.number}."
            )
        first = ["held_on", "held_reasons"]
        self.order_fields([*first, *self.asked, "finding_reasons", "paper"])

    def clean(self):
        values = super().clean()
        if held_on := values.get("held_on"):
            reasons = values.get("held_reasons", "")
            refuse(self, held_when(self.case, self.part, held_on, reasons))
        return values

    def values(self):
        given = super().values()
        found = {number: given.pop(name) for name, number in self.asked.items()}
        findings = {n: "" if code == "no" else code for n, code in found.items()}
        return given | {"findings": findings}


class PublicationForm(StepForm):
    published = forms.ChoiceField(
        label="Is it published?", choices=YES_NO, widget=forms.RadioSelect
    )
    publish_until = DateField(required=False, label="Until when?")
    publish_reasons = NarrativeField(label="Reasons", rows=4)
    called = {
        "published": "whether it is published",
        "publish_until": "until when it is published",
        "publish_reasons": "the reasons",
    }
    reveals = {"published": {YES: ["publish_until"]}}

    def clean(self):
        values = super().clean()
        until = values.get("publish_until")
        if values.get("published") == YES and "publish_until" in values:
            if until is None:
                self.add_error("publish_until", "Enter until when it is published.")
            elif until <= self.today:
                self.add_error("publish_until", "The date must be after today.")
        if values.get("published") == NO:
            values["publish_until"] = None
        return values

    def values(self):
        given = super().values()
        return given | {"published": given["published"] == YES}
