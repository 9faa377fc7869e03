"""The policy against interface.md: every role x class, and role x permission."""

import pytest

from accounts.docs import roles_markdown
from accounts.permissions import Permission as P
from accounts.rights import Rights
from accounts.roles import ROLES, Reach
from organisation.classification import FieldClass as C
from tests.factories.accounts import fresh, user_with_role
from tests.factories.organisation import UnitFactory

A, W, U, R, N = Reach.ALL, Reach.OWN, Reach.UNIT, Reach.RECORDED, Reach.NEVER

# Public, official, identity, special category, intelligence.
SEES = {
    "cst-officer": (A, A, A, W, N),
    "cst-manager": (A, A, A, W, N),
    "team-inspector": (A, A, W, W, N),
    "investigator": (A, A, W, W, N),
    "appropriate-authority": (A, A, W, W, N),
    "misconduct-office": (A, A, W, W, N),
    "support-officer": (A, A, W, N, N),
    "hearings-office": (A, A, W, W, N),
    "pau-analyst": (A, A, A, Reach.COUNTS, N),
    "learning-manager": (A, A, W, N, N),
    "pssp-officer": (A, A, W, N, N),
    "review-officer": (A, A, W, W, N),
    "claims-officer": (A, A, W, N, N),
    "command": (A, A, R, R, N),
    "director": (A, A, R, R, R),
    "intelligence-officer": (A, A, R, R, A),
    "champion": (U, U, U, U, N),
    "local-manager": (U, U, U, U, N),
    "commander": (U, U, N, N, N),
    "business-owner": (Reach.SENT, Reach.SENT, N, N, N),
    "mpa-member": (A, N, N, N, N),
    "mpa-officer": (A, A, Reach.REVEAL, N, N),
    "system-administrator": (N, N, N, N, N),
}

HANDLERS = {"investigator", "champion", "local-manager"}
WORKERS = {
    "cst-officer",
    "cst-manager",
    "team-inspector",
    "appropriate-authority",
    "misconduct-office",
    "hearings-office",
    *HANDLERS,
}
LOGGERS = {"cst-officer", "cst-manager", "champion"}
RESTRICTERS = {"team-inspector", "appropriate-authority", "command", "director"}
INVESTIGATING = {"team-inspector", *HANDLERS}
OFFICES = {"misconduct-office", "hearings-office"}
RISKS = {"command", "director", "intelligence-officer"}
CLAIMS = {"claims-officer"}
AUTHORITY, INSPECTOR = {"appropriate-authority"}, {"team-inspector"}
# Who works with an officer kept from duty; whom they tell of it decides.
DUTIES = {*AUTHORITY, *INSPECTOR, "misconduct-office", "champion", "command"}
SCHEME = {"champion", *INSPECTOR}
MAY = {
    P.CASE_REFER: AUTHORITY | INSPECTOR,
    P.CASE_RECORD_MODE: AUTHORITY | INSPECTOR,
    P.CASE_RECEIVE_IPCC_REPORT: AUTHORITY | INSPECTOR,
    P.CASE_DIRECT_RECORDING: {*AUTHORITY, "cst-manager"},
    P.CASE_REINVESTIGATE: AUTHORITY,
    P.CASE_REDETERMINE: AUTHORITY,
    P.CASE_RESOLVE_ANEW: AUTHORITY,
    P.CASE_TEST_REFERRAL: {
        *(*AUTHORITY, *INSPECTOR),
        *("champion", "cst-manager", "cst-officer"),
    },
    P.CASE_WORK_WITH_IPCC: {
        *(*AUTHORITY, *INSPECTOR),
        *("investigator", "misconduct-office"),
    },
    P.CASE_LODGE_APPEAL: {
        *(*AUTHORITY, *INSPECTOR),
        *("champion", "cst-manager", "cst-officer", "misconduct-office"),
    },
    P.CASE_DECIDE_APPEAL: {
        *(*AUTHORITY, *INSPECTOR),
        *("cst-manager", "misconduct-office"),
    },
    P.CASE_CARRY_OUT_DIRECTION: {
        *(*AUTHORITY, *INSPECTOR),
        *("champion", "cst-manager", "investigator"),
    },
    P.CASE_MARK_SUBJECT: DUTIES,
    P.RESTRICTION_READ: {*DUTIES, "hearings-office", "director"},
    P.RESTRICTION_PROPOSE: DUTIES,
    P.RESTRICTION_IMPOSE: {"director"},
    P.RESTRICTION_REFUSE: {"director"},
    P.RESTRICTION_REVIEW: {"command", "director"},
    P.RESTRICTION_CARE: {*DUTIES, "director"},
    P.RESTRICTION_TELL: {*DUTIES, "director"},
    P.RESTRICTION_LIFT: {"director"},
    P.INTERVENTION_READ: {
        *(*SCHEME, *AUTHORITY),
        *("command", "director", "misconduct-office", "pssp-officer"),
    },
    P.INTERVENTION_OPEN: SCHEME,
    P.INTERVENTION_PLAN: SCHEME,
    P.INTERVENTION_DISMISS: SCHEME,
    P.INTERVENTION_REVIEW: SCHEME,
    P.INTERVENTION_COMPLETE: SCHEME,
    P.INTERVENTION_FOLLOW_UP: SCHEME,
    P.CASE_ASSESS_SEVERITY: {"appropriate-authority"},
    P.CASE_SERVE_NOTICE: INVESTIGATING,
    P.CASE_RECORD_INTERVIEW: INVESTIGATING,
    P.CASE_REFER_CPS: {"appropriate-authority"},
    P.CASE_RECORD_CPS: {"appropriate-authority", "investigator"},
    P.CASE_RECORD_MANAGEMENT_ACTION: {
        "misconduct-office",
        "champion",
        "local-manager",
    },
    P.CASE_OPEN_PROCEEDING: OFFICES,
    P.CASE_REVIEW_HEARING: {"hearings-office"},
    P.CASE_REDIRECT_PROCEEDING: {"appropriate-authority"},
    P.CASE_ARRANGE_MEETING: {"misconduct-office"},
    P.CASE_ARRANGE_HEARING: {"hearings-office"},
    P.CASE_DECIDE_PUBLICATION: {"command", "director"},
    P.SANCTION_RECORD: {"hearings-office", "misconduct-office"},
    P.CASE_LOG: LOGGERS,
    P.CASE_RECORD: LOGGERS,
    P.CASE_DECLINE: LOGGERS,
    **dict.fromkeys((P.CASE_OFFER_RECOVERY, P.CASE_RESOLVE_AT_CONTACT), LOGGERS),
    **dict.fromkeys(
        (
            *(P.CASE_OFFER_RESOLUTION, P.CASE_COMPLETE_RESOLUTION),
            P.CASE_CERTIFY_REQUIREMENTS,
        ),
        HANDLERS,
    ),
    **dict.fromkeys(
        (
            *(P.CASE_HANDLE_DIRECTION, P.CASE_APPLY_DISPENSATION),
            *(P.CASE_APPLY_DISCONTINUANCE, P.CASE_SUSPEND_SUB_JUDICE),
        ),
        {"team-inspector", "appropriate-authority"},
    ),
    P.CASE_ANSWER_DIRECTION: {"team-inspector", "appropriate-authority", "champion"},
    P.CASE_CONTINUE_AS_CONDUCT: {"appropriate-authority"},
    P.CASE_CHECK: {"cst-manager"},
    P.CASE_ASSESS: {"team-inspector"},
    P.CASE_REASSESS_RISK: {"team-inspector"},
    P.CASE_ALLOCATE: {"team-inspector", "champion"},
    P.CASE_START: HANDLERS,
    P.CASE_SUBMIT_REPORT: HANDLERS,
    P.CASE_RETURN: {"appropriate-authority"},
    P.CASE_DETERMINE: {"appropriate-authority"},
    P.CASE_NOTIFY: {"cst-officer", *HANDLERS},
    P.CASE_FINALISE: {"cst-manager"},
    P.CASE_REOPEN: {"appropriate-authority"},
    P.CASE_WITHDRAW: {"cst-manager", *HANDLERS},
    P.CASE_NOTIFY_ANY: {"cst-officer"},
    P.CASE_WITHDRAW_ANY: {"cst-manager"},
    P.CASE_AMEND: {"team-inspector", "cst-officer", "cst-manager", *HANDLERS},
    P.CASE_NOTE: WORKERS,
    P.CASE_SET_TASK: WORKERS,
    P.CASE_ATTACH: WORKERS,
    P.CASE_LINK: WORKERS,
    P.CASE_TAG: {"cst-manager", "team-inspector", "pau-analyst"},
    P.CASE_EXTEND_DEADLINE: {
        *("team-inspector", "appropriate-authority", "champion"),
        *("misconduct-office", "hearings-office"),
    },
    P.CASE_KEEP_LOG: {"team-inspector", *HANDLERS},
    P.CASE_CARE_FOR_WITNESS: {
        *("team-inspector", "cst-officer", "misconduct-office", "hearings-office"),
        *HANDLERS,
    },
    P.CASE_REVIEW_STRATEGY: {"team-inspector", "champion"},
    P.CASE_CHECK_PROPORTIONALITY: {"team-inspector", "champion"},
    P.CASE_LOG_CONTACT: WORKERS,
    P.CASE_LOG_LETTER: WORKERS,
    P.CASE_MARK_CHECKLIST: WORKERS,
    P.CASE_ASK_ADVICE: {*WORKERS, "support-officer"},
    P.CASE_GIVE_ADVICE: {"misconduct-office", "support-officer", "claims-officer"},
    P.CASE_RESTRICT: RESTRICTERS,
    P.CASE_VIEW_RESTRICTED: {"command", "director", "intelligence-officer"},
    P.CASE_EXPORT: set(SEES) - {"business-owner", "mpa-member", "system-administrator"},
    P.CASE_IMPORT: {"cst-manager", "pau-analyst"},
    P.CASE_REVEAL: {"mpa-officer"},
    P.CONFLICT_DECIDE: RESTRICTERS,
    P.RISK_READ: {"team-inspector", *RISKS},
    P.RISK_ENTER: {"team-inspector", *RISKS},
    P.RISK_SCORE: {"team-inspector", *RISKS},
    P.RISK_DECIDE: RISKS,
    P.RISK_CLOSE: RISKS,
    P.RISK_REOPEN: RISKS,
    P.CLAIM_READ: {*CLAIMS, "pau-analyst", "review-officer", "command", "director"},
    P.CLAIM_ENTER: CLAIMS,
    P.CLAIM_AMEND: CLAIMS,
    P.CLAIM_RESERVE: CLAIMS,
    P.CLAIM_AUTHORISE: {"command", "director"},
    P.CLAIM_SETTLE: CLAIMS,
    P.CLAIM_CONCLUDE: CLAIMS,
    P.CLAIM_REOPEN: CLAIMS,
    P.FOI_READ: {"pau-analyst", "review-officer", "command", "director"},
    P.FOI_RECEIVE: {"pau-analyst"},
    P.FOI_AMEND: {"pau-analyst"},
    P.FOI_DECIDE: {"pau-analyst"},
    P.FOI_REOPEN: {"pau-analyst"},
    P.INTELLIGENCE_READ: {"intelligence-officer", "director"},
    P.INTELLIGENCE_COUNT: {
        *("intelligence-officer", "director", "pau-analyst"),
        *("review-officer", "pssp-officer"),
    },
    P.INTELLIGENCE_RECEIVE: {"intelligence-officer"},
    P.INTELLIGENCE_AMEND: {"intelligence-officer"},
    P.INTELLIGENCE_ALLOCATE: {"intelligence-officer"},
    P.INTELLIGENCE_CLOSE: {"intelligence-officer"},
    P.INTELLIGENCE_REOPEN: {"intelligence-officer"},
    P.DELEGATION_READ: {"appropriate-authority", "command", "director"},
    P.DELEGATION_GIVE: {"appropriate-authority"},
    P.DELEGATION_WITHDRAW: {"command", "director"},
    P.TRAIL_READ: {"command", "director", "system-administrator"},
    P.REFERENCE_EDIT: {"system-administrator"},
    P.ACCOUNT_MANAGE: {"system-administrator"},
    P.JOB_READ_ALL: {"system-administrator"},
    P.API_READ: set(SEES) - {"system-administrator"},
}


def test_the_roles_are_those_of_the_interface():
    assert set(ROLES) == set(SEES)


@pytest.mark.parametrize("slug", SEES)
def test_what_a_role_sees(slug):
    assert tuple(ROLES[slug].reach(each) for each in C) == SEES[slug]


@pytest.mark.parametrize("permission", P)
def test_who_holds_a_permission(permission):
    holders = {slug for slug, role in ROLES.items() if permission in role.permissions}
    assert holders == MAY[permission]


def test_nobody_who_manages_accounts_sees_a_case():
    for role in ROLES.values():
        if P.ACCOUNT_MANAGE in role.permissions:
            assert {role.reach(each) for each in C} == {Reach.NEVER}


@pytest.mark.django_db
class TestRights:
    def test_a_role_of_one_unit_ends_at_its_boundary(self):
        unit, other = UnitFactory(), UnitFactory()
        rights = user_with_role("champion", unit).rights
        assert rights.allow(P.CASE_RECORD)
        assert rights.allow(P.CASE_RECORD, unit.pk)
        assert not rights.allow(P.CASE_RECORD, other.pk)
        assert rights.units_for(P.CASE_RECORD) == {unit.pk}
        assert rights.units_seen(C.IDENTITY) == {unit.pk}
        assert rights.reaches(C.IDENTITY) == {Reach.UNIT}
        assert rights.reaches(C.INTELLIGENCE) == frozenset()

    def test_a_force_wide_role_has_none_even_when_posted_to_a_unit(self):
        unit, other = UnitFactory(), UnitFactory()
        rights = user_with_role("cst-officer", unit).rights
        assert rights.allow(P.CASE_RECORD, other.pk)
        assert rights.units_for(P.CASE_RECORD) is None
        assert rights.unit_ids == {unit.pk}
        assert rights.units_seen(C.IDENTITY) == frozenset()

    def test_without_a_posting_nothing(self):
        rights = Rights([])
        assert not any(rights.allow(permission) for permission in P)
        assert rights.units_for(P.CASE_RECORD) == frozenset()

    def test_a_role_that_code_no_longer_has_gives_nothing(self):
        user = user_with_role("champion")
        user.postings.update(role="no-longer")
        assert fresh(user).rights.roles == ()

    def test_who_somebody_is_for_the_trail(self):
        user = user_with_role("champion")
        assert user.trail_actor == (user.pk, user.email, user.name, "champion", "")
        assert user.trail_subject == ("account", user.email, user.pk)


class TestDocument:
    def test_says_every_role_class_and_permission(self):
        text = roles_markdown()
        for slug, role in ROLES.items():
            assert f"| `{slug}` | {role.name} |" in text
            reaches = " | ".join(reach.value for reach in SEES[slug])
            assert f"| `{slug}` | {reaches} |" in text
        for permission in P:
            assert f"| `{permission.value}` |" in text

    def test_every_table_is_whole(self):
        rows = [row for row in roles_markdown().splitlines() if row.startswith("|")]
        assert {row.count("|") for row in rows} == {3, 4, 7}
