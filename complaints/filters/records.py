"""What the trail says of a record of a case: "witness 2 needs", field by field."""

import re
from functools import cached_property
from typing import Any

from django.db.models import Field

from complaints.models import Case, law
from complaints.models.law import Purpose
from organisation.classification import FieldClass

# Of what the codes of grounds are that fields hold, where their models do not say.
_PURPOSES = {
    "Appeal": {
        "grounds": (
            *(Purpose.APPEAL_RECORDING, Purpose.APPEAL_RESOLUTION),
            Purpose.APPEAL_INVESTIGATION,
        )
    },
    "Claim": {
        "grounds": (
            *(Purpose.CIVIL_ACTION, Purpose.ACCIDENT, Purpose.TRIBUNAL_CASE),
            Purpose.INQUEST,
        )
    },
    "FoiRequest": {"refusal_grounds": (Purpose.FOI_REFUSAL,)},
    "IpccApplication": {"grounds": (Purpose.DISPENSATION, Purpose.DISCONTINUANCE)},
    "OfficerAppeal": {"grounds": (Purpose.APPEAL_MEETING, Purpose.APPEAL_TRIBUNAL)},
    "Proceeding": {"moved_ground": (Purpose.EXTENSION,)},
    "ReferralTest": dict.fromkeys(
        ("met", "not_met"), (Purpose.REFERRAL, Purpose.VOLUNTARY_REFERRAL)
    ),
    "Restriction": {"basis": (Purpose.DUTY_SUSPENSION, Purpose.DUTY_RESTRICTION)},
}
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


class GroundNames:
    """What the grounds are called that fields hold codes of; the law is read once."""

    @cached_property
    def _law(self) -> Any:
        return law.load()

    def of(self, field: Field, code: str) -> str:
        """Its name; blank where the field holds no such codes."""
        codes = getattr(field.model, "codes", {})
        codes = codes | _PURPOSES.get(field.model.__name__, {})
        purposes = codes.get(field.name, ())
        if not purposes:
            return ""
        purposes = [purposes] if isinstance(purposes, str) else purposes
        return str(self._law.ground_name(purposes, code))


def class_of_record(name: str) -> FieldClass | None:
    """How closely it is held; None where no record is named."""
    model, field = _find(name)
    if model is None:
        return None
    return model.FIELD_CLASSES.get(field, FieldClass.IDENTITY)
