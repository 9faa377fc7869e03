"""Cases asked for by what was given to them: a reference, a number, an address.

No words are compared here, so each asks an index of its own.
"""

import re

from django.db.models import Q, QuerySet

from complaints.models import Case, Complainant
from organisation.classification import FieldClass

_REFERENCE = re.compile(r"([A-Za-z]{2})[/\s-]?([0-9]{1,9})[/\s-]([0-9]{2})", re.ASCII)
_SERIAL = re.compile(r"(?:([A-Za-z]{2})[/\s-]?)?([0-9]{1,9})(?:/([0-9]{2}))?", re.ASCII)
_EMAIL = re.compile(r"[^\s@\"]+@[^\s@\"]+")
_CENTURIES = (1900, 2000)


def referred_to(words: str, user) -> list[Case]:
    """The case of a reference typed any way people type it."""
    match = _REFERENCE.fullmatch(words)
    if match is None:
        return []
    prefix, serial, year = match.groups()
    reference = f"{prefix.upper()}/{int(serial):05}/{year}"
    rows = Case.objects.visible_to(user).filter(reference=reference)
    return list(rows.with_list_details())


def numbered(words: str, user, most: int) -> list[Case]:
    """Cases of a number with or without its zeros, its kind and its year."""
    match = _SERIAL.fullmatch(words)
    if match is None:
        return []
    prefix, serial, year = match.groups()
    asked = Q(reference_serial=int(serial))
    if prefix:
        asked &= Q(kind=prefix.upper())
    if year:
        asked &= Q(reference_year__in=[each + int(year) for each in _CENTURIES])
    rows = Case.objects.visible_to(user).filter(asked)
    return list(rows.order_by("-reference_year", "pk").with_list_details()[:most])


def of_email(words: str, user) -> QuerySet[Case] | None:
    """Cases in which the user sees that a complainant has this e-mail address.

    None where the words are no address, or nobody's that the user sees.
    """
    if not _EMAIL.fullmatch(words):
        return None
    of_it = Complainant.objects.exclude(person__email="")
    keys = list(
        of_it.filter(person__email__iexact=words).values_list("case", flat=True)
    )
    rows = Case.objects.showing(user, FieldClass.IDENTITY).filter(pk__in=keys)
    return rows if keys and rows.exists() else None
