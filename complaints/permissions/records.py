"""What the verbs of the registers ask: who, in which state, of which case."""

from typing import Any

from casework.acting import check_right, check_state
from complaints.permissions.conflicts import check_has_no_conflict
from complaints.permissions.verbs import VerbState
from pages.refusals import Refused


def check_record_verb(verb: str, record: Any, *, by: Any) -> None:
    """Raise unless `by` may do `verb` to the record now: right, state, no conflict.

    Whoever manages a subject of its case takes no step of it, as none in the case.
    """
    check_right(record.table, verb, record, by=by)
    check_state(record.table, verb, record)
    check_cases(record.cases_concerned(), by=by)


def check_cases(cases: Any, *, by: Any) -> None:
    """Raise where `by` manages a subject of one of the cases that a record is about."""
    for case in cases:
        check_has_no_conflict(case, by=by)


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
