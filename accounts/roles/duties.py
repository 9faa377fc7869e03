"""Permissions that go together: what one kind of work asks for."""

from accounts.permissions import Permission as P

WORK = (
    *(P.CASE_NOTE, P.CASE_SET_TASK, P.CASE_ATTACH, P.CASE_LINK, P.CASE_EXPORT),
    *(P.CASE_LOG_CONTACT, P.CASE_LOG_LETTER, P.CASE_ASK_ADVICE, P.CASE_MARK_CHECKLIST),
)
# At first contact, in the directorate and in each borough (source 002).
CONTACT = (P.CASE_OFFER_RECOVERY, P.CASE_RESOLVE_AT_CONTACT)
# Whoever handles a case resolves it locally, or certifies that it is graver than that.
HANDLES = (
    *(P.CASE_OFFER_RESOLUTION, P.CASE_COMPLETE_RESOLUTION),
    P.CASE_CERTIFY_REQUIREMENTS,
)
# Which route a case takes is decided, and applied for, above its handler.
ROUTES = (
    *(P.CASE_HANDLE_DIRECTION, P.CASE_ANSWER_DIRECTION, P.CASE_APPLY_DISPENSATION),
    *(P.CASE_APPLY_DISCONTINUANCE, P.CASE_SUSPEND_SUB_JUDICE),
)
# Whom senior management asks about risk, and who answers for it (source 002).
RISKS = (P.RISK_READ, P.RISK_SCORE, P.RISK_DECIDE, P.RISK_CLOSE, P.RISK_REOPEN)
# Who works with a suspended officer; the director decides (domain.md 3.7, 7.8).
DUTIES = (
    P.RESTRICTION_READ,
    P.RESTRICTION_PROPOSE,
    P.RESTRICTION_CARE,
    P.RESTRICTION_TELL,
    P.CASE_MARK_SUBJECT,
)
# The borough's champion runs the scheme there; DPS may step in (domain.md 7.6).
INTERVENTIONS = (
    P.INTERVENTION_READ,
    P.INTERVENTION_OPEN,
    P.INTERVENTION_PLAN,
    P.INTERVENTION_DISMISS,
    P.INTERVENTION_REVIEW,
    P.INTERVENTION_COMPLETE,
    P.INTERVENTION_FOLLOW_UP,
)
# What whoever investigates does towards officers and witnesses, and writes down.
INVESTIGATES = (
    *(P.CASE_SERVE_NOTICE, P.CASE_RECORD_INTERVIEW),
    *(P.CASE_KEEP_LOG, P.CASE_CARE_FOR_WITNESS),
)
# What a supervisor does who does not handle the case.
SUPERVISES = (P.CASE_REVIEW_STRATEGY, P.CASE_CHECK_PROPORTIONALITY)
# The civil actions unit works on claims; senior management authorises settlements.
CLAIMS = (
    *(P.CLAIM_READ, P.CLAIM_ENTER, P.CLAIM_AMEND, P.CLAIM_RESERVE),
    *(P.CLAIM_SETTLE, P.CLAIM_CONCLUDE, P.CLAIM_REOPEN),
)
FOI = (P.FOI_READ, P.FOI_RECEIVE, P.FOI_AMEND, P.FOI_DECIDE, P.FOI_REOPEN)
INTELLIGENCE = (
    *(P.INTELLIGENCE_READ, P.INTELLIGENCE_COUNT, P.INTELLIGENCE_RECEIVE),
    *(P.INTELLIGENCE_AMEND, P.INTELLIGENCE_ALLOCATE, P.INTELLIGENCE_CLOSE),
    P.INTELLIGENCE_REOPEN,
)
COMMAND_READS = (P.CLAIM_READ, P.CLAIM_AUTHORISE, P.FOI_READ)
