"""Which cases a text names, in any of the ways in which people write a reference."""

import re
from collections.abc import Collection, Iterable

from django.urls import reverse

from casework.references import written
from complaints.models import Case
from complaints.models.registers import Record

_YEAR = r"[\W_]{1,3}(?:20)?([0-9]{2})(?![0-9])"
# In a look-ahead, so that no match takes the beginning of the next one.
_REFERENCE = re.compile(
    rf"(?=([a-z]{{2}})[\W_]{{0,3}}([0-9]{{1,9}}){_YEAR})", re.IGNORECASE | re.ASCII
)
_NUMBER_ALONE = re.compile(rf"(?<![0-9])([0-9]{{5,9}})(?![0-9])(?!{_YEAR})", re.ASCII)
_RECORD = re.compile("([A-Z]{2}-[0-9]+-[0-9]{2})/")
_ADDRESS = re.compile("/complaints/([A-Z]{2}-[0-9]+-[0-9]{2})/")


def names_one(text: str, references: Collection[str]) -> bool:
    """Whether a text names one of these cases: PC/00813/26 as "pc 813 26" too.

    Or by its number alone, by which the search finds it.
    """
    named = {
        written(prefix.upper(), int(year), int(serial))
        for prefix, serial, year in _REFERENCE.findall(text)
    }
    if not named.isdisjoint(references):
        return True
    numbers = {int(serial) for serial, _ in _NUMBER_ALONE.findall(text)}
    return any(int(each.split("/")[1]) in numbers for each in references)


def names_number(text: str, numbers: Collection[str]) -> bool:
    """Whether a text names one of these members: in no reference, nor other number."""
    return any(
        re.search(rf"(?<![\w/-]){re.escape(each)}(?![\w/-])", text, re.IGNORECASE)
        for each in numbers
    )


def closed_to(user, addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that lead to a case the user may not know of.

    A case that several of them name on one page is asked for once.
    """
    leading = {
        each: found[1].replace("-", "/")
        for each in addresses
        if (found := _ADDRESS.match(each))
    }
    in_sight = user.rights.once("cases that addresses name", dict)
    if asked := set(leading.values()) - in_sight.keys():
        cases = Case.objects.visible_to(user).filter(reference__in=asked)
        seen = set(cases.values_list("reference", flat=True))
        in_sight.update((case, case in seen) for case in asked)
    return {each for each, case in leading.items() if not in_sight[case]}


def records_closed_to(user, addresses: Iterable[str]) -> set[str]:
    """Those that lead to a record of a register the user may not know of.

    A form that begins one leads to none.
    """
    closed: set[str] = set()
    for model in Record.__subclasses__():
        top = reverse(f"complaints:{model.table.name}s")
        leading = {
            each: found[1].replace("-", "/")
            for each in addresses
            if each.startswith(top) and (found := _RECORD.match(each, len(top)))
        }
        if leading:
            rows = model.objects.visible_to(user)
            rows = rows.filter(reference__in=set(leading.values()))
            seen = set(rows.values_list("reference", flat=True))
            closed |= {each for each, record in leading.items() if record not in seen}
    return closed
