"""Whether what is logged in short is known already: the person, and the matter."""

from typing import Any

from complaints.forms.alike import Alike, AlikeForm, alike
from complaints.forms.matching import Match, matches, person_of
from complaints.forms.people import KNOWN, NOBODY, MatchForm
from complaints.models.choices import Kind

# What the second step asks, beside everything that the first one did.
CHECKED = "checked"
_ASKED = frozenset({CHECKED, "person", "matter", "shown"})


class Known:
    """People and matters that may be the very ones, and what was answered of them.

    As in the steps of the long form; asked on one page, which brings along what was
    typed before.
    """

    def __init__(self, values: dict[str, Any], user: Any, sent: Any) -> None:
        self.values, self.user, self.sent = values, user, sent
        self.people: list[Match] = []
        self.matters: list[Alike] = []
        self.asks = values["kind"] == Kind.COMPLAINT and values["named"] == KNOWN
        data = sent if CHECKED in sent else None
        if self.asks:
            self.people = matches(self.details, user, on=values["received_on"])
        self.match_form = MatchForm(data, matches=self.people) if self.people else None
        if self.asks:
            self.matters = alike(
                [(self.person, self.details)],
                incident_on=values["incident_on"],
                unit=values["unit"],
                user=user,
            )
        self.alike_form = AlikeForm(data, found=self.matters) if self.matters else None

    @property
    def details(self) -> dict[str, str]:
        names = ("forenames", "surname", "telephone")
        return {name: self.values[name] for name in names} if self.asks else {}

    @property
    def person(self) -> Any:
        """The person of the register who was chosen, if one was."""
        key = self.sent.get("person", "") if CHECKED in self.sent else ""
        offered = {match.key for match in self.people}
        if key in ("", NOBODY) or key not in offered:
            return None
        return person_of(key, self.user)

    @property
    def forms(self) -> list[Any]:
        return [form for form in (self.match_form, self.alike_form) if form]

    def is_answered(self) -> bool:
        """Whether nobody and nothing like it is known, or all of it was answered."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    def same_matter(self) -> dict[str, Any]:
        """What the action is told of it."""
        form = self.alike_form
        if form is None:
            return {}
        return {"same_as": form.same_as, "told_apart": form.told_apart}

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed on the first page, to be sent along with the second."""
        return [
            (name, value)
            for name, values in self.sent.lists()
            if name not in _ASKED and name not in ("csrfmiddlewaretoken", "submission")
            for value in values
        ]
