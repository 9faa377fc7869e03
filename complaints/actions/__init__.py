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
from complaints.actions.amending import amend
from complaints.actions.authority import determine, reopen, return_to_investigator
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

__all__ = [
    "allocate",
    "complete_intervention",
    "dismiss_intervention",
    "follow_up_intervention",
    "open_intervention",
    "plan_intervention",
    "review_intervention",
    "care_restriction",
    "impose_restriction",
    "lift_restriction",
    "propose_restriction",
    "refuse_restriction",
    "review_restriction",
    "amend",
    "ask_for_export",
    "assess",
    "assess_severity",
    "attach",
    "check",
    "close_risk",
    "consult",
    "decide_conflict",
    "declare_conflict",
    "decide_risk",
    "decline",
    "determine",
    "do_task",
    "download",
    "enter_risk",
    "export",
    "extend_deadline",
    "finalise",
    "link",
    "log",
    "look",
    "look_up",
    "end_marker",
    "mark_subject",
    "update_marker",
    "note",
    "notify",
    "place",
    "record",
    "record_advice",
    "record_charge",
    "record_interview",
    "record_management_action",
    "record_mode",
    "record_response",
    "record_trial",
    "refer",
    "refer_cps",
    "reopen",
    "reopen_risk",
    "restrict",
    "return_to_investigator",
    "reveal",
    "score_risk",
    "review_management_action",
    "serve_notice",
    "set_tags",
    "set_task",
    "start",
    "submit_report",
    "tag",
    "withdraw",
    "withdraw_notice",
]
