"""What the verbs of the registers ask: who, in which state, and what besides."""

from collections.abc import Callable
from typing import Any

from casework.acting import check_right, check_state
from complaints.permissions.verbs import VerbState
from pages.refusals import Refused

# By event: check(record, by=user).
RECORD_CONDITIONS: dict[str, Callable[..., None]] = {}


def check_record_verb(verb: str, record: Any, *, by: Any) -> None:
    """Raise unless `by` may do `verb` to the record now: right, state, condition."""
    check_right(record.table, verb, record, by=by)
    check_state(record.table, verb, record)
    condition = RECORD_CONDITIONS.get(f"{record.table.name}.{verb}")
    if condition:
        condition(record, by=by)


def record_verbs(record: Any, by: Any) -> list[VerbState]:
    """The verbs open in the record's state, each with the sentence that refuses it."""
    states = []
    for verb in record.table.verbs_from(record.status):
        try:
            check_record_verb(verb, record, by=by)
            refusal = ""
        except Refused as refused:
            refusal = refused.sentence
        states.append(VerbState(verb, record.table[verb].label, refusal))
    return states
