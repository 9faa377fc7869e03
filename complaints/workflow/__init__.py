"""Lives as tables: of a case, and of the records with a life of their own in it.

Leaves: no models, no requests. What a later law or policy adds are lines here.
"""

from casework.workflow import Workflow
from complaints.workflow.appeals import (
    APPEAL,
    DIRECTION,
    AppealStatus,
    DirectionStatus,
)
from complaints.workflow.case import CASE, REOPENING, is_forward
from complaints.workflow.claims import CLAIM, ClaimStatus
from complaints.workflow.conduct import CPS, INTERVIEW, MANAGEMENT, NOTICE, SEVERITY
from complaints.workflow.foi import FOI, FoiStatus
from complaints.workflow.intelligence import INTELLIGENCE, ItemStatus
from complaints.workflow.interventions import INTERVENTION, InterventionStatus
from complaints.workflow.ipcc import (
    IPCC_REQUEST,
    REFERRAL,
    REFERRAL_TEST,
    ReferralStatus,
    ReferralTestStatus,
    RequestStatus,
)
from complaints.workflow.logs import LOG_TABLES
from complaints.workflow.markers import MARKER, MarkerStatus
from complaints.workflow.plans import PLAN_ACTION, PlanActionStatus
from complaints.workflow.proceedings import (
    OFFICER_APPEAL,
    PANEL,
    PROCEEDING,
    REPRESENTATION,
)
from complaints.workflow.restrictions import RESTRICTION, RestrictionStatus
from complaints.workflow.risks import RISK, RiskStatus
from complaints.workflow.statuses import CLOSED, GIVEN, OPEN, Route, Status
from complaints.workflow.witnesses import WITNESS

# The tables of cases by their names; a verb stands in one of them only.
TABLES: dict[str, Workflow] = {
    table.name: table
    for table in (
        *(CASE, REFERRAL_TEST, REFERRAL, IPCC_REQUEST, APPEAL, DIRECTION),
        PLAN_ACTION,
        MARKER,
        *(SEVERITY, NOTICE, INTERVIEW, CPS, MANAGEMENT),
        *LOG_TABLES,
        WITNESS,
        *(PROCEEDING, PANEL, REPRESENTATION, OFFICER_APPEAL),
    )
}

# Those of the registers beside the cases: the name is the noun of their events.
REGISTERS: dict[str, Workflow] = {
    table.name: table
    for table in (RISK, RESTRICTION, INTERVENTION, CLAIM, FOI, INTELLIGENCE)
}


def table_of(verb: str) -> Workflow:
    """The table that the verb is a line of; raises KeyError for an unknown verb."""
    for table in TABLES.values():
        if verb in table:
            return table
    raise KeyError(verb)


__all__ = [
    "APPEAL",
    "AppealStatus",
    "CASE",
    "CLAIM",
    "CLOSED",
    "CPS",
    "ClaimStatus",
    "DIRECTION",
    "DirectionStatus",
    "FOI",
    "FoiStatus",
    "INTELLIGENCE",
    "INTERVENTION",
    "INTERVIEW",
    "IPCC_REQUEST",
    "InterventionStatus",
    "ItemStatus",
    "MANAGEMENT",
    "MARKER",
    "MarkerStatus",
    "NOTICE",
    "OFFICER_APPEAL",
    "GIVEN",
    "OPEN",
    "PANEL",
    "PLAN_ACTION",
    "PROCEEDING",
    "PlanActionStatus",
    "REFERRAL",
    "REFERRAL_TEST",
    "REGISTERS",
    "REOPENING",
    "REPRESENTATION",
    "RESTRICTION",
    "RISK",
    "ReferralStatus",
    "ReferralTestStatus",
    "RequestStatus",
    "RestrictionStatus",
    "RiskStatus",
    "Route",
    "SEVERITY",
    "Status",
    "TABLES",
    "is_forward",
    "table_of",
]
