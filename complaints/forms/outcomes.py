"""Forms that ask once for each allegation against each subject."""

from django import forms

from casework.deadlines import Deadlines, NoRule
from complaints import rules
from complaints.actions.inputs import Finding, Ruling, is_known_member
from complaints.forms.fields import RowField, refuse
from complaints.forms.parts import PartedForm
from complaints.forms.reference import day_of
from complaints.forms.verbs import name_of_subject
from complaints.models.choices import Forum, Severity
from pages.fields import NarrativeField
from pages.forms import PageForm

YES, NO = "yes", "no"
FINAL_WARNING = (
    "Misconduct that is not gross goes to a hearing only where a final written warning "
    "was in force."
)
_UNCHECKED = f"{FINAL_WARNING} Candour cannot check that yet: be sure of it."
_YES_NO = [(YES, "Yes"), (NO, "No")]


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


class RulingForm(OutcomePart):
    """What the appropriate authority decides."""

    result = RowField(label="My decision", widget=forms.RadioSelect)
    reasons = NarrativeField(
        required=False,
        rows=3,
        label="Reasons for departing",
        help_text="Needed when you decide something else than was recommended.",
    )
    case_to_answer = forms.ChoiceField(
        label="Is there a case to answer?", choices=_YES_NO, widget=forms.RadioSelect
    )
    severity = forms.ChoiceField(
        label="What there is to answer for",
        choices=Severity,
        widget=forms.RadioSelect,
        help_text="No misconduct, where there is no case to answer.",
    )
    forum = forms.ChoiceField(
        label="What happens next",
        choices=Forum,
        widget=forms.RadioSelect,
        help_text=FINAL_WARNING,
    )
    called = {
        "result": "your decision",
        "reasons": "your reasons for departing",
        "case_to_answer": "whether there is a case to answer",
        "severity": "how grave it is",
        "forum": "what happens next",
    }

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.recommendation = report
        if not is_known_member(self.outcome.subject):
            self._offer_without_case()

    def _offer_without_case(self):
        """Of nobody known: only what leaves no case to answer can be chosen."""
        offered = rules.open_without_case(received_on=self._received_on)
        if not offered:
            return
        for name, codes in (offered | {"case_to_answer": {NO}}).items():
            field = self.fields[name]
            field.choices = [each for each in field.choices if each[0] in codes]
            if len(field.choices) == 1:
                field.initial = field.choices[0][0]
        self.fields["forum"].help_text = ""
        answer = self.fields["case_to_answer"]
        answer.help_text = sentence = rules.ONLY_MEMBERS
        if self.where:
            sentence = f"{sentence[:-1]}, so there is none{self.where}."
        answer.error_messages["invalid_choice"] = sentence

    @property
    def _received_on(self):
        return self.outcome.allegation.case.received_on

    def clean(self):
        values = super().clean()
        self._check_fit(values)
        result, reasons = values.get("result"), values.get("reasons")
        if result and self.departs(result) and reasons == "":
            self.add_error(
                "reasons",
                "Give your reasons for departing from the recommendation, "
                f"{self.outcome.recommended}.",
            )
        return values

    def departs(self, result) -> bool:
        return result.pk != self.outcome.recommended_id

    def _check_fit(self, values):
        """What is decided fits together, as the action asks."""
        if values.keys() >= self.fields.keys():
            facts = self.ruling().facts
            refuse(self, rules.check_ruling(facts, received_on=self._received_on))

    def ruling(self) -> Ruling:
        values = self.cleaned_data
        return Ruling(
            outcome=self.outcome,
            result=values["result"],
            reasons=values["reasons"],
            case_to_answer=values["case_to_answer"] == YES,
            severity=values["severity"],
            forum=values["forum"],
        )

    @property
    def departing(self) -> bool:
        return self.departs(self.cleaned_data["result"])

    @property
    def words(self) -> dict[str, str]:
        """The coded answers as people read them."""
        values = self.cleaned_data
        return {
            "case_to_answer": dict(_YES_NO)[values["case_to_answer"]],
            "severity": Severity(values["severity"]).label,
            "forum": Forum(values["forum"]).label,
        }

    @property
    def warning(self) -> str:
        """What must be so for the decision to be lawful, which nothing here knows."""
        values = self.cleaned_data
        bound = rules.needs_final_warning(
            severity=values["severity"],
            forum=values["forum"],
            received_on=self._received_on,
        )
        return _UNCHECKED if bound else ""

    def consequences(self, known: Deadlines) -> str:
        """What the decision sets off, in words, with the days of the law."""
        forum = self.cleaned_data["forum"]
        words = _CONSEQUENCES[forum]
        if forum not in (Forum.MEETING, Forum.HEARING):
            return words
        try:
            length = known.rule(forum, on=day_of(self.outcome.allegation.case)).length
        except NoRule:
            return words
        return f"{words} {_TIME.format(length=length, forum=forum)}"


# Police (Conduct) Regulations 2008, SI 2008/2864, regulations 19 to 25.
_CONSEQUENCES = {
    Forum.NONE: "Nothing further follows for the officer from this allegation.",
    Forum.MANAGEMENT_ACTION: "The officer's line manager takes management action; "
    "nothing is entered on the discipline record.",
    Forum.MEETING: "The officer must be given written notice of the meeting.",
    Forum.HEARING: "The officer must be given written notice of the hearing. The "
    "Hearings Office is told outside Candour.",
}
_TIME = (
    "The {length} working days to hold the {forum} begin on the first working day "
    "after the documents are supplied."
)


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


class DetermineForm(OutcomesForm):
    """Every decision of the case, and whether the file goes to the CPS."""

    to_cps = forms.ChoiceField(
        label="Does the file go to the CPS?",
        choices=_YES_NO,
        widget=forms.RadioSelect,
        help_text="It does when the report indicates that an offence may have been "
        "committed.",
    )
    reasons = NarrativeField(label="Reasons for the decisions as a whole", rows=4)
    called = {
        "to_cps": "whether the file goes to the CPS",
        "reasons": "your reasons",
    }
    part_class = RulingForm
    parts_first = True

    def rulings(self):
        return [part.ruling() for part in self.outcome_parts]

    @property
    def sends_to_cps(self) -> bool:
        return self.cleaned_data["to_cps"] == YES
