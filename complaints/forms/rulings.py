"""What the appropriate authority decides, as the law of each allegation's day asks."""

from django import forms

from casework.deadlines import Deadlines, NoRule
from complaints import rules
from complaints.actions.inputs import Ruling, is_known_member
from complaints.forms.fields import RowField, refuse
from complaints.forms.outcomes import OutcomePart, OutcomesForm
from complaints.rules import Law
from pages.fields import NarrativeField
from pages.words import counted, day_words

YES, NO = "yes", "no"
_YES_NO = [(YES, "Yes"), (NO, "No")]


class RulingForm(OutcomePart):
    """What is decided of one allegation against one subject."""

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
        label="What there is to answer for", widget=forms.RadioSelect
    )
    forum = forms.ChoiceField(label="What happens next", widget=forms.RadioSelect)
    called = {
        "result": "your decision",
        "reasons": "your reasons for departing",
        "case_to_answer": "whether there is a case to answer",
        "severity": "how grave it is",
        "forum": "what happens next",
    }

    def __init__(self, *args, report, law: Law, live=(), lacking="", **kwargs):
        """`live`: codes of warnings live when the severity was assessed.

        `lacking`: why nobody can have a case to answer yet; blank where they can.
        """
        super().__init__(*args, **kwargs)
        self.recommendation, self.law, self.live = report, law, live
        self.noticed_on = self.outcome.allegation.noticed_on
        self.regime = law.regime_on(self.noticed_on)
        self._offer()
        if not is_known_member(self.outcome.subject):
            self._offer_without_case()
        elif lacking:
            self._offer_no(lacking)

    def _offer(self):
        """What the law of the day knows; whatever there is, where none binds."""
        severity, forum = self.fields["severity"], self.fields["forum"]
        known = self.law.severities(self.noticed_on)
        severity.choices = [(one.code, one.name) for one in known]
        harmless = " or ".join(one.name for one in known if not one.breach)
        if harmless:
            severity.help_text = f"{harmless}, where there is no case to answer."
        forum.choices = [
            (one.code, one.name) for one in self.law.forums(self.noticed_on)
        ]
        if self.regime:
            forum.help_text = " ".join(rules.conditions(self.regime))

    def _offer_without_case(self):
        """Of nobody known: only what leaves no case to answer can be chosen."""
        offered = rules.open_without_case(self.law, noticed_on=self.noticed_on)
        if not offered:
            return
        for name, codes in offered.items():
            field = self.fields[name]
            field.choices = [each for each in field.choices if each[0] in codes]
            if len(field.choices) == 1:
                field.initial = field.choices[0][0]
        self.fields["forum"].help_text = ""
        sentence = rules.ONLY_MEMBERS
        self._offer_no(sentence)
        if self.where:
            sentence = f"{sentence[:-1]}, so there is none{self.where}."
        self.fields["case_to_answer"].error_messages["invalid_choice"] = sentence

    def _offer_no(self, why):
        """That there is no case to answer is the only answer, and why."""
        answer = self.fields["case_to_answer"]
        answer.choices = [each for each in answer.choices if each[0] == NO]
        answer.initial = NO
        answer.help_text = answer.error_messages["invalid_choice"] = why

    @property
    def governed(self) -> str:
        """Which regulations the decision goes by, and why; or that there are none."""
        if not (self.regime and self.noticed_on):
            return (
                "Candour knows no regulations of the day it came to notice, so nothing "
                "here is held to any."
            )
        return f"{self.regime.name}: it came to notice on {day_words(self.noticed_on)}."

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
            problems = rules.check_ruling(
                self.law,
                self.ruling().facts,
                noticed_on=self.noticed_on,
                live=self.live,
            )
            refuse(self, problems)

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
        return {
            name: dict(self.fields[name].choices)[self.cleaned_data[name]]
            for name in ("case_to_answer", "severity", "forum")
        }

    @property
    def _forum(self):
        return self.law.forum(self.cleaned_data["forum"], self.noticed_on)

    @property
    def _route(self):
        """The rule of the law by which the decision leads where it does."""
        values = self.cleaned_data
        return self.regime and self.regime.route(
            to_answer=values["case_to_answer"] == YES,
            severity=values["severity"],
            forum=values["forum"],
        )

    @property
    def doubts(self) -> str:
        """That what leads there was not read in its source, where it was not."""
        route = self._route
        return rules.doubts([route, self._forum]) if route else ""

    def consequences(self, known: Deadlines) -> list[str]:
        """What the decision sets off, in sentences, with the days of the law."""
        forum = self._forum
        told = [forum.means]
        if forum.reviewed:
            told.append("The Hearings Office reviews it before it is arranged.")
        limit = self._limit(known, forum.clock)
        if limit and forum.timing:
            least = self._least(known, forum.clock)
            told.append(
                forum.timing.replace("{limit}", limit).replace("{least}", least)
            )
        return told

    def _limit(self, known: Deadlines, clock: str) -> str:
        """20 working days; blank where nothing limited it then."""
        rule = self._rule(known, clock)
        return _days(rule, rule.length) if rule else ""

    def _least(self, known: Deadlines, clock: str) -> str:
        """10 working days, before which it is not held; blank where it may be."""
        rule = self._rule(known, clock)
        return _days(rule, rule.no_earlier) if rule and rule.no_earlier else ""

    def _rule(self, known: Deadlines, clock: str):
        if not (clock and self.noticed_on):
            return None
        try:
            return known.rule(clock, on=self.noticed_on)
        except NoRule:
            return None


def _days(rule, length) -> str:
    return counted(length, "working day" if rule.day_unit == "working" else "day")


class DetermineForm(OutcomesForm):
    """Every decision of the case, and whether the file goes to the CPS."""

    reasons = NarrativeField(label="Reasons for the decisions as a whole", rows=4)
    to_cps = forms.ChoiceField(
        label="Does the file go to the CPS?",
        choices=_YES_NO,
        widget=forms.RadioSelect,
        help_text="It does when the report indicates that an offence may have been "
        "committed.",
    )
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
