"""Cases that may be the very matter that is being logged, before it is one of its own.

The same complainant and the same day of the incident (DQ25 of the quality rules, which
also asks for the same unit: that is said where it is so, because a case is moved from
unit to unit while it is the same matter).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.functions import Upper

from complaints.forms.matching import digits
from complaints.models import Case, Complainant, Person
from complaints.models.people import Digits
from organisation.classification import FieldClass
from pages.forms import PageForm
from pages.words import day_words

MOST = 6
SHORTEST_NUMBER = 7  # digits; a shorter one is an extension, shared by many
ANOTHER = "another"


@dataclass(frozen=True)
class Alike:
    """A case that may be the same matter, and what it has in common."""

    case: Case
    person: Person
    same_unit: bool

    @property
    def key(self) -> str:
        return self.case.slug

    @property
    def description(self) -> str:
        case = self.case
        said = shorten(case.said, 160, placeholder="…")
        unit = "the same unit" if self.same_unit else str(case.responsible_unit)
        received = (
            f"received {day_words(case.received_on)}, " if case.received_on else ""
        )
        return f"{self.person}, {received}{unit}, {case.get_status_display()}. {said}"


def alike(
    people: Iterable[tuple[Person | None, dict[str, Any]]],
    *,
    incident_on: date | None,
    unit: Any,
    user: Any,
) -> list[Alike]:
    """Cases of that day in which one of these people complains, of the unit first.

    `people` are pairs of somebody of the register, or None, and of what was typed of
    them. Only cases of which the user sees who is in them: nobody learns of another.
    """
    same = Q(pk__in=[])
    for person, details in people:
        same |= _same(person, details)
    if incident_on is None:
        return []
    cases = Case.objects.showing(user, FieldClass.IDENTITY)
    rows = (
        Complainant.objects.filter(
            case__in=cases.filter(incident_on=incident_on).exclude(
                status="not_recorded"
            )
        )
        .alias(
            surname=Upper("person__surname"),
            forenames=Upper("person__forenames"),
            digits=Digits("person__telephone"),
            email=Upper("person__email"),
        )
        .filter(same)
        .select_related("case__responsible_unit", "person")
        .order_by("-case__sort_received_on", "-pk")
    )
    found: dict[int, Alike] = {}
    for row in rows[: MOST * 2]:
        same_unit = unit is not None and row.case.responsible_unit_id == unit.pk
        found.setdefault(row.case_id, Alike(row.case, row.person, same_unit))
    return sorted(found.values(), key=lambda one: not one.same_unit)[:MOST]


def _same(person: Person | None, details: dict[str, Any]) -> Q:
    """Complainants who are this person, by what two people seldom share.

    On one and the same day a name is enough.
    """
    same = Q(person=person) if person else Q(pk__in=[])
    if details.get("email"):
        same |= Q(email=details["email"].upper())
    number = digits(details.get("telephone", ""))
    if len(number) >= SHORTEST_NUMBER:
        same |= Q(digits=number)
    first = details.get("forenames", "").upper().split()[:1]
    if details.get("surname") and first:
        surname = details["surname"].upper()
        same |= Q(surname=surname) & (
            Q(forenames=first[0]) | Q(forenames__startswith=f"{first[0]} ")
        )
    return same


class AlikeForm(PageForm):
    """Whether it is a matter that is logged already, or another."""

    matter = forms.ChoiceField(
        label="Is it one of these matters?", widget=forms.RadioSelect
    )
    called = {"matter": "whether it is one of these matters"}

    def __init__(self, *args: Any, found: list[Alike], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.key: one for one in found}
        self.fields["matter"].choices = [
            *((key, f"{one.case}: the same matter") for key, one in self.found.items()),
            (ANOTHER, "It is another matter"),
        ]
        self.choice_hints = {
            "matter": {key: one.description for key, one in self.found.items()}
            | {ANOTHER: "It is logged by itself, and that you said so is recorded."}
        }

    def clean(self) -> dict[str, Any]:
        """The answer holds for the cases that were shown, and for no later one."""
        values = super().clean()
        shown = self.data.get("shown", "").split()
        if "matter" in values and not self.found.keys() <= {*shown}:
            self.add_error(
                "matter",
                "Another case that may be the same has come in: look at them again.",
            )
        return values

    @property
    def same_as(self) -> Case | None:
        """The case that it is the same matter as, if it is."""
        chosen = self.found.get(self.cleaned_data["matter"])
        return chosen.case if chosen else None

    @property
    def told_apart(self) -> list[Case]:
        """The cases that it was said to be another matter than."""
        return [one.case for one in self.found.values() if one.case != self.same_as]
