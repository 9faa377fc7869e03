"""What a suspension or restriction of duties asks, from proposal to its end."""

from collections import defaultdict
from datetime import date

from django import forms

from casework import deadlines
from complaints import rules
from complaints.actions.coming_due import review_code
from complaints.actions.restrictions import GRAVER
from complaints.forms.dated import how_field
from complaints.forms.fields import tell_doubts
from complaints.forms.records import OfCaseForm, RecordForm
from complaints.models import law
from complaints.models.choices import RestrictionKind
from complaints.rules.duties import is_graver, purpose_of
from pages.fields import CharField, DateField, NarrativeField
from pages.words import counted

_CONDITIONS = {
    "label": "Duties kept from, and conditions",
    "help_text": "For example: no contact with the public, no driving, no firearms.",
    "rows": 3,
    "max_length": 2_000,
    "required": False,
}


def review_hint(kind: str, on: date) -> str:
    """How often such a thing is reviewed, by which rule; blank where none limits it."""
    try:
        rule = deadlines.load().rule(review_code(kind), on=on)
    except deadlines.NoRule:
        return ""
    return (
        f"{rule.name}: within {counted(rule.length, 'day')} of the last, by the table "
        f"of deadline rules. {rules.doubts([rule]) or rule.source}"
    )


def _kind():
    return forms.ChoiceField(
        label="What is proposed?", choices=RestrictionKind, widget=forms.RadioSelect
    )


class ConditionsForm(RecordForm):
    """Restricted duties say which."""

    depending = frozenset({"conditions"})

    def clean(self):
        values = super().clean()
        restricted = values.get("kind") == RestrictionKind.RESTRICTED
        if restricted and not values.get("conditions") and "conditions" in self.fields:
            self.add_error("conditions", "Say which duties the officer is kept from.")
        return values


class ProposeForm(ConditionsForm, OfCaseForm):
    number = forms.IntegerField(
        label="Which subject of the case?",
        help_text="Their number on its People page.",
        min_value=1,
        max_value=32_000,
    )
    kind = _kind()
    conditions = NarrativeField(**_CONDITIONS)
    basis = forms.ChoiceField(label="On what legal basis?", widget=forms.RadioSelect)
    reasons = NarrativeField(label="Why?", rows=4)
    alternatives = NarrativeField(
        label="Which alternatives were considered?",
        help_text="Another place, other duties, and why they would not do.",
        rows=3,
        max_length=2_000,
    )
    welfare = CharField(
        required=False, max_length=200, label="Welfare contact, by name"
    )
    called = OfCaseForm.called | {
        "number": "the number of the subject",
        "kind": "what is proposed",
        "conditions": "the duties kept from",
        "basis": "the legal basis",
        "reasons": "the reasons",
        "alternatives": "the alternatives considered",
        "welfare": "the welfare contact",
    }
    stands_for = OfCaseForm.stands_for | {"member": "number"}
    field_order = ["reference", "number"]
    case_is_needed = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = law.load()
        names, behind = {}, defaultdict(list)
        for purpose in sorted({purpose_of(kind) for kind in RestrictionKind.values}):
            for row in known.grounds(purpose, self.today):
                names[row.code] = row.name
                behind[row.code].append(row)
        self.fields["basis"].choices = list(names.items())
        tell_doubts(self, "basis", behind)
        self._law = known

    def clean(self):
        values = super().clean()
        kind, basis = values.get("kind"), values.get("basis")
        if kind and basis:
            offered = self._law.grounds(purpose_of(kind), self.today)
            if basis not in {row.code for row in offered}:
                self.add_error(
                    "basis", "A suspension from duty cannot rest on that ground."
                )
        case, number = values.get("reference"), values.get("number")
        if case and number:
            subject = case.subjects.filter(number=number).first()
            if subject is None or subject.member is None or subject.member.placeholder:
                self.add_error(
                    "number",
                    f"{case} has no subject {number} who is a known member of the "
                    "force.",
                )
            else:
                values["member"] = subject.member
        return values

    def values(self):
        given = super().values()
        del given["number"]
        return given | {"unit": given["case"].responsible_unit}


class ImposeForm(RecordForm):
    from_on = DateField(label="From which day?")
    review_on = DateField(label="When is it reviewed?")
    decision = NarrativeField(label="Reasons of the decision", rows=4)
    called = {
        "from_on": "the day from which it holds",
        "review_on": "the day of the review",
        "decision": "the reasons of the decision",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.record.kind
        self.fields["review_on"].help_text = review_hint(kind, self.today)


class RefuseForm(RecordForm):
    decision = NarrativeField(label="Why is it not imposed?", rows=4)
    called = {"decision": "why it is not imposed"}


class ReviewForm(ConditionsForm):
    reviewed_on = DateField(label="Date of the review")
    kind = forms.ChoiceField(
        label="How does it go on?", choices=RestrictionKind, widget=forms.RadioSelect
    )
    conditions = NarrativeField(**_CONDITIONS)
    reasons = NarrativeField(label="Why?", rows=4)
    next_on = DateField(label="Next review")
    called = {
        "reviewed_on": "the date of the review",
        "kind": "how it goes on",
        "conditions": "the duties kept from",
        "reasons": "the reasons",
        "next_on": "the day of the next review",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = self.record.kind
        self.fields["next_on"].help_text = review_hint(held, self.today)
        kind = self.fields["kind"]
        kind.choices = [
            (code, label) for code, label in kind.choices if not is_graver(code, held)
        ]
        kind.error_messages["invalid_choice"] = kind.help_text = GRAVER


class CareForm(RecordForm):
    on_day = DateField(label="Date of the contact")
    summary = NarrativeField(label="How are they, and what do they need?", rows=4)
    called = {
        "on_day": "the date of the contact",
        "summary": "how they are and what they need",
    }


class TellForm(RecordForm):
    served_on = DateField(label="When was the officer told?")
    served_how = how_field()
    text = NarrativeField(label="What does the notice say?", rows=12)
    called = {
        "served_on": "when the officer was told",
        "served_how": "how it was served",
        "text": "what the notice says",
    }


class LiftForm(RecordForm):
    lifted_on = DateField(label="From which day is it lifted?")
    lifted_because = NarrativeField(label="Why is it lifted?", rows=4)
    called = {
        "lifted_on": "the day on which it is lifted",
        "lifted_because": "why it is lifted",
    }
