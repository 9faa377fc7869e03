"""What each verb asks for; what is asked for each allegation is in outcomes.py."""

from django import forms

from complaints import rules
from complaints.actions.inputs import NewAllegation
from complaints.forms.dated import (
    LawForm,
    StepForm,
    ask_served,
    how_field,
    served_on_field,
    told_or_not,
    untold_field,
)
from complaints.forms.fields import RowField, RowsField, refuse
from complaints.forms.intake import RiskForm
from complaints.forms.levels import IMPACTS, LIKELIHOODS, level_field
from complaints.forms.parts import PartedForm
from complaints.forms.reference import categories, group_of_unit, standards
from complaints.models.choices import Kind, Response, Risk, Strand
from complaints.models.law import Purpose
from pages.fields import DateField, NarrativeField
from pages.forms import PageForm
from pages.refusals import BadInput

MOST_ALLEGATIONS = 30


class AllegationForm(PageForm):
    """One thing alleged, how it is classed and against whom."""

    category = RowField()
    text = NarrativeField(label="What is alleged", rows=4)
    strands = forms.MultipleChoiceField(
        required=False,
        label="Strands of discrimination",
        help_text="Only for discriminatory behaviour.",
        choices=Strand,
        widget=forms.CheckboxSelectMultiple,
    )
    standards = RowsField(required=False, label="Standards of professional behaviour")
    against = RowsField(required=False, label="Against")

    called = {
        "category": "the category",
        "text": "what is alleged",
        "strands": "the strands of discrimination",
        "against": "whom it is against",
    }

    def __init__(self, *args, case, subjects, offered, **kwargs):
        super().__init__(*args, **kwargs)
        in_force, behaviour = offered
        self.fields["category"].offer(
            in_force,
            group=lambda row: row.behaviour,
            empty="Choose a category",
        )
        self.fields["standards"].offer(behaviour)
        if subjects:
            self.fields["against"].offer(
                subjects, key=lambda row: str(row.number), label=name_of_subject
            )
            self.fields["against"].initial = [str(row.number) for row in subjects]
            self.fields["against"].required = True
            self.fields["against"].error_messages["required"] = (
                "Select whom the allegation is against."
            )
        else:
            del self.fields["against"]

    def clean(self):
        values = super().clean()
        category = values.get("category")
        if category and "strands" not in self.errors:
            if category.discriminatory and not values.get("strands"):
                self.add_error(
                    "strands", "Select the strand: discrimination always names one."
                )
            if not category.discriminatory and values.get("strands"):
                self.add_error(
                    "strands",
                    "Leave the strands empty, or choose the category of "
                    "discriminatory behaviour.",
                )
        return values

    def allegation(self) -> NewAllegation:
        values = self.cleaned_data
        return NewAllegation(
            category=values["category"],
            text=values["text"],
            strands=tuple(values["strands"]),
            standards=values["standards"],
            against=tuple(row.number for row in values.get("against", ())),
        )


def name_of_subject(subject) -> str:
    """A subject of a case as people who may see identities read it."""
    if subject.member_id:
        names = f"{subject.member.forenames} {subject.member.surname}".strip()
        return f"{subject.get_rank_display()} {names}, {subject.member.number}"
    if subject.description:
        return f"Not identified: {subject.description}"
    return subject.get_kind_display()


class RecordForm(StepForm, PartedForm):
    """The date of recording and the allegations."""

    recorded_on = DateField(label="Date recorded", help_text="For example, 31 3 2026")
    called = {"recorded_on": "the date recorded"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["recorded_on"].initial = self.today
        kind = forms.formset_factory(
            AllegationForm,
            extra=1,
            max_num=MOST_ALLEGATIONS,
            validate_max=True,
            absolute_max=MOST_ALLEGATIONS + 1,
        )
        subjects = list(self.case.subjects.select_related("member").order_by("number"))
        self.allegations = kind(
            self.data if self.is_bound else None,
            prefix="allegations",
            error_messages={
                "too_many_forms": f"Enter at most {MOST_ALLEGATIONS} allegations."
            },
            form_kwargs={
                "case": self.case,
                "subjects": subjects,
                "offered": (list(categories(self.case)), list(standards(self.case))),
            },
        )
        # One card is asked for; any other may be left empty.
        cards = self.allegations.forms
        if self.is_bound and cards and not any(card.has_changed() for card in cards):
            cards[0].empty_permitted = False

    def parts(self):
        return [
            (f"Allegation {place}", form)
            for place, form in enumerate(self.allegations.forms, start=1)
        ]

    def clean(self):
        values = super().clean()
        self.check_step(
            "recorded_on",
            values.get("recorded_on"),
            not_before=self.case.received_on,
            earlier="received",
        )
        try:
            self.check_count()
        except BadInput as refusal:
            self.add_error(None, refusal.sentence)
            return values
        if not self.allegations.is_valid():
            for sentence in self.allegations.non_form_errors():
                self.add_error(None, sentence)
        return values

    def check_count(self):
        """Refuse a form that does not count its cards: shown again, it had none."""
        counted = self.allegations.management_form.is_valid()
        if not counted or self.allegations.total_form_count() < 1:
            raise BadInput(
                "This form is incomplete: it does not say how many allegations it has.",
                what_next="Open it again from its own page, and copy over your words.",
            )

    def new_allegations(self):
        return [
            card.allegation() for card in self.allegations.forms if card.has_changed()
        ]


class DeclineForm(LawForm):
    ground = forms.ChoiceField(label="On what ground?", widget=forms.RadioSelect)
    reason = NarrativeField(label="Why is it not recorded?", rows=4)
    letter_on = DateField(required=False, label="Date of the letter that says so")
    untold_because = untold_field()
    letter = NarrativeField(required=False, label="What the letter says", rows=10)
    served_how = how_field(required=False)
    served_on = served_on_field()
    called = {
        "ground": "the ground",
        "reason": "the reason",
        "letter_on": "the date of the letter",
        "untold_because": "why nobody can be told",
        "letter": "what the letter says",
        "served_how": "how it was served",
        "served_on": "when it was served",
    }
    dates = {"letter_on": ("received_on", "received")}
    depending = frozenset({"letter_on", "untold_because", "letter", "served_how"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_grounds(Purpose.NOT_RECORDING, "ground")
        if self.case.kind == Kind.CONDUCT:  # nobody complained, so nobody is written to
            for name in (*self.depending, "served_on"):
                del self.fields[name]

    def clean(self):
        values = super().clean()
        told_or_not(self, "letter_on", "untold_because")
        if values.get("letter_on"):
            known = ("grounds", "reasons", "appeal_by")  # the action writes them in
            letter = values.get("letter", "")
            refuse(self, rules.check_written("letter", letter, known=known))
            ask_served(self, "letter_on", "letter", "served_how", "served_on")
        return values


class CheckForm(RiskForm):
    """Issues and risk, confirmed as they stand or corrected."""

    issues = NarrativeField(
        label="Issues",
        rows=4,
        help_text="What the investigation has to answer.",
    )
    called = RiskForm.called | {"issues": "the issues"}
    field_order = ["issues"]


class ReassessRiskForm(RiskForm):
    """The risk with its reasons, and for the Risk Register how likely and how grave a
    high one is."""

    likelihood = level_field("How likely is it?", LIKELIHOODS, required=False)
    impact = level_field("How grave would it be?", IMPACTS, required=False)
    called = RiskForm.called | {
        "likelihood": "how likely it is",
        "impact": "how grave it would be",
    }
    depending = frozenset({"likelihood", "impact"})

    def __init__(self, *args, registered=False, **kwargs):
        """`registered`: the case stands on the Risk Register already."""
        super().__init__(*args, **kwargs)
        if registered:
            del self.fields["likelihood"], self.fields["impact"]

    @property
    def is_high(self) -> bool:
        levels = ("public", "officers", "organisation")
        return any(self.cleaned_data.get(name) == Risk.HIGH for name in levels)

    def clean(self):
        values = super().clean()
        for name in ("likelihood", "impact"):
            if name not in self.fields or name in self.errors:
                continue
            if self.is_high and not values.get(name):
                self.add_error(
                    name,
                    f"Select {self.called[name]}: a high risk goes on the Risk "
                    "Register.",
                )
        return values

    def score(self) -> tuple[int, int] | None:
        """Likelihood and impact of a high risk that is to be entered."""
        if not (self.is_high and "likelihood" in self.fields):
            return None
        return self.cleaned_data["likelihood"], self.cleaned_data["impact"]


class AssessForm(ReassessRiskForm):
    """The response besides."""

    response = forms.ChoiceField(choices=Response, widget=forms.RadioSelect)
    called = ReassessRiskForm.called | {"response": "the response"}
    field_order = ["response"]


class UnitForm(PageForm):
    """To which unit; its handlers come on the next page."""

    unit = RowField(label="Unit")
    called = {"unit": "the unit"}

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units, group=group_of_unit, empty="Choose a unit")


class AllocateForm(PageForm):
    """Who handles the case in a unit, and why."""

    handler = forms.ChoiceField(label="Handler", widget=forms.RadioSelect)
    reason = NarrativeField(
        required=False,
        rows=3,
        label="Reason",
        help_text="Needed when the handler's training is not current, or when the case "
        "changes hands.",
    )
    called = {"handler": "the handler", "reason": "the reason"}

    def __init__(self, *args, candidates, again, **kwargs):
        super().__init__(*args, **kwargs)
        self.again = again
        self.offer(candidates)

    def offer(self, candidates):
        """Let the handler be chosen from these."""
        self.candidates = {candidate.user.email: candidate for candidate in candidates}
        self.fields["handler"].choices = [
            *((email, found.name) for email, found in self.candidates.items()),
            ("unit", "Nobody yet: leave it with the unit"),
        ]
        self.choice_hints = {
            "handler": {email: one.words for email, one in self.candidates.items()}
        }

    def clean(self):
        values = super().clean()
        found = self.candidates.get(values.get("handler"))
        if "reason" in values and not values["reason"]:
            if found and found.warning:
                self.add_error(
                    "reason",
                    f"Give a reason for choosing {found.user.name}, "
                    "whose training is not current.",
                )
            elif self.again:
                self.add_error("reason", "Give a reason for the change of hands.")
        values["user"] = found.user if found else None
        return values


class StartForm(PageForm):
    terms = NarrativeField(
        label="Terms of reference and first steps",
        rows=8,
        help_text="What is to be found out, and what you will do first.",
    )
    called = {"terms": "the terms of reference and first steps"}


class ReturnForm(PageForm):
    missing = NarrativeField(label="What is missing?", rows=6)
    called = {"missing": "what is missing"}


class ReopenForm(PageForm):
    reason = NarrativeField(label="Why is the case reopened?", rows=6)
    called = {"reason": "the reason"}


class FinaliseForm(PageForm):
    """Nothing to type: the interruption page asks whether it is meant."""
