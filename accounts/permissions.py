"""Everything that anybody may be permitted to do, for the whole house.

Roles (accounts.roles) hold permissions; code asks for permissions, never for roles.
"""

from enum import StrEnum


class Permission(StrEnum):
    # The case's verbs: one for each line of complaints.workflow.
    CASE_LOG = "case.log"
    CASE_RECORD = "case.record"
    CASE_DECLINE = "case.decline"
    CASE_CHECK = "case.check"
    CASE_ASSESS = "case.assess"
    CASE_ALLOCATE = "case.allocate"
    CASE_START = "case.start"
    CASE_SUBMIT_REPORT = "case.submit-report"
    CASE_RETURN = "case.return"
    CASE_DETERMINE = "case.determine"
    CASE_NOTIFY = "case.notify"
    CASE_FINALISE = "case.finalise"
    CASE_REOPEN = "case.reopen"
    CASE_WITHDRAW = "case.withdraw"
    # Records with a life of their own in a case.
    CASE_MARK_SUBJECT = "case.mark-subject"
    CASE_REFER = "case.refer"
    CASE_RECORD_MODE = "case.record-mode"
    # Conduct: what comes before proceedings, and proceedings by who arranges them.
    CASE_ASSESS_SEVERITY = "case.assess-severity"
    CASE_SERVE_NOTICE = "case.serve-notice"
    CASE_RECORD_INTERVIEW = "case.record-interview"
    CASE_REFER_CPS = "case.refer-cps"
    CASE_RECORD_CPS = "case.record-cps"
    CASE_RECORD_MANAGEMENT_ACTION = "case.record-management-action"
    CASE_OPEN_PROCEEDING = "case.open-proceeding"
    CASE_REVIEW_HEARING = "case.review-hearing"
    CASE_REDIRECT_PROCEEDING = "case.redirect-proceeding"
    CASE_ARRANGE_MEETING = "case.arrange-meeting"
    CASE_ARRANGE_HEARING = "case.arrange-hearing"
    CASE_DECIDE_PUBLICATION = "case.decide-publication"
    # The same two for cases that somebody else handles.
    CASE_NOTIFY_ANY = "case.notify-any"
    CASE_WITHDRAW_ANY = "case.withdraw-any"
    # Work on a case that moves nothing.
    CASE_AMEND = "case.amend"
    CASE_NOTE = "case.note"
    CASE_SET_TASK = "case.set-task"
    CASE_ATTACH = "case.attach"
    CASE_LINK = "case.link"
    CASE_TAG = "case.tag"
    CASE_EXTEND_DEADLINE = "case.extend-deadline"
    CASE_RESTRICT = "case.restrict"
    CASE_VIEW_RESTRICTED = "case.view-restricted"
    CASE_EXPORT = "case.export"
    CASE_IMPORT = "case.import"
    CASE_REVEAL = "case.reveal"
    CONFLICT_DECIDE = "conflict.decide"
    # The Risk Register.
    RISK_READ = "risk.read"
    RISK_ENTER = "risk.enter"
    RISK_SCORE = "risk.score"
    RISK_DECIDE = "risk.decide"
    RISK_CLOSE = "risk.close"
    RISK_REOPEN = "risk.reopen"
    # Suspension from duty and restriction of duties.
    RESTRICTION_READ = "restriction.read"
    RESTRICTION_PROPOSE = "restriction.propose"
    RESTRICTION_IMPOSE = "restriction.impose"
    RESTRICTION_REFUSE = "restriction.refuse"
    RESTRICTION_REVIEW = "restriction.review"
    RESTRICTION_CARE = "restriction.care"
    RESTRICTION_LIFT = "restriction.lift"
    # The Complaints Intervention Scheme.
    INTERVENTION_READ = "intervention.read"
    INTERVENTION_OPEN = "intervention.open"
    INTERVENTION_PLAN = "intervention.plan"
    INTERVENTION_DISMISS = "intervention.dismiss"
    INTERVENTION_REVIEW = "intervention.review"
    INTERVENTION_COMPLETE = "intervention.complete"
    INTERVENTION_FOLLOW_UP = "intervention.follow-up"
    # Around the cases.
    TRAIL_READ = "trail.read"
    REFERENCE_EDIT = "reference.edit"
    ACCOUNT_MANAGE = "account.manage"
    JOB_READ_ALL = "job.read-all"
    API_READ = "api.read"
