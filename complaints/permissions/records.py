"""What the verbs of the registers ask: who, in which state, of which case."""

from typing import Any

from casework.acting import check_right, check_state
from complaints.permissions.conflicts import ASK, manages_a_subject
from complaints.permissions.verbs import VerbState
from pages.refusals import NotAllowed, Refused


def check_record_verb(verb: str, record: Any, *, by: Any) -> None:
    """Raise unless `by` may do `verb` to the record now: right, state, no conflict.

    Whoever manages a subject of its case takes no step of it, as none in the case.
    """
    check_right(record.table, verb, record, by=by)
    check_state(record.table, verb, record)
    # Not which case: some that it is about may be out of their sight.
    if any(manages_a_subject(by, case) for case in record.cases_concerned):
        raise NotAllowed(
            f"You cannot do this in {record}, because you have a conflict of interest "
            "in a case that it is about.",
            what_next=ASK,
        )


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
