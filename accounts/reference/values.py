"""A reference row's values: for the trail, for comparing, and in people's words."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from accounts.reference.registry import Table, get
from audit.values import kept
from pages.templatetags.components import short_day

LABELS = {
    "accreditation": "Training on record",
    "appeal": "Appeal at its end",
    "authority_member": "Member of the authority",
    "body": "Text",
    "breach": "A breach",
    "clock": "Deadline",
    "closed_on": "Closed",
    "day_unit": "Counted in",
    "consent": "Needs consent",
    "discriminatory": "Names the strand",
    "duty": "What is to be done",
    "email": "E-mail address",
    "ends_service": "Ends service",
    "extendable_months": "Months of an extension",
    "field": "About",
    "finding": "Offered as a finding",
    "force_code": "Two-letter code",
    "from_on": "From",
    "group": "Belongs to",
    "held_on": "Held on",
    "investigates": "Makes an investigator",
    "joined_on": "Joined",
    "kinds": "For",
    "least_rank": "Least rank",
    "left_on": "Left",
    "means": "What follows",
    "months_live": "Months live",
    "months_valid": "Months valid",
    "needs": "Only where there was",
    "notice_days": "Days of notice",
    "number": "Number",
    "officer": "Officer of the authority",
    "on_date": "Date",
    "opened_on": "Opened",
    "outside": "From outside the force",
    "retired_on": "Retired from",
    "rule": "Read from the case",
    "reviewed": "Reviewed by the Hearings Office",
    "senior": "Senior to the officer",
    "senior_to_panel": "Senior to whoever held what is appealed against",
    "staff": "Police staff too",
    "starts_at": "Clock starts",
    "timing": "How its time runs",
    "to_answer": "Case to answer",
    "to_on": "Last day",
    "unless": "Not where there was",
    "unverified": "Unverified",
}

# How a field is spoken of in a sentence, where "the" and its label would read oddly.
CALLED = {
    "authority_member": "the member of the authority",
    "clock": "the code of the deadline",
    "closed_on": "the day it closed",
    "day_unit": "what it is counted in",
    "extendable_months": "the number of months",
    "field": "what it is about",
    "from_on": "the first day",
    "group": "what it belongs to",
    "held_on": "the date of the meeting",
    "joined_on": "the date joined",
    "kinds": "the kinds of case it is for",
    "left_on": "the date left",
    "months_live": "the number of months",
    "months_valid": "the number of months",
    "notice_days": "the number of days",
    "opened_on": "the day it opened",
    "retired_on": "the day it is retired from",
    "to_on": "the last day",
}


def called(name: str) -> str:
    return CALLED.get(name, f"the {label_of(name).lower()}")


def label_of(name: str) -> str:
    words = name.replace("_", " ")
    return LABELS.get(name, words[:1].upper() + words[1:])


def kept_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON; another row stands as its key."""
    return {name: _kept(value) for name, value in values.items()}


def values_of(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _kept(value: Any) -> Any:
    return get(type(value)).key_of(value) if isinstance(value, Model) else kept(value)


def fingerprint(table: Table, row: Model) -> str:
    """Tells whether the row has changed since somebody opened its form."""
    values = kept_values(values_of(row, table.fields))
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:32]


def words_of(row: Model, name: str) -> str:
    """A field's value as people read it."""
    display = getattr(row, f"get_{name}_display", None)
    return in_words(display() if display else getattr(row, name))


def in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
