"""What is asked of a sanction from before cases were kept here."""

from django import forms

from pages.fields import CharField, DateField, NarrativeField
from pages.forms import PageForm


class EarlierSanctionForm(PageForm):
    what = forms.ChoiceField(label="What was imposed?")
    told_on = DateField(
        label="Date the officer was told", help_text="It counts from then."
    )
    live_until = DateField(
        required=False,
        label="Until when does it count?",
        help_text="Only where the record says another day than the law.",
    )
    source = CharField(
        max_length=300,
        label="Where was it read?",
        help_text="The record and its reference.",
    )
    called = {
        "what": "what was imposed",
        "told_on": "the date the officer was told",
        "live_until": "until when it counts",
        "source": "where it was read",
    }

    def __init__(self, *args, law, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", "")] + [
            (
                regime.name,
                [(f"{regime.code} {one.code}", one.name) for one in regime.sanctions],
            )
            for regime in law.regimes
            if regime.sanctions
        ]

    def values(self):
        given = dict(self.cleaned_data)
        regime, sanction = given.pop("what").split()
        return given | {"regime": regime, "sanction": sanction}


class StrikeForm(PageForm):
    reason = NarrativeField(label="Why was it wrong?", rows=3)
    called = {"reason": "why it was wrong"}
