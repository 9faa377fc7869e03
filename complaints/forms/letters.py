"""The outcome letters, and how each complainant is reached."""

from complaints.actions.inputs import LetterSent
from complaints.forms.verbs import StepForm, name_of_subject
from complaints.models.choices import ContactPreference
from pages.fields import DateField


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


class NotifyForm(StepForm):
    """The date of the outcome letter to each complainant and each officer.

    `identity`: whether the reader may know where somebody lives.
    """

    def __init__(self, *args, complainants, officers, identity, **kwargs):
        self.parties = {}
        super().__init__(*args, **kwargs)
        for row in complainants:
            name = f"complainant_{row.number}"
            self._ask(name, str(row.person), complainant=row)
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

    def clean(self):
        values = super().clean()
        for name in self.parties:
            self.check_step(
                name,
                values.get(name),
                not_before=self.case.determined_on,
                earlier="determined",
            )
        return values

    def letters(self):
        return [
            LetterSent(self.cleaned_data[name], **party)
            for name, party in self.parties.items()
        ]
