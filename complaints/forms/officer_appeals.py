"""What is asked of an officer's appeal, and of how it was decided."""

from dataclasses import replace

from django import forms

from complaints import rules
from complaints.actions.imposing import sitting_of, standing
from complaints.actions.officer_appeals import appeals_to, grounds_of
from complaints.actions.proceedings import regime_of
from complaints.forms.conduct import NO, YES, YES_NO
from complaints.forms.dated import LawForm
from complaints.forms.fields import RowField, RowsField, refuse, tell_doubts
from complaints.forms.imposing import TermsForm, offer_sanctions
from complaints.forms.sittings import proceedings_of
from complaints.models.panels import Effect
from pages.fields import DateField, NarrativeField

STANDS = "stands"


class LodgeAppealForm(LawForm):
    where = RowField(label="Which appeal?", widget=forms.RadioSelect)
    lodged_on = DateField(label="Date lodged")
    grounds = RowsField(label="On what grounds?", required=False)
    reasons = NarrativeField(label="What the officer says")
    called = {
        "where": "which appeal",
        "lodged_on": "the date lodged",
        "grounds": "the grounds",
        "reasons": "what the officer says",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [
            (row, forum)
            for row in proceedings_of(self.case, told=True)
            for forum in appeals_to(regime_of(self.law, row), row)
        ]
        self.fields["where"].offer(
            offered,
            key=lambda one: f"{one[0].number} {one[1].code}",
            label=lambda one: f"{one[0].card_title}: {one[1].name}",
        )
        grounds = {
            ground.code: ground
            for row, forum in offered
            for ground in grounds_of(self.law, forum, row)
        }
        self.fields["grounds"].offer(grounds.values(), label=lambda row: row.name)
        tell_doubts(self, "grounds", {code: [row] for code, row in grounds.items()})

    def values(self):
        given = super().values()
        proceeding, forum = given.pop("where")
        return given | {"proceeding": proceeding, "forum": forum.code}


class DecideAppealForm(TermsForm):
    """How it was decided; of each allegation that was proved, what is found instead."""

    upheld = forms.ChoiceField(
        label="Is the appeal upheld?", choices=YES_NO, widget=forms.RadioSelect
    )
    effect = forms.ChoiceField(
        label="What becomes of what was imposed?",
        choices=Effect,
        widget=forms.RadioSelect,
    )
    varied_to = forms.ChoiceField(
        required=False, label="What is imposed instead?", widget=forms.RadioSelect
    )
    decided_on = DateField(label="Date of the decision")
    decision = NarrativeField(
        label="Reasons", help_text="A finding or sanction that is varied is explained."
    )
    called = TermsForm.called | {
        "upheld": "whether it is upheld",
        "effect": "what becomes of what was imposed",
        "varied_to": "what is imposed instead",
        "decided_on": "the date of the decision",
        "decision": "the reasons",
    }
    reveals = {"effect": {Effect.VARIED: ["varied_to"]}}
    dates = {"decided_on": ("lodged_on", "lodged")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.part.proceeding
        regime = regime_of(self.law, row)
        opened = self._opened(row, regime)
        self.ask_terms(opened, row)
        offer_sanctions(self, "varied_to", opened, regime, row.forum)
        self._ask_findings(row, regime)
        terms = ["varied_to", "amount", "rank_to", "effective_on"]
        self.order_fields(["upheld", *self.asked, "effect", *terms])

    def _opened(self, row, regime):
        """What could be imposed instead, for what was found or for less."""
        first = standing(row)
        on = row.concluded_on or self.today
        sitting = sitting_of(row, regime, on=on, without=first)
        instead_of = [each.sanction for each in first]
        less = regime.forum(self.part.forum).less_severe
        levels = [sitting.severity] + [
            one.code for one in rules.levels_below(regime, row.forum, sitting.severity)
        ]
        codes = {
            one.code
            for level in levels
            for one in rules.open_now(regime, replace(sitting, severity=level))
            if not less or not rules.check_less_severe(regime, one.code, instead_of)
        }
        return [one for one in regime.sanctions if one.code in codes]

    def _ask_findings(self, row, regime):
        found = row.findings.select_related("outcome__allegation").filter(proved=True)
        self.asked = {}
        for finding in found.order_by("outcome__allegation__number"):
            number = finding.outcome.allegation.number
            below = rules.levels_below(regime, row.forum, finding.severity)
            name = f"found-{number}"
            self.asked[name] = number
            self.initial.setdefault(name, STANDS)
            self.fields[name] = forms.ChoiceField(
                label=f"What of allegation {number}, "
                f"proved as {finding.severity_name.lower()}?",
                choices=[
                    (STANDS, "The finding stands"),
                    *((one.code, f"It is {one.name.lower()} alone") for one in below),
                    (NO, "It is not proved"),
                ],
                widget=forms.RadioSelect,
            )
            self._speak(name, self.fields[name])

    def _changed(self, values):
        said = {number: values.get(name) for name, number in self.asked.items()}
        return {
            number: "" if code == NO else code
            for number, code in said.items()
            if code and code != STANDS
        }

    def clean(self):
        values = super().clean()
        if values.get("upheld") and values.get("effect"):
            changed = self._changed(values)
            unproved = [code for code in changed.values() if not code]
            refuse(
                self,
                rules.check_effect(
                    values["effect"],
                    upheld=values["upheld"] == YES,
                    varied_to=values.get("varied_to", ""),
                    changes=bool(changed),
                    proved=len(unproved) < len(self.asked) or not self.asked,
                ),
            )
        return values

    def values(self):
        given = super().values()
        findings = self._changed(given)
        for name in self.asked:
            del given[name]
        if given["effect"] != Effect.VARIED:
            given["varied_to"] = ""
        upheld = given["upheld"] == YES
        return given | {"upheld": upheld, "findings": findings}
