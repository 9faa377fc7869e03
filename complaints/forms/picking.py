"""Somebody's details, matched with the register before they are added to a case."""

from django import forms

from complaints.forms.fields import RowField
from complaints.forms.matching import matches, person_of
from complaints.forms.people import NOBODY, DetailsForm


class PicksPerson(forms.Form):
    """Mix in before a form of details: `person` are those of the register alike."""

    person = RowField(
        required=False,
        label="Is it one of these people?",
        widget=forms.RadioSelect,
    )
    choice_hints: dict = {}

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.matched = []
        self._offer([])

    def _offer(self, found):
        field = self.fields["person"]
        field.offer(found, key=lambda row: row.key, label=lambda row: row.name)
        field.choices = [*field.choices, (NOBODY, "None of these: a new person")]
        self.choice_hints = self.choice_hints | {
            "person": {match.key: match.description for match in found}
        }

    def full_clean(self):
        """The people to choose from follow from the details that were typed."""
        if self.is_bound:
            typed = DetailsForm(self.data, today=self.today)
            typed.is_valid()
            self.matched = matches(typed.details(), self.user, on=self.today)
            self._offer(self.matched)
        super().full_clean()

    @property
    def asked(self) -> str:
        """The name by which people of the register were looked for."""
        names = (self.data.get(name, "") for name in ("forenames", "surname"))
        return " ".join(" ".join(names).split())[:200]

    def clean(self):
        values = super().clean()
        if self.matched and not self.data.get("person"):
            self.add_error("person", "Say whether it is one of these people.")
        return values

    def picked(self):
        """The person of the register who was chosen, if the user may see them still."""
        chosen = self.data.get("person", NOBODY)
        return None if chosen == NOBODY else person_of(chosen, self.user)
