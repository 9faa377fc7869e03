"""The roles of boroughs, of the authority and of the system."""

from accounts.permissions import Permission as P
from accounts.roles.duties import (
    CONTACT,
    DUTIES,
    HANDLES,
    INTERVENTIONS,
    INVESTIGATES,
    SUPERVISES,
    WORK,
)
from accounts.roles.role import Reach, Role, permits, sees

ALL = Reach.ALL
UNIT = Reach.UNIT
NEVER = Reach.NEVER

ELSEWHERE = (
    Role(
        "champion",
        "Professional Standards Champion",
        "Leads on complaints, conduct and performance in one borough: logs, records "
        "and works the borough's cases and names their handlers.",
        permits(
            P.CASE_RECORD_MANAGEMENT_ACTION,
            *INVESTIGATES,
            P.CASE_LOG,
            P.CASE_RECORD,
            P.CASE_DECLINE,
            P.CASE_ALLOCATE,
            P.CASE_START,
            P.CASE_SUBMIT_REPORT,
            P.CASE_NOTIFY,
            P.CASE_WITHDRAW,
            P.CASE_AMEND,
            P.CASE_EXTEND_DEADLINE,
            *DUTIES,
            *INTERVENTIONS,
            *SUPERVISES,
            P.CASE_TEST_REFERRAL,
            P.CASE_LODGE_APPEAL,
            P.CASE_CARRY_OUT_DIRECTION,
            *CONTACT,
            *HANDLES,
            P.CASE_ANSWER_DIRECTION,
            *WORK,
        ),
        sees(UNIT, UNIT, UNIT, UNIT),
        within_unit=True,
    ),
    Role(
        "local-manager",
        "Borough manager",
        "Handles a local case given to them by the borough's champion.",
        permits(
            P.CASE_RECORD_MANAGEMENT_ACTION,
            *INVESTIGATES,
            P.CASE_START,
            P.CASE_SUBMIT_REPORT,
            P.CASE_NOTIFY,
            P.CASE_WITHDRAW,
            P.CASE_AMEND,
            *HANDLES,
            *WORK,
        ),
        sees(UNIT, UNIT, UNIT, UNIT),
        within_unit=True,
    ),
    Role(
        "commander",
        "Borough commander",
        "Sees the borough's cases and figures without anybody's identity.",
        permits(P.CASE_EXPORT),
        sees(UNIT, UNIT, NEVER, NEVER),
        within_unit=True,
    ),
    Role(
        "business-owner",
        "Business owner of learning",
        "Answers the learning recommendations sent to their business group.",
        permits(),
        sees(Reach.SENT, Reach.SENT, NEVER, NEVER),
    ),
    Role(
        "mpa-member",
        "Member of the police authority",
        "Reads reference, kind, unit, category, dates and result; nobody's identity.",
        permits(),
        sees(ALL, NEVER, NEVER, NEVER),
    ),
    Role(
        "mpa-officer",
        "The authority's professional standards officer",
        "Reads what is official; an identity only by a reasoned, recorded reveal.",
        permits(P.CASE_EXPORT, P.CASE_REVEAL),
        sees(ALL, ALL, Reach.REVEAL, NEVER),
    ),
    Role(
        "system-administrator",
        "System administrator",
        "Accounts and reference data; cannot read a case.",
        frozenset({P.REFERENCE_EDIT, P.ACCOUNT_MANAGE, P.TRAIL_READ, P.JOB_READ_ALL}),
        sees(NEVER, NEVER, NEVER, NEVER),
    ),
)
