"""Forms that ask once for each allegation against each subject."""

from django import forms

from complaints.actions.inputs import Finding
from complaints.forms.fields import RowField
from complaints.forms.parts import PartedForm
from complaints.forms.verbs import name_of_subject
from pages.fields import NarrativeField
from pages.forms import PageForm


def heading_of(outcome) -> str:
    """Allegation 2, Constable A Field T000001."""
    return f"Allegation {outcome.allegation.number}, {name_of_subject(outcome.subject)}"


class OutcomePart(PageForm):
    """One allegation against one subject."""

    def __init__(self, *args, outcome, results, alone=True, **kwargs):
        self.outcome = outcome
        self.where = ""
        if not alone:  # each sentence says which of several it is about
            self.where = f" for {self.heading[:1].lower()}{self.heading[1:]}"
            self.called = {
                name: f"{words}{self.where}" for name, words in self.called.items()
            }
        number = f"{outcome.allegation.number}-{outcome.subject.number}"
        super().__init__(*args, prefix=f"outcome-{number}", **kwargs)
        self.fields["result"].offer(results)

    @property
    def heading(self) -> str:
        return heading_of(self.outcome)


class FindingForm(OutcomePart):
    """What the investigator recommends."""

    result = RowField(label="Finding", widget=forms.RadioSelect)
    reasons = NarrativeField(rows=4)
    called = {"result": "the finding", "reasons": "the reasons for the finding"}

    def finding(self) -> Finding:
        values = self.cleaned_data
        return Finding(self.outcome, values["result"], values["reasons"])


class OutcomesForm(PartedForm):
    """A form with one part for each outcome of the case."""

    part_class: type[OutcomePart]

    def __init__(self, *args, outcomes, results, part_kwargs=None, **kwargs):
        super().__init__(*args, **kwargs)
        told = part_kwargs or {}
        self.outcome_parts = [
            self.part_class(
                self.data if self.is_bound else None,
                outcome=outcome,
                results=results,
                alone=len(outcomes) == 1,
                **told.get(outcome.pk, {}),
            )
            for outcome in outcomes
        ]

    def parts(self):
        return [(part.heading, part) for part in self.outcome_parts]


class SubmitReportForm(OutcomesForm):
    """The report and the finding recommended for every outcome."""

    text = NarrativeField(label="Report", rows=14)
    called = {"text": "the report"}
    part_class = FindingForm

    def findings(self):
        return [part.finding() for part in self.outcome_parts]
