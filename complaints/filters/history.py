"""What of a case's trail one reader sees: the same for the page and for the API."""

from collections.abc import Iterable
from typing import Any

from audit.trail import Entry
from complaints import events
from complaints.filters.records import class_of_record
from complaints.models import Case
from complaints.models.characteristics import CODES
from complaints.permissions import RecordSight, Sight
from organisation.classification import FieldClass

# Fields of trail entries that tell nobody who anybody is, besides those of the case.
_OFFICIAL = frozenset(
    {
        *("allegations", "complainants", "subjects", "letter_on", "request_on"),
        *("risk_public", "risk_officers", "risk_organisation", "response", "to_cps"),
        *("due_on", "owner", "readers", "category", "strands", "page", "conflict"),
        *("recommended", "result", "cases", "history", "ruling", "told_apart"),
    }
)
_NAMING_OTHERS = ("link", "told_apart")
_OFFICIAL_STARTS = ("result ", "recommended ", "tag ")
_OFFICIAL_ENDS = (" added", " done")


def class_of(field: str) -> FieldClass:
    """How closely the value of a trail entry's field is held; identity if unknown."""
    name = field.rpartition(" ")[2]
    if of_record := class_of_record(field):
        return of_record
    if name in CODES:
        return FieldClass.SPECIAL
    official = (
        name in _OFFICIAL
        or field.startswith(_OFFICIAL_STARTS)
        or field.endswith(_OFFICIAL_ENDS)
    )
    if official:
        return FieldClass.OFFICIAL
    return Case.FIELD_CLASSES.get(field, FieldClass.IDENTITY)


class Seen:
    """What the reader of a case sees of these entries of its trail.

    A link names another case: it is told to those who may know of that one too.
    """

    def __init__(self, sight: Sight, entries: Iterable[Entry]):
        self._sight = sight
        linked = {reference for entry in entries for reference in _linked(entry)}
        self._in_reach = set()
        if linked:
            known = Case.objects.visible_to(sight.user).filter(reference__in=linked)
            self._in_reach = set(known.values_list("reference", flat=True))

    def field(self, entry: Entry, name: str) -> bool:
        """Whether the values of this field are shown."""
        if name in _NAMING_OTHERS and not self._knows_other(entry):
            return False
        return self._sight.shows_class(class_of(name))

    def words(self, entry: Entry) -> bool:
        """Whether its reason and the sentence that refused it are shown."""
        if entry.event == events.LINK and not self._knows_other(entry):
            return False
        return self._sight.identity

    def changes(self, entry: Entry) -> dict[str, Any]:
        """{field: [before, after]} of what is shown."""
        return {
            name: pair
            for name, pair in entry.changes.items()
            if self.field(entry, name)
        }

    def _knows_other(self, entry: Entry) -> bool:
        """False too where the entry does not say which case it was."""
        linked = _linked(entry)
        return bool(linked) and linked <= self._in_reach


class RecordSeen(Seen):
    """What the reader of a record of a register sees of its trail, in the same way."""

    _sight: RecordSight

    def field(self, entry: Entry, name: str) -> bool:
        if name in _NAMING_OTHERS:
            return self._knows_other(entry)
        record = self._sight.case
        if name in record.FIELD_CLASSES:
            return self._sight.shows(record, name)
        return name == "page" or self._sight.tells

    def words(self, entry: Entry) -> bool:
        if _linked(entry) and not self._knows_other(entry):
            return False
        return self._sight.tells


def _linked(entry: Entry) -> set[str]:
    """References of the cases that an entry links this one with, or tells it from."""
    values = [each for name in _NAMING_OTHERS for each in entry.changes.get(name, ())]
    return {
        one
        for value in values
        for one in (value if isinstance(value, list) else [value])
        if one
    }
