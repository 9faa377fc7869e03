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
from complaints.actions.panels import (
    decide_objection,
    leave_panel,
    name_panel_member,
    object_panel,
    record_representation,
)
from complaints.actions.proceedings import (
    decide_publication,
    end_proceeding,
    fix_sitting,
    open_proceeding,
    postpone_sitting,
    record_answer,
    redirect_proceeding,
    refuse_hearing,
    send_back,
    supply_documents,
    warrant_hearing,
)
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
from complaints.actions.sittings import (
    decide_officer_appeal,
    impose_sanction,
    lodge_officer_appeal,
    record_findings,
    tell_officer,
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
    "decide_objection",
    "decide_officer_appeal",
    "decide_publication",
    "decide_risk",
    "declare_conflict",
    "decline",
    "determine",
    "dismiss_intervention",
    "do_task",
    "download",
    "end_marker",
    "end_proceeding",
    "enter_risk",
    "export",
    "extend_deadline",
    "finalise",
    "fix_sitting",
    "follow_up_intervention",
    "give_advice",
    "give_general_advice",
    "impose_restriction",
    "impose_sanction",
    "leave_panel",
    "lift_restriction",
    "link",
    "lodge_officer_appeal",
    "log",
    "log_contact",
    "log_letter",
    "log_policy",
    "log_witness_care",
    "look",
    "look_up",
    "mark_checklist",
    "mark_subject",
    "name_panel_member",
    "note",
    "notify",
    "object_panel",
    "open_enquiry",
    "open_intervention",
    "open_proceeding",
    "place",
    "plan_intervention",
    "postpone_sitting",
    "propose_restriction",
    "record",
    "record_advice",
    "record_answer",
    "record_attendance",
    "record_charge",
    "record_findings",
    "record_interview",
    "record_management_action",
    "record_mode",
    "record_representation",
    "record_response",
    "record_trial",
    "redirect_proceeding",
    "refer",
    "refer_cps",
    "refuse_hearing",
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
    "send_back",
    "serve_notice",
    "set_tags",
    "set_task",
    "start",
    "submit_report",
    "supply_documents",
    "tag",
    "tell_officer",
    "update_marker",
    "warrant_hearing",
    "withdraw",
    "withdraw_notice",
    "withdraw_question",
]
