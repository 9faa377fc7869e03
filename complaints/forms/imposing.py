"""What is asked of what a forum imposed, and of telling the officer in writing."""

from django import forms

from complaints import rules
from complaints.actions.imposing import sitting_of, standing
from complaints.actions.proceedings import regime_of
from complaints.actions.ranks import rank_of
from complaints.forms.conduct import paper
from complaints.forms.dated import LawForm, how_field
from complaints.forms.fields import refuse, tell_doubts, tell_hints
from pages.fields import DateField, NarrativeField


class AmountField(forms.DecimalField):
    """Pounds and pence."""

    def __init__(self, **kwargs):
        super().__init__(max_digits=9, decimal_places=2, required=False, **kwargs)
        codes = ("invalid", "max_digits", "max_whole_digits", "max_decimal_places")
        sentence = "Enter the amount in pounds, like 250.00."
        self.error_messages |= dict.fromkeys(codes, sentence)


class TermsForm(LawForm):
    """What is said besides of a sanction, where one that is open asks for it."""

    amount = AmountField(label="How much?", help_text="Of a fine, in pounds.")
    rank_to = forms.ChoiceField(
        required=False,
        label="To which rank?",
        help_text="Of a reduction in rank: one below that of the officer.",
    )
    effective_on = DateField(
        required=False,
        label="When does it take effect?",
        help_text="Of a dismissal with notice or a requirement to resign.",
    )
    called = {
        "amount": "how much is paid",
        "rank_to": "the rank",
        "effective_on": "when it takes effect",
    }

    def ask_terms(self, opened, proceeding):
        """Leave out what nothing that can be imposed asks for."""
        on = proceeding.concluded_on or self.today
        below = rules.ranks_below(rank_of(proceeding.subject, on=on))
        ranks = [(rank.value, rank.label) for rank in below]
        self.fields["rank_to"].choices = [("", "None"), *ranks]
        asked = {one.asks for one in opened}
        if "amount" not in asked:
            del self.fields["amount"]
        if "rank" not in asked:
            del self.fields["rank_to"]
        if "date" not in asked and not any(one.notice_days for one in opened):
            del self.fields["effective_on"]

    def terms(self, values):
        return rules.Terms(
            values.get("amount"),
            values.get("rank_to") or "",
            values.get("effective_on"),
        )


def offer_sanctions(form, name, opened, regime, forum):
    """What a forum can impose, for how long it counts, and what was not checked."""
    form.fields[name].choices = [(one.code, one.name) for one in opened]
    live = {one.code: one.months_live for one in opened if one.months_live}
    hints = {code: f"Live for {months} months." for code, months in live.items()}
    tell_hints(form, name, hints)
    behind = {one.code: [one, *regime.rules_of(forum, one.code)] for one in opened}
    tell_doubts(form, name, behind)


class SanctionForm(TermsForm):
    """What the forum can impose for what was found, with what was live."""

    sanction = forms.ChoiceField(label="What was imposed?", widget=forms.RadioSelect)
    concluded_on = DateField(label="Date of the decision")
    notified_on = DateField(
        required=False,
        label="Date the officer was told of it",
        help_text="Where they were told before the written outcome: it counts from "
        "then.",
    )
    sanction_reasons = NarrativeField(label="Reasons")
    called = TermsForm.called | {
        "sanction": "what was imposed",
        "concluded_on": "the date of the decision",
        "notified_on": "the date the officer was told",
        "sanction_reasons": "the reasons",
    }
    dates = {"concluded_on": ("held_on", "held")}
    order = ("sanction", "amount", "rank_to", "concluded_on", "notified_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.regime = regime_of(self.law, self.part)
        opened = ()
        if self.part.proved:
            opened = self._opened()
        else:
            del self.fields["sanction"], self.fields["notified_on"]
        self.ask_terms(opened, self.part)
        if "sanction" in self.fields:
            offer_sanctions(self, "sanction", opened, self.regime, self.part.forum)
        self.order_fields([*self.order, "effective_on", "sanction_reasons"])

    def _opened(self):
        """What it could impose from the day it sat until now: the action asks its day.

        A warning that was live then may have run out since, another was told since.
        """
        days = {self.part.held_on or self.today, self.today}
        sittings = [sitting_of(self.part, self.regime, on=day) for day in days]
        found = {one for each in sittings for one in rules.open_now(self.regime, each)}
        return [one for one in self.regime.sanctions if one in found]

    def clean(self):
        values = super().clean()
        what = self.regime.sanction(values.get("sanction") or "")
        on, told_on = values.get("concluded_on"), values.get("notified_on")
        if not (what and on):
            return values
        terms, rank = self.terms(values), rank_of(self.part.subject, on=on)
        refuse(self, rules.check_told(told_on, decided_on=on, today=self.today))
        found = (
            rules.check_terms(what, terms, imposed_on=on, rank=rank)
            or (told_on and rules.check_notice(what, told_on, terms.effective_on))
            or rules.check_near(terms.effective_on, today=self.today)
        )
        # What is written in the wrong way is said already.
        refuse(self, [one for one in found if one.field not in self.errors])
        return values


class TellOfficerForm(LawForm):
    told_on = DateField(label="Date of the written outcome")
    effective_on = DateField(
        required=False,
        label="When does it take effect?",
        help_text="The notice counts from the day on which the officer is told.",
    )
    text = NarrativeField(
        label="What does it say?",
        rows=12,
        help_text="Where it says so, the last day for an appeal is written in. What "
        "else stands in square brackets is for you to write.",
    )
    served_how = how_field()
    paper = paper("The written outcome")
    called = {
        "told_on": "the date of the written outcome",
        "effective_on": "when it takes effect",
        "text": "what it says",
        "served_how": "how it was served",
        "paper": "the written outcome",
    }
    dates = {"told_on": ("concluded_on", "of the decision")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regime = regime_of(self.law, self.part)
        untold = [row for row in standing(self.part) if row.notified_on is None]
        self.on_a_day = [
            what
            for row in untold
            if (what := regime.sanction(row.sanction)) and what.takes_day
        ]
        if not self.on_a_day:
            del self.fields["effective_on"]
        elif untold[0].effective_on:
            self.initial.setdefault("effective_on", untold[0].effective_on)

    def clean(self):
        values = super().clean()
        if told_on := values.get("told_on"):
            for what in self.on_a_day:
                effective_on = values.get("effective_on")
                refuse(
                    self,
                    rules.check_notice(what, told_on, effective_on)
                    or rules.check_near(effective_on, today=self.today),
                )
        return values
