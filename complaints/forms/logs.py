"""What is asked of the logs of a case: decisions, actions, contacts, reviews."""

from django import forms

from accounts.models import User
from complaints.forms.additions import possible_owners
from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField
from complaints.models import ChecklistItem, Witness
from complaints.models.choices import (
    CheckMark,
    ContactDirection,
    ContactMeans,
    EnquiryEnd,
)
from pages.fields import CharField, DateField, NarrativeField
from pages.words import day_words

YES_OR_NO = (("yes", "Yes"), ("no", "No"))
RECEIVED = ("received_on", "received")


class LogPolicyForm(StepForm):
    decision = NarrativeField(label="What was decided?", rows=4)
    rationale = NarrativeField(label="Why?", rows=6)
    options = NarrativeField(
        required=False, label="Which other options were considered?", rows=4
    )
    decided_by = CharField(label="Who decided it?")
    decided_on = DateField(label="When was it decided?")
    called = {
        "decision": "what was decided",
        "rationale": "why it was decided so",
        "options": "the other options",
        "decided_by": "who decided it",
        "decided_on": "when it was decided",
    }
    dates = {"decided_on": RECEIVED}


class ReplacePolicyForm(StepForm):
    replaced = NarrativeField(
        label="Why does it no longer stand?",
        rows=4,
        help_text="The entry itself stays as it is.",
    )
    called = {"replaced": "why it no longer stands"}


class LogActionForm(StepForm):
    what = NarrativeField(label="What was done?", rows=4)
    on = DateField(label="On which day?")
    done_by = CharField(label="Who did it?")
    result = NarrativeField(
        required=False,
        label="What came of it?",
        rows=4,
        help_text="If it is known yet. What comes of it later is added as of its day.",
    )
    called = {
        "what": "what was done",
        "on": "the day",
        "done_by": "who did it",
        "result": "what came of it",
    }
    dates = {"on": RECEIVED}


class OwnedForm(StepForm):
    """A form that asks whose something is, among those who work on the case."""

    owner_field = "owner"

    def __init__(self, *args, asking, **kwargs):
        super().__init__(*args, **kwargs)
        owners = possible_owners(self.case, asking, self.today)
        field = self.fields[self.owner_field]
        empty = "" if field.required else "Nobody yet"
        now = getattr(self.part, self.owner_field, None) if self.part.pk else None
        if now is not None and now not in owners:
            owners = [now, *owners]
        field.offer(owners, key=_key, empty=empty)


def _key(user: User) -> str:
    return str(user.key)


class OpenEnquiryForm(OwnedForm):
    what = NarrativeField(label="What is to be found out?", rows=3)
    why = NarrativeField(label="Why?", rows=3)
    owner = RowField(label="Who does it?")
    due_on = DateField(label="By when?")
    called = {
        "what": "what is to be found out",
        "why": "why",
        "owner": "who does it",
        "due_on": "the day it is due",
    }

    def clean_due_on(self):
        return _from_today(self.cleaned_data["due_on"], self.today)


def _from_today(day, today):
    if day and day < today:
        raise forms.ValidationError(
            f"The day it is due must be today, {day_words(today)}, or later."
        )
    return day


class CloseEnquiryForm(StepForm):
    ending = forms.ChoiceField(
        label="How does it end?", choices=EnquiryEnd, widget=forms.RadioSelect
    )
    closed_on = DateField(label="When?")
    result = NarrativeField(label="What came of it, or why is it not pursued?", rows=5)
    called = {
        "ending": "how it ends",
        "closed_on": "when it ended",
        "result": "what came of it, or why it is not pursued",
    }
    dates = {"closed_on": RECEIVED}


class LogContactForm(StepForm):
    party = forms.ChoiceField(label="With whom?")
    other = CharField(
        required=False, label="Who else?", help_text="Where it is nobody listed above."
    )
    direction = forms.ChoiceField(
        label="Which way?", choices=ContactDirection, widget=forms.RadioSelect
    )
    means = forms.ChoiceField(
        label="How?", choices=ContactMeans, widget=forms.RadioSelect
    )
    on = DateField(label="On which day?")
    at_time = forms.TimeField(
        required=False,
        label="At what time?",
        widget=forms.TextInput,
        input_formats=["%H:%M"],
        help_text="If it is known, like 14:30.",
    )
    is_update = forms.BooleanField(
        required=False,
        label="It told a complainant or a subject how the case stands",
        help_text="The time until the next one runs from this update. What a witness "
        "is told is a care contact: log it on the page Witnesses.",
    )
    summary = NarrativeField(label="What was said?", rows=5)
    called = {
        "party": "whom it was with",
        "other": "whom it was with",
        "direction": "which way it went",
        "means": "how",
        "on": "the day",
        "at_time": "the time",
        "summary": "what was said",
    }
    depending = frozenset({"other"})
    dates = {"on": RECEIVED}

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = parties
        self.fields["party"].choices = [
            ("", "Choose"),
            *((key, words) for key, (words, _) in parties.items()),
            ("other", "Somebody else"),
        ]

    def clean(self):
        values = super().clean()
        party, other = values.get("party"), values.get("other")
        if party == "other" and not other:
            self.add_error("other", "Enter whom it was with.")
        if party and party != "other" and other:
            self.add_error("other", "Leave this blank, or choose “Somebody else”.")
        if values.get("is_update") and not self._can_be_update(values):
            self.add_error(
                "is_update",
                "Only what we tell a complainant or a subject is an update.",
            )
        return values

    def _can_be_update(self, values):
        kind = values.get("party", "").partition("-")[0]
        told = values.get("direction") == ContactDirection.OUT
        return told and kind in ("complainant", "subject")

    def values(self):
        values = super().values()
        party = values.pop("party")
        if party != "other":
            _, given = self.parties[party]
            values |= given
        return values


def parties_of(case):
    """{key: (words, what the action is given)} of everybody a contact can be with."""
    found = {}
    for row in case.complainants.select_related("person").order_by("number"):
        words = f"{row.person}, complainant"
        found[f"complainant-{row.number}"] = (words, {"complainant": row})
    for row in case.subjects.select_related("member").order_by("number"):
        who = row.member or row.description or row.get_kind_display()
        found[f"subject-{row.number}"] = (f"{who}, subject", {"subject": row})
    witnesses = Witness.objects.filter(case=case).select_related("person", "member")
    for row in witnesses.order_by("number"):
        found[f"witness-{row.number}"] = (f"{row.called}, witness", {"witness": row})
    return found


class ReviewStrategyForm(StepForm):
    on = DateField(label="Date of the review")
    reviewed = NarrativeField(label="What was reviewed?", rows=4)
    lines = NarrativeField(label="Which lines are agreed?", rows=4)
    resources = NarrativeField(
        required=False, label="Which resources does it need?", rows=3
    )
    next_on = DateField(
        required=False,
        label="When is it reviewed again?",
        help_text="If it comes before the next set point, it is due on that day.",
    )
    called = {
        "on": "the date of the review",
        "reviewed": "what was reviewed",
        "lines": "the lines agreed",
        "resources": "the resources",
        "next_on": "the day of the next review",
    }
    dates = {"on": RECEIVED}

    def clean_next_on(self):
        day = self.cleaned_data["next_on"]
        if day and day <= self.today:
            raise forms.ValidationError("The next review must be after today.")
        return day


class CheckProportionalityForm(StepForm):
    on = DateField(label="Date of the check")
    proportionate = forms.ChoiceField(
        label="Is it investigated in proportion?",
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
    )
    why = NarrativeField(label="Why?", rows=4)
    changes = NarrativeField(required=False, label="What changes?", rows=4)
    called = {
        "on": "the date of the check",
        "proportionate": "whether it is in proportion",
        "why": "why",
        "changes": "what changes",
    }
    depending = frozenset({"changes"})
    dates = {"on": RECEIVED}

    def clean(self):
        values = super().clean()
        if values.get("proportionate") == "no" and not values.get("changes"):
            self.add_error(
                "changes", "Enter what changes, so that it is in proportion."
            )
        return values

    def values(self):
        values = super().values()
        return values | {"proportionate": values["proportionate"] == "yes"}


class MarkChecklistForm(StepForm):
    item = RowField(label="Which item?")
    mark = forms.ChoiceField(
        label="How does it stand?", choices=CheckMark, widget=forms.RadioSelect
    )
    note = NarrativeField(
        required=False,
        label="What is missing, or why does it not apply?",
        rows=4,
    )
    called = {
        "item": "the item",
        "mark": "how it stands",
        "note": "what is missing, or why it does not apply",
    }
    depending = frozenset({"note"})

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].offer(items, empty="Choose")

    def clean(self):
        values = super().clean()
        item, mark = values.get("item"), values.get("mark")
        if mark in (CheckMark.MISSING, CheckMark.NOT_APPLICABLE) and not values.get(
            "note"
        ):
            words = "what is missing" if mark == CheckMark.MISSING else "why"
            self.add_error("note", f"Enter {words}.")
        if item and item.rule and mark and mark != CheckMark.NOT_APPLICABLE:
            self.add_error(
                "mark",
                "This is read from the case: it can only be said not to apply, or be "
                "done there.",
            )
        return values


def items_of(case, on):
    """The items of the checklist of the case on a day, stage by stage."""
    rows = ChecklistItem.objects.on(on).filter(kinds__contains=[case.kind])
    stages = list(ChecklistItem._meta.get_field("stage").choices)
    place = {stage: number for number, (stage, _) in enumerate(stages)}
    return sorted(rows, key=lambda row: (place[row.stage], row.order, row.code))
