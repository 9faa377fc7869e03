"""Refusals: every "no" the product says, with the sentence the person will read.

A check raises one of these and nothing below a door catches it. A view that has a
form to show again catches `BadInput`; whatever escapes is rendered by
`pages.middleware.Refusals` as a page and by `pages.api` as JSON.
"""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """The act was refused. `sentence` is shown as it stands: write it for people."""

    status = 409
    code = "refused"
    heading = "You cannot do this"
    what_next = "Go back and check what you were doing."
    back_to = "where you were"  # what `back` leads to, inside a sentence

    def __init__(
        self, sentence: str, *, what_next: str | None = None, back: str | None = None
    ) -> None:
        """`what_next` replaces the class's own advice; `back` is an address here."""
        super().__init__(sentence)
        self.sentence = sentence
        self.back = back
        if what_next is not None:
            self.what_next = what_next

    def __str__(self) -> str:
        return self.sentence


class NotAllowed(Refused):
    """The right is missing in this unit, or the verb's own condition is not met."""

    status = 403
    code = "not_allowed"
    heading = "You are not allowed to do this"
    what_next = (
        "If you think you should be able to, ask your line manager to check your role."
    )


class WrongState(Refused):
    """The record is not in a state from which this can be done."""

    status = 409
    code = "wrong_state"
    heading = "This cannot be done now"
    what_next = "Go back to see where it stands; somebody may have moved it on."


class Stale(Refused):
    """Somebody saved a newer version since the person's form was opened.

    `current` and `yours` map the labels of the fields that differ to the values as
    saved now and as typed, so that the conflict page loses nobody's words.
    """

    status = 409
    code = "stale"
    heading = "Somebody else has changed this since you opened it"
    what_next = (
        "Nothing of yours was saved. Copy what you need, open the page again and "
        "make your change to the newer version."
    )

    def __init__(
        self,
        sentence: str = "Your change was not saved, because a newer version exists.",
        *,
        current: Mapping[str, Any] | None = None,
        yours: Mapping[str, Any] | None = None,
        what_next: str | None = None,
        back: str | None = None,
    ) -> None:
        super().__init__(sentence, what_next=what_next, back=back)
        self.current = dict(current or {})
        self.yours = dict(yours or {})

    def differences(self) -> list[tuple[str, Any, Any]]:
        """(label, saved now, yours), in the order in which the person typed them."""
        labels = list(dict.fromkeys([*self.yours, *self.current]))
        return [
            (label, self.current.get(label, ""), self.yours.get(label, ""))
            for label in labels
        ]


class BadInput(Refused):
    """What was sent cannot be read or may not be. `field` names the culprit."""

    status = 400
    code = "bad_input"
    heading = "There is a problem with what was sent"
    what_next = "Go back, correct it and try again."

    def __init__(
        self,
        sentence: str,
        *,
        field: str | None = None,
        what_next: str | None = None,
        back: str | None = None,
    ) -> None:
        super().__init__(sentence, what_next=what_next, back=back)
        self.field = field
