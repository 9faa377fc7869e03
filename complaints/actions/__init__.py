"""The only writers of cases: one function for each verb.

actions.determine(case=case, by=user, at=now, version=3, ...)
"""

from complaints.actions.additions import (
    attach,
    do_task,
    link,
    note,
    place,
    restrict,
    set_tags,
    set_task,
    tag,
)
from complaints.actions.advice import (
    ask_advice,
    ask_general_advice,
    check_can_answer,
    give_advice,
    give_general_advice,
    withdraw_question,
)
from complaints.actions.amending import amend
from complaints.actions.authority import determine, reopen, return_to_investigator
from complaints.actions.checklists import mark_checklist
from complaints.actions.conduct import (
    assess_severity,
    record_interview,
    record_management_action,
    record_response,
    review_management_action,
    serve_notice,
    withdraw_notice,
)
from complaints.actions.conflicts import decide_conflict, declare_conflict
from complaints.actions.cps import record_advice, record_charge, record_trial, refer_cps
from complaints.actions.ending import finalise, notify, withdraw
from complaints.actions.exporting import ask_for_export, export
from complaints.actions.extending import extend_deadline
from complaints.actions.intake import decline, log, record
from complaints.actions.interventions import (
    complete_intervention,
    dismiss_intervention,
    follow_up_intervention,
    open_intervention,
    plan_intervention,
    review_intervention,
)
from complaints.actions.investigating import start, submit_report
from complaints.actions.ipcc import record_mode, refer
from complaints.actions.letters import log_letter
from complaints.actions.logs import (
    check_proportionality,
    close_enquiry,
    log_contact,
    log_policy,
    open_enquiry,
    replace_policy,
    review_strategy,
)
from complaints.actions.markers import end_marker, mark_subject, update_marker
from complaints.actions.quality import allocate, assess, check
from complaints.actions.reading import consult, download, look, look_up, reveal
from complaints.actions.restrictions import (
    care_restriction,
    impose_restriction,
    lift_restriction,
    propose_restriction,
    refuse_restriction,
    review_restriction,
)
from complaints.actions.risks import (
    close_risk,
    decide_risk,
    enter_risk,
    reopen_risk,
    score_risk,
)
from complaints.actions.witnesses import (
    add_witness,
    amend_witness,
    log_witness_care,
    record_attendance,
    release_witness,
)

__all__ = [
    "add_witness",
    "allocate",
    "amend",
    "amend_witness",
    "ask_advice",
    "ask_for_export",
    "ask_general_advice",
    "assess",
    "assess_severity",
    "attach",
    "care_restriction",
    "check",
    "check_can_answer",
    "check_proportionality",
    "close_enquiry",
    "close_risk",
    "complete_intervention",
    "consult",
    "decide_conflict",
    "decide_risk",
    "declare_conflict",
    "decline",
    "determine",
    "dismiss_intervention",
    "do_task",
    "download",
    "enter_risk",
    "export",
    "extend_deadline",
    "finalise",
    "follow_up_intervention",
    "give_advice",
    "give_general_advice",
    "impose_restriction",
    "lift_restriction",
    "link",
    "log",
    "log_contact",
    "log_letter",
    "log_policy",
    "log_witness_care",
    "look",
    "look_up",
    "end_marker",
    "mark_subject",
    "update_marker",
    "mark_checklist",
    "note",
    "notify",
    "open_enquiry",
    "open_intervention",
    "place",
    "plan_intervention",
    "propose_restriction",
    "record",
    "record_advice",
    "record_attendance",
    "record_charge",
    "record_interview",
    "record_management_action",
    "record_mode",
    "record_response",
    "record_trial",
    "refer",
    "refer_cps",
    "refuse_restriction",
    "release_witness",
    "reopen",
    "reopen_risk",
    "replace_policy",
    "restrict",
    "return_to_investigator",
    "reveal",
    "review_intervention",
    "review_management_action",
    "review_restriction",
    "review_strategy",
    "score_risk",
    "serve_notice",
    "set_tags",
    "set_task",
    "start",
    "submit_report",
    "tag",
    "withdraw",
    "withdraw_notice",
    "withdraw_question",
]
