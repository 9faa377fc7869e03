"""Who may do what, and see what: the whole policy, on two screens.

Roles are code; who holds which, where and when is data (`Posting`). `docs/roles.md`
is printed from here. Slugs and classes are those of interface.md.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from accounts.permissions import Permission as P
from organisation.classification import FieldClass as C


class Reach(StrEnum):
    """How far a role sees fields of one class."""

    ALL = "all"  # the whole force
    RECORDED = "all, recorded"  # the whole force, each reading recorded
    OWN = "own"  # handled by, sent to, or with the unit of the person
    UNIT = "own unit"  # responsible unit is the unit of the posting
    REVEAL = "reveal with reason, recorded"
    COUNTS = "counts only"
    SENT = "what was sent"
    NEVER = "-"


@dataclass(frozen=True)
class Role:
    """A role: name and description for people, permissions and reach for code."""

    slug: str
    name: str
    description: str
    permissions: frozenset[P] = frozenset()
    sees: dict[C, Reach] = field(default_factory=dict)
    within_unit: bool = False  # rights hold only for cases of the posting's unit

    def reach(self, field_class: C) -> Reach:
        """How far this role sees `field_class`; never, unless granted."""
        return self.sees.get(field_class, Reach.NEVER)


def _sees(public, official, identity, special, intelligence=Reach.NEVER):
    return dict(
        zip(C, (public, official, identity, special, intelligence), strict=True)
    )


def _permits(*permissions: P) -> frozenset[P]:
    return frozenset({P.API_READ, *permissions})


_WORK = (
    *(P.CASE_NOTE, P.CASE_SET_TASK, P.CASE_ATTACH, P.CASE_LINK, P.CASE_EXPORT),
    *(P.CASE_LOG_CONTACT, P.CASE_LOG_LETTER, P.CASE_ASK_ADVICE, P.CASE_MARK_CHECKLIST),
)
# At first contact, in the directorate and in each borough (source 002).
_CONTACT = (P.CASE_OFFER_RECOVERY, P.CASE_RESOLVE_AT_CONTACT)
# Whoever handles a case resolves it locally, or certifies that it is graver than that.
_HANDLES = (
    *(P.CASE_OFFER_RESOLUTION, P.CASE_COMPLETE_RESOLUTION),
    P.CASE_CERTIFY_REQUIREMENTS,
)
# Which route a case takes is decided, and applied for, above its handler.
_ROUTES = (
    *(P.CASE_HANDLE_DIRECTION, P.CASE_ANSWER_DIRECTION, P.CASE_APPLY_DISPENSATION),
    *(P.CASE_APPLY_DISCONTINUANCE, P.CASE_SUSPEND_SUB_JUDICE),
)
# Whom senior management asks about risk, and who answers for it (source 002).
_RISKS = (P.RISK_READ, P.RISK_SCORE, P.RISK_DECIDE, P.RISK_CLOSE, P.RISK_REOPEN)
# Who works with a suspended officer; the director decides (domain.md 3.7, 7.8).
_DUTIES = (
    P.RESTRICTION_READ,
    P.RESTRICTION_PROPOSE,
    P.RESTRICTION_CARE,
    P.CASE_MARK_SUBJECT,
)
# The borough's champion runs the scheme there; DPS may step in (domain.md 7.6).
_INTERVENTIONS = (
    P.INTERVENTION_READ,
    P.INTERVENTION_OPEN,
    P.INTERVENTION_PLAN,
    P.INTERVENTION_DISMISS,
    P.INTERVENTION_REVIEW,
    P.INTERVENTION_COMPLETE,
    P.INTERVENTION_FOLLOW_UP,
)
# What whoever investigates does towards officers and witnesses, and writes down.
_INVESTIGATES = (
    *(P.CASE_SERVE_NOTICE, P.CASE_RECORD_INTERVIEW),
    *(P.CASE_KEEP_LOG, P.CASE_CARE_FOR_WITNESS),
)
# What a supervisor does who does not handle the case.
_SUPERVISES = (P.CASE_REVIEW_STRATEGY, P.CASE_CHECK_PROPORTIONALITY)
# The civil actions unit works on claims; senior management authorises settlements.
_CLAIMS = (
    *(P.CLAIM_READ, P.CLAIM_ENTER, P.CLAIM_AMEND, P.CLAIM_RESERVE),
    *(P.CLAIM_SETTLE, P.CLAIM_CONCLUDE, P.CLAIM_REOPEN),
)
_FOI = (P.FOI_READ, P.FOI_RECEIVE, P.FOI_AMEND, P.FOI_DECIDE, P.FOI_REOPEN)
_INTELLIGENCE = (
    *(P.INTELLIGENCE_READ, P.INTELLIGENCE_COUNT, P.INTELLIGENCE_RECEIVE),
    *(P.INTELLIGENCE_AMEND, P.INTELLIGENCE_ALLOCATE, P.INTELLIGENCE_CLOSE),
    P.INTELLIGENCE_REOPEN,
)
_COMMAND_READS = (P.CLAIM_READ, P.CLAIM_AUTHORISE, P.FOI_READ)
_ALL, _OWN, _UNIT, _NEVER = Reach.ALL, Reach.OWN, Reach.UNIT, Reach.NEVER
_RECORDED = Reach.RECORDED

_ROLES = (
    Role(
        "cst-officer",
        "Customer Service Team officer",
        "First contact: logs and records complaints and conduct matters, writes the "
        "first risk assessment and tells people the outcome.",
        _permits(
            P.CASE_LOG,
            P.CASE_RECORD,
            P.CASE_DECLINE,
            P.CASE_AMEND,
            P.CASE_NOTIFY,
            P.CASE_NOTIFY_ANY,
            P.CASE_CARE_FOR_WITNESS,
            P.CASE_TEST_REFERRAL,
            P.CASE_LODGE_APPEAL,
            *_CONTACT,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _ALL, _OWN),
    ),
    Role(
        "cst-manager",
        "Customer Service Team manager",
        "Line manager's first quality check of every case, finalisation, "
        "legacy imports.",
        _permits(
            P.CASE_LOG,
            P.CASE_RECORD,
            P.CASE_DECLINE,
            P.CASE_CHECK,
            P.CASE_AMEND,
            P.CASE_FINALISE,
            P.CASE_WITHDRAW,
            P.CASE_WITHDRAW_ANY,
            P.CASE_TAG,
            P.CASE_IMPORT,
            P.CASE_TEST_REFERRAL,
            P.CASE_DIRECT_RECORDING,
            P.CASE_LODGE_APPEAL,
            P.CASE_DECIDE_APPEAL,
            P.CASE_CARRY_OUT_DIRECTION,
            *_CONTACT,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _ALL, _OWN),
    ),
    Role(
        "team-inspector",
        "DPS team Detective Inspector",
        "Assesses the response and the risk to the public, officers and the "
        "organisation; allocates and supervises.",
        _permits(
            *_INVESTIGATES,
            P.CASE_ASSESS,
            P.CASE_ALLOCATE,
            P.CASE_REFER,
            P.CASE_RECORD_MODE,
            P.CASE_AMEND,
            P.CASE_TAG,
            P.CASE_RESTRICT,
            P.CONFLICT_DECIDE,
            P.CASE_EXTEND_DEADLINE,
            P.RISK_READ,
            P.RISK_ENTER,
            P.RISK_SCORE,
            *_DUTIES,
            *_INTERVENTIONS,
            *_SUPERVISES,
            P.CASE_TEST_REFERRAL,
            P.CASE_WORK_WITH_IPCC,
            P.CASE_RECEIVE_IPCC_REPORT,
            P.CASE_LODGE_APPEAL,
            P.CASE_DECIDE_APPEAL,
            P.CASE_CARRY_OUT_DIRECTION,
            *_ROUTES,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _OWN, _OWN),
    ),
    Role(
        "investigator",
        "Investigating officer in DPS",
        "Investigates cases allocated to them and reports.",
        _permits(
            P.CASE_RECORD_CPS,
            *_INVESTIGATES,
            P.CASE_START,
            P.CASE_SUBMIT_REPORT,
            P.CASE_NOTIFY,
            P.CASE_WITHDRAW,
            P.CASE_AMEND,
            P.CASE_WORK_WITH_IPCC,
            P.CASE_CARRY_OUT_DIRECTION,
            *_HANDLES,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _OWN, _OWN),
    ),
    Role(
        "appropriate-authority",
        "Appropriate authority",
        "Detective Chief Inspector who decides completed cases, borough cases too.",
        _permits(
            P.CASE_ASSESS_SEVERITY,
            P.CASE_REFER_CPS,
            P.CASE_RECORD_CPS,
            P.CASE_REDIRECT_PROCEEDING,
            P.CASE_RETURN,
            P.CASE_DETERMINE,
            P.CASE_REOPEN,
            P.CASE_REFER,
            P.CASE_RECORD_MODE,
            P.CASE_RESTRICT,
            P.CONFLICT_DECIDE,
            P.CASE_EXTEND_DEADLINE,
            *_DUTIES,
            P.INTERVENTION_READ,
            P.CASE_TEST_REFERRAL,
            P.CASE_WORK_WITH_IPCC,
            P.CASE_RECEIVE_IPCC_REPORT,
            P.CASE_DIRECT_RECORDING,
            P.CASE_REINVESTIGATE,
            P.CASE_REDETERMINE,
            P.CASE_LODGE_APPEAL,
            P.CASE_DECIDE_APPEAL,
            P.CASE_CARRY_OUT_DIRECTION,
            *_ROUTES,
            P.CASE_CONTINUE_AS_CONDUCT,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _OWN, _OWN),
    ),
    Role(
        "misconduct-office",
        "Misconduct Office",
        "Gives advice on misconduct decisions and arranges meetings.",
        _permits(
            P.CASE_OPEN_PROCEEDING,
            P.CASE_ARRANGE_MEETING,
            P.CASE_RECORD_MANAGEMENT_ACTION,
            P.CASE_EXTEND_DEADLINE,
            P.INTERVENTION_READ,
            *_DUTIES,
            P.CASE_GIVE_ADVICE,
            P.CASE_CARE_FOR_WITNESS,
            P.CASE_WORK_WITH_IPCC,
            P.CASE_LODGE_APPEAL,
            P.CASE_DECIDE_APPEAL,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _OWN, _OWN),
    ),
    Role(
        "support-officer",
        "Borough Support Unit officer",
        "Supports the champions of a set of boroughs: advises them when they ask.",
        _permits(P.CASE_EXPORT, P.CASE_GIVE_ADVICE, P.CASE_ASK_ADVICE),
        _sees(_ALL, _ALL, _OWN, _NEVER),
    ),
    Role(
        "hearings-office",
        "Hearings Office",
        "Reviews gross misconduct cases referred for a hearing.",
        _permits(
            P.CASE_OPEN_PROCEEDING,
            P.CASE_REVIEW_HEARING,
            P.CASE_ARRANGE_HEARING,
            P.CASE_EXTEND_DEADLINE,
            P.RESTRICTION_READ,
            P.CASE_CARE_FOR_WITNESS,
            *_WORK,
        ),
        _sees(_ALL, _ALL, _OWN, _OWN),
    ),
    Role(
        "pau-analyst",
        "Performance Analysis Unit analyst",
        "Audits data quality and prepares profiles and management information.",
        _permits(
            P.CASE_EXPORT,
            P.CASE_IMPORT,
            P.CASE_TAG,
            P.CLAIM_READ,
            P.INTELLIGENCE_COUNT,
            *_FOI,
        ),
        _sees(_ALL, _ALL, _ALL, Reach.COUNTS),
    ),
    Role(
        "learning-manager",
        "Organisational learning manager",
        "Prevention and Reduction Team: learning, and files for dip samples.",
        _permits(P.CASE_EXPORT),
        _sees(_ALL, _ALL, _OWN, _NEVER),
    ),
    Role(
        "pssp-officer",
        "Support programme officer",
        "Prepares and delivers the Professional Standards Support Programme.",
        _permits(P.INTERVENTION_READ, P.CASE_EXPORT),
        _sees(_ALL, _ALL, _OWN, _NEVER),
    ),
    Role(
        "review-officer",
        "Independent Review Team officer",
        "Reviews the directorate's own work under the rolling programme.",
        _permits(P.CASE_EXPORT, P.CLAIM_READ, P.FOI_READ),
        _sees(_ALL, _ALL, _OWN, _OWN),
    ),
    Role(
        "claims-officer",
        "Claims officer",
        "Civil actions, accident claims, employment tribunal cases and inquests.",
        _permits(P.CASE_GIVE_ADVICE, P.CASE_EXPORT, *_CLAIMS),
        _sees(_ALL, _ALL, _OWN, _NEVER),
    ),
    Role(
        "command",
        "DPS senior management",
        "Sees the whole force's cases; every reading of a person's details is "
        "recorded.",
        _permits(
            P.CASE_DECIDE_PUBLICATION,
            P.CASE_EXPORT,
            P.CASE_VIEW_RESTRICTED,
            P.CASE_RESTRICT,
            P.CONFLICT_DECIDE,
            P.RISK_ENTER,
            *_RISKS,
            P.INTERVENTION_READ,
            *_DUTIES,
            P.RESTRICTION_REVIEW,
            *_COMMAND_READS,
            P.TRAIL_READ,
        ),
        _sees(_ALL, _ALL, _RECORDED, _RECORDED),
    ),
    Role(
        "director",
        "Director of Professional Standards",
        "Decides suspensions, large settlements and the closing of programmes.",
        _permits(
            P.CASE_DECIDE_PUBLICATION,
            P.CASE_EXPORT,
            P.CASE_VIEW_RESTRICTED,
            P.CASE_RESTRICT,
            P.CONFLICT_DECIDE,
            P.RISK_ENTER,
            *_RISKS,
            P.INTERVENTION_READ,
            *_DUTIES,
            P.RESTRICTION_IMPOSE,
            P.RESTRICTION_REFUSE,
            P.RESTRICTION_REVIEW,
            P.RESTRICTION_LIFT,
            *_COMMAND_READS,
            P.INTELLIGENCE_READ,
            P.INTELLIGENCE_COUNT,
            P.TRAIL_READ,
        ),
        _sees(_ALL, _ALL, _RECORDED, _RECORDED, _RECORDED),
    ),
    Role(
        "intelligence-officer",
        "Intelligence officer",
        "Holds intelligence-class fields and prepares the Risk Register meeting.",
        _permits(
            P.CASE_EXPORT,
            P.CASE_VIEW_RESTRICTED,
            P.RISK_ENTER,
            *_RISKS,
            *_INTELLIGENCE,
        ),
        _sees(_ALL, _ALL, _RECORDED, _RECORDED, _ALL),
    ),
    Role(
        "champion",
        "Professional Standards Champion",
        "Leads on complaints, conduct and performance in one borough: logs, records "
        "and works the borough's cases and names their handlers.",
        _permits(
            P.CASE_RECORD_MANAGEMENT_ACTION,
            *_INVESTIGATES,
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
            *_DUTIES,
            *_INTERVENTIONS,
            *_SUPERVISES,
            P.CASE_TEST_REFERRAL,
            P.CASE_LODGE_APPEAL,
            P.CASE_CARRY_OUT_DIRECTION,
            *_CONTACT,
            *_HANDLES,
            P.CASE_ANSWER_DIRECTION,
            *_WORK,
        ),
        _sees(_UNIT, _UNIT, _UNIT, _UNIT),
        within_unit=True,
    ),
    Role(
        "local-manager",
        "Borough manager",
        "Handles a local case given to them by the borough's champion.",
        _permits(
            P.CASE_RECORD_MANAGEMENT_ACTION,
            *_INVESTIGATES,
            P.CASE_START,
            P.CASE_SUBMIT_REPORT,
            P.CASE_NOTIFY,
            P.CASE_WITHDRAW,
            P.CASE_AMEND,
            *_HANDLES,
            *_WORK,
        ),
        _sees(_UNIT, _UNIT, _UNIT, _UNIT),
        within_unit=True,
    ),
    Role(
        "commander",
        "Borough commander",
        "Sees the borough's cases and figures without anybody's identity.",
        _permits(P.CASE_EXPORT),
        _sees(_UNIT, _UNIT, _NEVER, _NEVER),
        within_unit=True,
    ),
    Role(
        "business-owner",
        "Business owner of learning",
        "Answers the learning recommendations sent to their business group.",
        _permits(),
        _sees(Reach.SENT, Reach.SENT, _NEVER, _NEVER),
    ),
    Role(
        "mpa-member",
        "Member of the police authority",
        "Reads reference, kind, unit, category, dates and result; nobody's identity.",
        _permits(),
        _sees(_ALL, _NEVER, _NEVER, _NEVER),
    ),
    Role(
        "mpa-officer",
        "The authority's professional standards officer",
        "Reads what is official; an identity only by a reasoned, recorded reveal.",
        _permits(P.CASE_EXPORT, P.CASE_REVEAL),
        _sees(_ALL, _ALL, Reach.REVEAL, _NEVER),
    ),
    Role(
        "system-administrator",
        "System administrator",
        "Accounts and reference data; cannot read a case.",
        frozenset({P.REFERENCE_EDIT, P.ACCOUNT_MANAGE, P.TRAIL_READ, P.JOB_READ_ALL}),
        _sees(_NEVER, _NEVER, _NEVER, _NEVER),
    ),
)

ROLES: dict[str, Role] = {role.slug: role for role in _ROLES}
