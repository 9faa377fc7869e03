"""Who may do what to a case, and see what of it."""

from complaints.permissions.answering import why_none_to_answer
from complaints.permissions.clocks import check_can_extend_deadline
from complaints.permissions.conflicts import (
    check_can_decide_conflict,
    check_can_take_part,
    check_has_no_conflict,
)
from complaints.permissions.independence import (
    check_is_independent,
    had_parts_in,
    matter_of,
    parts_had,
)
from complaints.permissions.parts import (
    check_part_right,
    check_part_verb,
    part_verbs,
)
from complaints.permissions.proceedings import check_can_arrange
from complaints.permissions.records import check_record_verb, record_verbs
from complaints.permissions.sight import HIDDEN, Hidden, RecordSight, Sight, sees
from complaints.permissions.verbs import (
    OWN_CONDITIONS,
    VerbState,
    check_can_allocate_to,
    check_can_check,
    check_can_determine,
    check_can_notify,
    check_can_start,
    check_can_submit_report,
    check_can_withdraw,
    check_verb,
    verbs_for,
)
from complaints.permissions.work import (
    check_can_amend,
    check_can_extend,
    check_can_work,
)

__all__ = [
    "HIDDEN",
    "OWN_CONDITIONS",
    "Hidden",
    "RecordSight",
    "Sight",
    "VerbState",
    "check_can_allocate_to",
    "check_can_amend",
    "check_can_arrange",
    "check_can_check",
    "check_can_decide_conflict",
    "check_can_determine",
    "check_can_extend",
    "check_can_extend_deadline",
    "check_can_notify",
    "check_can_start",
    "check_can_submit_report",
    "check_can_take_part",
    "check_can_withdraw",
    "check_can_work",
    "check_has_no_conflict",
    "check_is_independent",
    "check_part_right",
    "check_part_verb",
    "check_record_verb",
    "check_verb",
    "had_parts_in",
    "matter_of",
    "part_verbs",
    "parts_had",
    "record_verbs",
    "sees",
    "verbs_for",
    "why_none_to_answer",
]
