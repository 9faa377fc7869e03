"""Which cases a text names, in any of the ways in which people write a reference."""

import re

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from casework.references import written
from complaints.models import Case

# In a look-ahead, so that no match takes the beginning of the next one.
_NAMED = re.compile(
    r"(?=([a-z]{2})[\W_]{0,3}([0-9]{1,9})[\W_]{1,3}(?:20)?([0-9]{2})(?![0-9]))",
    re.IGNORECASE | re.ASCII,
)
_ADDRESS = "^/complaints/([A-Z]{2}-[0-9]+-[0-9]{2})/"


def references_in(text: str) -> set[str]:
    """`PC/00813/26` for "pc 813 26", "PC-00813-26" and the like."""
    return {
        written(prefix.upper(), int(year), int(serial))
        for prefix, serial, year in _NAMED.findall(text)
    }


def in_sight(rows: QuerySet, user, *, address: str) -> QuerySet:
    """Rows, but for those whose field `address` leads to a case closed to the user."""
    slug = Func(F(address), Value(_ADDRESS), function="substring")
    reference = Func(
        slug, Value("-"), Value("/"), function="replace", output_field=CharField()
    )
    seen = Case.objects.visible_to(user).filter(reference=OuterRef("names_case"))
    return rows.alias(names_case=reference).filter(
        Q(names_case=None) | Exists(seen),
    )
