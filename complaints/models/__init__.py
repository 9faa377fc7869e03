from complaints.models.advice import Advice, GeneralAdvice, reads_advice
from complaints.models.allegations import Allegation, Outcome, Subject
from complaints.models.appeals import (
    Appeal,
    Direction,
)
from complaints.models.cases import Case, CaseUnit
from complaints.models.checklists import ChecklistItem, ChecklistMark
from complaints.models.claims import (
    Claim,
    ClaimAuthority,
    ClaimCase,
    ClaimLesson,
    ClaimParty,
    ClaimReserve,
    ClaimUnit,
    SettlementLimit,
)
from complaints.models.clocks import CaseClock, ClockExtension, ClockStop
from complaints.models.conduct import (
    CpsReferral,
    CpsSending,
    Interview,
    ManagementAction,
    Notice,
    SeverityAssessment,
)
from complaints.models.conflicts import ConflictRuling, ConflictState
from complaints.models.decisions import (
    Allocation,
    Assessment,
    Decision,
    Determination,
    Recommendation,
    Report,
)
from complaints.models.delegations import DelegationRule
from complaints.models.foi import FoiRequest
from complaints.models.imposed import ImposedSanction
from complaints.models.intelligence import IntelligenceItem
from complaints.models.interventions import (
    Intervention,
    InterventionReview,
    InterventionRule,
)
from complaints.models.ipcc import (
    IpccRequest,
    Referral,
    ReferralTest,
)
from complaints.models.law import (
    CategoryReferral,
    Forum,
    ForumRoute,
    ForumSanction,
    Ground,
    HandlingRoute,
    LetterText,
    Regime,
    Sanction,
    Seat,
    Severity,
)
from complaints.models.legacy import ImportBatch, LegacyRecord
from complaints.models.links import CaseLink, CaseTag, Tag
from complaints.models.logs import (
    Contact,
    Enquiry,
    LoggedAction,
    PolicyEntry,
    ProportionalityCheck,
    StrategyReview,
)
from complaints.models.markers import Marker
from complaints.models.panels import OfficerAppeal, PanelMember, Representation
from complaints.models.papers import CaseTask, Document, Letter, Note, StatusChange
from complaints.models.people import Complainant, Person
from complaints.models.priorities import Factor, PriorityRule, RiskBand
from complaints.models.proceedings import Finding, Proceeding
from complaints.models.reading import CaseAccess, CaseLook, Conflict
from complaints.models.reference import Category, RepeatRule, Result, Standard
from complaints.models.restrictions import (
    Restriction,
    RestrictionNotice,
    RestrictionReview,
    WelfareContact,
)
from complaints.models.risks import Risk, RiskDecision, RiskScore
from complaints.models.routes import (
    Consent,
    DirectionAndControl,
    IpccApplication,
    NonRecording,
    PlanAction,
    Resolution,
    ServiceRecovery,
    SpecialRequirement,
    SubJudice,
    Withdrawal,
)
from complaints.models.search import NameSeen, SearchEntry
from complaints.models.seniors import AuthorityDecision
from complaints.models.witnesses import Witness, WitnessAttendance, WitnessCare

__all__ = [
    "Advice",
    "Allegation",
    "Allocation",
    "Appeal",
    "Assessment",
    "AuthorityDecision",
    "Case",
    "CaseAccess",
    "CaseClock",
    "CaseLink",
    "CaseLook",
    "CaseTag",
    "CaseTask",
    "CaseUnit",
    "Category",
    "CategoryReferral",
    "ChecklistItem",
    "ChecklistMark",
    "Claim",
    "ClaimAuthority",
    "ClaimCase",
    "ClaimLesson",
    "ClaimParty",
    "ClaimReserve",
    "ClaimUnit",
    "ClockExtension",
    "ClockStop",
    "Complainant",
    "Conflict",
    "ConflictRuling",
    "ConflictState",
    "Consent",
    "Contact",
    "CpsReferral",
    "CpsSending",
    "Decision",
    "DelegationRule",
    "Determination",
    "Direction",
    "DirectionAndControl",
    "Document",
    "Enquiry",
    "Factor",
    "Finding",
    "FoiRequest",
    "Forum",
    "ForumRoute",
    "ForumSanction",
    "GeneralAdvice",
    "Ground",
    "HandlingRoute",
    "ImportBatch",
    "ImposedSanction",
    "IntelligenceItem",
    "Intervention",
    "InterventionReview",
    "InterventionRule",
    "Interview",
    "IpccApplication",
    "IpccRequest",
    "LegacyRecord",
    "Letter",
    "LetterText",
    "LoggedAction",
    "ManagementAction",
    "Marker",
    "NameSeen",
    "NonRecording",
    "Note",
    "Notice",
    "OfficerAppeal",
    "Outcome",
    "PanelMember",
    "Person",
    "PlanAction",
    "PolicyEntry",
    "PriorityRule",
    "Proceeding",
    "ProportionalityCheck",
    "Recommendation",
    "Referral",
    "ReferralTest",
    "Regime",
    "RepeatRule",
    "Report",
    "Representation",
    "Resolution",
    "Restriction",
    "RestrictionNotice",
    "RestrictionReview",
    "Result",
    "Risk",
    "RiskBand",
    "RiskDecision",
    "RiskScore",
    "Sanction",
    "SearchEntry",
    "Seat",
    "ServiceRecovery",
    "SettlementLimit",
    "Severity",
    "SeverityAssessment",
    "SpecialRequirement",
    "Standard",
    "StatusChange",
    "StrategyReview",
    "SubJudice",
    "Subject",
    "Tag",
    "WelfareContact",
    "Withdrawal",
    "Witness",
    "WitnessAttendance",
    "WitnessCare",
    "reads_advice",
]
