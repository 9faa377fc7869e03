"""What the pages that all rooms share tell of cases, and to whom: said at the start.

In no view, so that a process without pages knows it too.
"""

from collections.abc import Iterable
from functools import partial

from django.urls import reverse

from accounts.permissions import Permission
from casework import drafts, out_of_sight, timeline, trail_scope
from complaints.filters.called import called
from complaints.filters.history import class_of
from complaints.filters.naming import (
    closed_to,
    names_number,
    names_one,
    records_closed_to,
)
from complaints.filters.registers import RecordWording
from complaints.filters.wording import TOLD, CaseWording
from complaints.models import Case
from complaints.models.registers import Record
from organisation.classification import FieldClass


def register() -> None:
    """Called once, when Candour starts."""
    for event, (sentence, group) in TOLD.items():
        timeline.tell_as(event, sentence, group)
    timeline.word_as("case", CaseWording)
    trail_scope.classify("case", class_of)
    trail_scope.call("case", called)
    trail_scope.bar("case", barred_to, named_in=names_one)
    trail_scope.bar("sanction", _own_number, named_in=names_number)
    for model in Record.__subclasses__():
        noun = model.table.name
        timeline.word_as(noun, partial(RecordWording, model))
        trail_scope.classify(noun, partial(_class_in, model))
        if hasattr(model.objects, "barred_to"):
            trail_scope.bar(noun, partial(_records_barred_to, model))
    out_of_sight.tell_by(closed_to)
    out_of_sight.tell_by(records_closed_to)
    out_of_sight.tell_by(intakes_closed_to)
    drafts.keep_whole(intake_of)


def barred_to(user):
    """Nobody reads in the trail of a case they are barred from."""
    return Case.objects.barred_to(user).values_list("reference", flat=True)


def _own_number(user) -> list[str]:
    """Nor of what was imposed on themselves before."""
    return [user.member.number] if user.member_id else []


def _records_barred_to(model: type[Record], user):
    """Nor of a record about themselves, or of such a case."""
    return model.objects.barred_to(user).values_list("reference", flat=True)


def _class_in(model: type[Record], name: str) -> FieldClass:
    """How closely an entry's field is held: what is no field, as its words are."""
    return model.FIELD_CLASSES.get(name, model.telling)


def intakes_closed_to(user, addresses: Iterable[str]) -> set[str]:
    """Forms of new cases, to somebody who may log none any more."""
    if user.rights.allow(Permission.CASE_LOG):
        return set()
    new = reverse("complaints:new")
    return {each for each in addresses if each.startswith(new)}


def intake_of(address: str) -> str:
    """The intake that the form at an address is a step of; any other form is itself."""
    new = reverse("complaints:new")
    if not address.startswith(new):
        return address
    key, _, _ = address.removeprefix(new).partition("/")
    return f"{new}{key}/"
