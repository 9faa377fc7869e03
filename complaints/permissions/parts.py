"""What the verbs of the parts of a case ask: who, in which state, of which case."""

from collections.abc import Callable
from typing import Any

from casework.acting import check_state
from complaints.permissions import proceedings, routes
from complaints.permissions.appeals import check_can_be_appealed
from complaints.permissions.conflicts import check_has_no_conflict
from complaints.permissions.independence import check_is_no_witness
from complaints.permissions.ipcc import (
    check_can_refer,
    check_can_send_report,
    check_ipcc_approves,
    check_with_ipcc,
)
from complaints.permissions.logs import LOG_CONDITIONS
from complaints.permissions.sight import sees
from complaints.permissions.verbs import VerbState
from complaints.workflow import table_of
from organisation.classification import FieldClass
from pages.refusals import NotAllowed, Refused, WrongState

Condition = Callable[..., None]


def check_part_verb(verb: str, case: Any, part: Any, *, by: Any) -> None:
    """Raise unless `by` may do `verb` to this part of the case now.

    In this order: the right in the unit, sight of who is in the case, an open case,
    the state of the part, no conflict of interest, no evidence given in what is
    decided, the verb's own condition.
    """
    check_part_right(verb, case, part, by=by)
    if not case.is_open and verb not in IN_CLOSED_CASES:
        raise WrongState(
            f"{case} is closed: nothing is added to it.",
            what_next="Ask an appropriate authority to reopen it, if it was finalised.",
        )
    if verb in proceedings.BEFORE_STATE:
        proceedings.BEFORE_STATE[verb](case, part)
    check_state(table_of(verb), verb, part)
    check_has_no_conflict(case, by=by)
    if verb in DECIDING:
        check_is_no_witness(case, by=by)
    routes.check_route(verb, case, by=by)
    condition = PART_CONDITIONS.get(verb)
    if condition:
        condition(case, part, by=by)


def check_part_right(verb: str, case: Any, part: Any, *, by: Any) -> None:
    """What of it hangs on the person alone."""
    line = table_of(verb)[verb]
    right = part.right_of(line)
    knows = sees(case, by, FieldClass.IDENTITY)
    if not by.rights.allow(right, case.responsible_unit_id):
        # Nobody else learns from it which parts there are, nor of what kind.
        act = line.said_of(part if knows and part.status else case)
        ended = by.rights.why_not(right) if knows else ""
        raise NotAllowed(f"Your role does not allow you to {act}.{ended}")
    if not knows:
        raise NotAllowed(f"{case} is not with you, so you cannot add to it.")


def part_verbs(case: Any, part: Any, by: Any) -> list[VerbState]:
    """The verbs open in the part's state, each with the sentence that refuses it."""
    states = []
    for verb in part.table.verbs_from(part.status):
        try:
            check_part_verb(verb, case, part, by=by)
            refusal = ""
        except Refused as refused:
            refusal = refused.sentence
        states.append(VerbState(verb, part.table[verb].label, refusal))
    return states


# What a witness does not decide, though they had no other part in it.
DECIDING: frozenset[str] = frozenset(
    {"refer-cps", "send-cps-again", "record-findings", "impose-sanction"}
)
# Verbs that are done whatever became of the case: what others decide comes when it
# comes.
IN_CLOSED_CASES: frozenset[str] = frozenset(
    {
        *("send-cps-again", "record-advice", "record-charge"),
        *("fix-trial", "record-trial"),
        *("lodge-officer-appeal", "decide-officer-appeal", "decide-publication"),
        # What was imposed is told, and what a manager did is looked at again.
        *("tell-officer", "review-management-action"),
        # Of an appeal: no panel of proceedings is open any more.
        *("name-panel-member", "tell-panel", "object-panel", "decide-objection"),
        "leave-panel",
        *("record-mode", "log-ipcc-request", "answer-ipcc-request"),
        *("lodge-appeal", "send-appeal-papers", "decide-appeal"),
        "carry-out-direction",
    }
)
# What a verb asks besides: check(case, part, by=user).
PART_CONDITIONS: dict[str, Condition] = {
    **LOG_CONDITIONS,
    **proceedings.CONDITIONS,
    "refer": check_can_refer,
    "record-ipcc-terms": check_with_ipcc,
    "approve-investigator": check_ipcc_approves,
    "send-report-ipcc": check_can_send_report,
    "lodge-appeal": check_can_be_appealed,
}
