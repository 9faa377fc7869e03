"""People of the register who may be the one complaining, before a case is made."""

import re
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Upper

from complaints.forms.repeating import Repeat, repeat_of, rule_on
from complaints.models import Case, Complainant, Person
from complaints.models.people import Digits
from organisation.classification import FieldClass
from pages.lists import gathered_first
from pages.words import day_words

MOST = 8
# Few share an address or a number: the index of it is read, not that of the keys.
_NEWEST = gathered_first(["-id"])
ALIKE = 0.45  # of two surnames: Smyth and Smith, but not Smith and Smart


@dataclass(frozen=True)
class Match:
    """A person who may be the one; `key` names them by a case they complained in."""

    key: str
    person: Person
    references: tuple[str, ...]
    why: tuple[str, ...]
    repeat: Repeat | None = None

    @property
    def name(self) -> str:
        return str(self.person)

    @property
    def description(self) -> str:
        person = self.person
        known = [
            f"born {day_words(person.born_on)}" if person.born_on else "",
            person.postcode,
            person.telephone,
            person.email,
        ]
        cases = ", ".join(self.references[:3])
        more = len(self.references) - 3
        if more > 0:
            cases += f" and {more} more"
        told = (
            f"{'; '.join(part for part in known if part) or 'No details known'}. "
            f"Complained in {cases}. The same: {', '.join(self.why)}."
        )
        if self.repeat:
            told += f" {self.repeat.rule}: with this one, {self.repeat.words}."
        return told


def key_of(complainant) -> str:
    """PC-00001-26.2: the second complainant of a case."""
    return f"{complainant.case.slug}.{complainant.number}"


def person_of(key: str, user) -> Person | None:
    """The person whom a key names, if the user may still see who that is."""
    slug, _, number = key.rpartition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        return None
    row = (
        Complainant.objects.filter(
            case__in=Case.objects.showing(user, FieldClass.IDENTITY).at(slug),
            number=int(number),
        )
        .select_related("person")
        .first()
    )
    return row.person if row else None


def digits(text: str) -> str:
    """A telephone number without spaces and marks."""
    return re.sub("[^0-9]+", "", text)


def matches(details: dict, user, *, on: date | None = None) -> list[Match]:
    """People alike in name, birth, telephone or e-mail, the likeliest first.

    Of each it is said whether a case that came in `on` a day makes a pattern of theirs.

    Only people whose identity the user sees in some case: nobody learns here that
    somebody complained elsewhere.
    """
    found = {person.pk: person for person in _alike(details)}
    if not found:
        return []
    rows = (
        Complainant.objects.filter(
            person__in=found,
            case__in=Case.objects.showing(user, FieldClass.IDENTITY),
        )
        .select_related("case")
        .order_by("case__reference_year", "case__reference_serial")
    )
    seen: dict[int, list] = {}
    for row in rows:
        seen.setdefault(row.person_id, []).append(row)
    rule = rule_on(on) if on and seen else None
    offered = [
        Match(
            key=key_of(seen[person.pk][0]),
            person=person,
            references=tuple(row.case.reference for row in seen[person.pk]),
            why=tuple(_why(person, details)),
            repeat=on
            and repeat_of(
                [row.case for row in seen[person.pk]], around=on, rule=rule, coming=1
            ),
        )
        for person in found.values()
        if person.pk in seen
    ]
    offered.sort(key=lambda match: -len(match.why))
    return offered[:MOST]


def _alike(details):
    """Candidates, each way of finding them by an index of its own."""
    if details.get("surname"):
        yield from _by_name(details["surname"], details.get("forenames", ""))
    if details.get("email"):
        same = Person.objects.exclude(email="").filter(email__iexact=details["email"])
        yield from same.order_by(*_NEWEST)[:MOST]
    if digits(details.get("telephone", "")):
        same = Person.objects.exclude(telephone="").alias(digits=Digits("telephone"))
        same = same.filter(digits=Digits(Value(details["telephone"])))
        yield from same.order_by(*_NEWEST)[:MOST]


def _by_name(surname, forenames):
    likeness = TrigramSimilarity(Upper("surname"), Value(surname.upper()))
    if forenames:
        likeness += TrigramSimilarity("forenames", Value(forenames))
    rows = Person.objects.alias(upper_surname=Upper("surname"), likeness=likeness)
    rows = rows.filter(upper_surname__trigram_similar=surname.upper())
    with transaction.atomic(), connection.cursor() as cursor:
        # Said to the index: by its own bound it would hand over ten times as many.
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {ALIKE}")
        return list(rows.order_by("-likeness", "-pk")[: MOST * 4])


def _why(person, details):
    if details.get("surname") and person.surname.upper() == details["surname"].upper():
        yield "surname"
    elif details.get("surname"):
        yield "nearly the surname"
    first = details.get("forenames", "").upper()
    if first and person.forenames.upper().split()[:1] == first.split()[:1]:
        yield "forename"
    if details.get("born_on") and person.born_on == details["born_on"]:
        yield "date of birth"
    number = digits(details.get("telephone", ""))
    if number and digits(person.telephone) == number:
        yield "telephone"
    if details.get("email") and person.email.lower() == details["email"].lower():
        yield "e-mail"
    if details.get("postcode") and person.postcode == details["postcode"]:
        yield "postcode"
