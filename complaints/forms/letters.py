"""The outcome letters, and how each complainant is reached."""

from django import forms

from complaints import rules
from complaints.actions.inputs import LetterSent
from complaints.forms.dated import (
    StepForm,
    ask_served,
    how_field,
    served_on_field,
    told_or_not,
)
from complaints.forms.fields import refuse
from complaints.forms.verbs import name_of_subject
from complaints.models.choices import ContactPreference, LetterKind, Served
from pages.fields import DateField, NarrativeField


def how_to_reach(person) -> str:
    """How somebody prefers to hear, and the address held: who writes needs both."""
    known = (*person.address.splitlines(), person.postcode)
    address = ", ".join(filter(None, (line.strip(" ,") for line in known)))
    held = f"Address: {address}." if address else "No address is held."
    return f"{_prefers(person)} {held}"


def _prefers(person):
    if not person.contact_preference:
        return "How they prefer to hear is not known."
    if person.contact_preference == ContactPreference.OTHER:
        way = person.needs.rstrip(" .") or "which is not known"
        return f"Prefers to hear in another way: {way}."
    return f"Prefers to hear by {person.get_contact_preference_display().lower()}."


_OF_A_LETTER = ("text", "how", "served")


class NotifyForm(StepForm):
    """The outcome letter to each complainant and each officer, and how it was served.

    `identity`: whether the reader may know where somebody lives. `may_appeal`: whether
    the letters to complainants begin a time for an appeal.
    """

    def __init__(
        self, *args, complainants, officers, identity, may_appeal=False, **kwargs
    ):
        self.parties, self.may_appeal = {}, may_appeal
        super().__init__(*args, **kwargs)
        self.losable = {}
        for row in complainants:
            name = f"complainant_{row.number}"
            self._ask(name, str(row.person), complainant=row)
            self._ask_why_not(name, str(row.person))
            if identity:
                self.fields[name].help_text = how_to_reach(row.person)
        for row in officers:
            self._ask(f"officer_{row.number}", name_of_subject(row), subject=row)

    def _ask(self, name, who, **party):
        self.parties[name] = party
        self.fields[name] = DateField(
            label=f"Letter to {who}", called=f"the date of the letter to {who}"
        )
        self._speak(name, self.fields[name])
        text = f"{name}_text"
        self.fields[text] = NarrativeField(
            required=False,
            label=f"What the letter to {who} says",
            called=f"what the letter to {who} says",
            rows=8,
        )
        self._speak(text, self.fields[text])
        letter = f"the letter to {who}"
        how, served = how_field(letter, required=False), served_on_field(letter)
        how.called = f"how {letter} was served"
        served.called = f"when {letter} was served"
        for one, field in ((f"{name}_how", how), (f"{name}_served", served)):
            self.fields[one] = field
            self._speak(one, field)
        self.fields[text].depending = how.depending = True

    def _ask_why_not(self, name, who):
        """Of somebody who cannot be told there is no letter, but a reason."""
        self.fields[name].required = False
        self.fields[name].depending = True
        untold = self.losable[name] = f"{name}_untold"
        self.fields[untold] = NarrativeField(
            required=False,
            label=f"If {who} cannot be told: why?",
            called=f"why {who} cannot be told",
            max_length=2_000,
            rows=2,
        )
        self._speak(untold, self.fields[untold])
        self.fields[untold].depending = True

    def clean(self):
        values = super().clean()
        for name, untold in self.losable.items():
            told_or_not(self, name, untold)
        for name in self.parties:
            self.check_step(
                name,
                values.get(name),
                not_before=self.case.determined_on,
                earlier="determined",
            )
            self._check_written(f"{name}_text", values, **self.parties[name])
            ask_served(self, name, *(f"{name}_{one}" for one in _OF_A_LETTER))
        return values

    def _check_written(self, name, values, complainant=None, subject=None):
        known = ("appeal_by",) if complainant and self.may_appeal else ()
        refuse(self, rules.check_written(name, values.get(name, ""), known=known))

    def letters(self):
        return [
            LetterSent(
                self.cleaned_data[name],
                text=self.cleaned_data[f"{name}_text"],
                served_how=self.cleaned_data[f"{name}_how"],
                served_on=self.cleaned_data[f"{name}_served"],
                **party,
            )
            for name, party in self.parties.items()
            if self.cleaned_data[name]
        ]

    def untold(self):
        """Who cannot be told, and why."""
        found = (
            (self.parties[name]["complainant"], self.cleaned_data[untold])
            for name, untold in self.losable.items()
        )
        return [(who, why) for who, why in found if why]


class LogLetterForm(StepForm):
    """A letter that no step of the case records: to whom, what it said, when served."""

    kind = forms.ChoiceField(label="Which letter is it?", choices=LetterKind)
    party = forms.ChoiceField(label="To whom?")
    dated_on = DateField(label="Date of the letter")
    text = NarrativeField(label="What does it say?", rows=10)
    served_on = DateField(required=False, label="When was it served?")
    served_how = forms.ChoiceField(
        required=False,
        label="How was it served?",
        choices=[("", "Not known"), *Served.choices],
    )
    paper = forms.FileField(required=False, label="The letter as it was sent")
    called = {
        "kind": "which letter it is",
        "party": "to whom it went",
        "dated_on": "the date of the letter",
        "text": "what it says",
        "served_on": "when it was served",
        "served_how": "how it was served",
        "paper": "the letter",
    }

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = parties
        offered = [(key, words) for key, (words, _) in parties.items()]
        self.fields["party"].choices = [
            ("", "Choose"),
            *offered,
            ("nobody", "Nobody of the case"),
        ]

    def clean(self):
        values = super().clean()
        self.check_step(
            "dated_on",
            values.get("dated_on"),
            not_before=self.case.received_on,
            earlier="received",
        )
        served_on = values.get("served_on")
        self.check_step(
            "served_on",
            served_on,
            not_before=values.get("dated_on"),
            earlier="of the letter",
        )
        if served_on and not values.get("served_how"):
            self.add_error("served_how", "Say how it was served.")
        return values

    def values(self):
        values = dict(self.cleaned_data)
        party, paper = values.pop("party"), values.pop("paper")
        _, given = self.parties.get(party, ("", {}))
        return values | given, paper
