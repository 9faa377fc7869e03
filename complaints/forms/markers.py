"""What a marker on a subject asks."""

from django import forms

from complaints import rules
from complaints.actions.markers import not_done
from complaints.forms.dated import StepForm
from complaints.forms.fields import RowField, offer_law
from complaints.forms.restrictions import review_hint
from complaints.forms.verbs import name_of_subject
from complaints.models import law
from complaints.models.choices import RestrictionKind
from complaints.models.law import Purpose
from pages.fields import CharField, DateField, NarrativeField

_LIAISON = {
    "required": False,
    "max_length": 200,
    "label": "Liaison with the specialist unit, by name",
}


def _say_how_often(form):
    """Duties are looked at again as restricted ones are."""
    hint = review_hint(RestrictionKind.RESTRICTED, form.today)
    form.fields["review_on"].help_text = hint


class MarkSubjectForm(StepForm):
    subject = RowField(label="Which subject?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What is alleged?", widget=forms.RadioSelect)
    reasons = NarrativeField(label="Why is the subject marked?", rows=4)
    liaison = CharField(**_LIAISON)
    review_on = DateField(label="When are their duties looked at again?")
    called = {
        "subject": "the subject",
        "kind": "what is alleged",
        "reasons": "the reasons",
        "review_on": "the day of the next review",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.subjects.exclude(member=None).select_related("member")
        self.fields["subject"].offer(
            rows.order_by("number"),
            key=lambda row: str(row.number),
            label=name_of_subject,
        )
        _say_how_often(self)
        grounds = law.load().grounds(Purpose.MARKER, self.today)
        offer_law(self, "kind", grounds)


class UpdateMarkerForm(StepForm):
    done = forms.MultipleChoiceField(
        required=False,
        label="What of the policy is done?",
        widget=forms.CheckboxSelectMultiple,
    )
    duties = NarrativeField(
        required=False,
        label="What was decided about their duties, and why?",
        rows=3,
        max_length=2_000,
    )
    liaison = CharField(**_LIAISON)
    review_on = DateField(label="When are their duties looked at again?")
    called = {
        "done": "what is done",
        "duties": "what was decided about duties",
        "review_on": "the day of the next review",
    }
    depending = frozenset({"duties"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say_how_often(self)
        grounds = law.load().grounds(Purpose.MARKER_ITEM, self.today)
        offer_law(self, "done", grounds)


_WHY_NOT = "left_"


class EndMarkerForm(StepForm):
    """Why it ends, and of what the policy asks and is not done, why it need not be."""

    ended_because = NarrativeField(label="Why does it end?", rows=4)
    called = {"ended_because": "why it ends"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for ground in not_done(self.part, on=self.today):
            name = f"{_WHY_NOT}{ground.code}"
            self.called = self.called | {name: f"why not: {ground.name.lower()}"}
            self.fields[name] = NarrativeField(
                label=f"“{ground.name}” is not done. Why need it not be?",
                help_text=rules.doubts([ground], what="This point of the policy"),
                rows=2,
                max_length=1_000,
            )

    def values(self):
        given = super().values()
        left = {
            name.removeprefix(_WHY_NOT): given.pop(name)
            for name in list(given)
            if name.startswith(_WHY_NOT)
        }
        return given | {"left": left}
