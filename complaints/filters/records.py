"""What the trail says of a record of a case: "witness 2 needs", field by field."""

import re

from django.db.models import Field

from complaints.models import Case
from organisation.classification import FieldClass

_NAMED = re.compile(r"(.+) [0-9]+ (\w+)")
_MODELS = {
    str(each.related_model._meta.verbose_name): each.related_model
    for each in Case._meta.related_objects
    if hasattr(each.related_model, "table")
}


def _find(name: str):
    """(model, name of its field) of what an entry calls a record's field."""
    found = _NAMED.fullmatch(name)
    if found is None or found[1] not in _MODELS:
        return None, ""
    return _MODELS[found[1]], found[2]


def field_of(name: str) -> Field | None:
    """The field of the record that an entry names, if there is one."""
    model, field = _find(name)
    known = {each.name: each for each in model._meta.concrete_fields} if model else {}
    return known.get(field)


def class_of_record(name: str) -> FieldClass | None:
    """How closely it is held; None where no record is named."""
    model, field = _find(name)
    if model is None:
        return None
    return model.FIELD_CLASSES.get(field, FieldClass.IDENTITY)
