"""Who is let in at every address: one line for each name of the resolver."""

from dataclasses import dataclass

from accounts.permissions import Permission as P
from complaints.views.parts import PART_PAGES
from complaints.workflow import CASE, REGISTERS, TABLES
from organisation.classification import FieldClass as C
from tests.architecture.openings import (
    Advises,
    Amend,
    Answers,
    Client,
    ClientOfCase,
    Does,
    DoesRecord,
    DoesStep,
    Holds,
    MayInCase,
    OfCase,
    OfRegister,
    Own,
    Public,
    ReadsOfficers,
    Shows,
    SignedIn,
    SignedInOrClient,
    TakesRegister,
    Work,
)


@dataclass(frozen=True)
class Rule:
    """Who is let in, with which methods, and what an address and a form need."""

    opens: object
    methods: tuple[str, ...] = ("GET",)
    args: tuple[str, ...] = ()  # names of what `Scene.args` puts into the address
    also: tuple[int, ...] = ()  # further statuses that being let in may answer


READS, SENDS, BOTH = ("GET",), ("POST",), ("GET", "POST")
_CASE = ("slug",)
_LOGS, _INTAKE = Own(P.CASE_LOG, first=True), Own(P.CASE_LOG)
_ACCOUNTS, _KEEPS = Holds(P.ACCOUNT_MANAGE), Holds(P.REFERENCE_EDIT)
_IMPORTS = Holds(P.CASE_IMPORT)
_OFFICIAL = OfCase(C.OFFICIAL)


def _intake(*args, opens=_INTAKE):
    return Rule(opens, BOTH, ("key", *args))


def _verb(verb, state):
    return Rule(Does(verb=verb, state=state), BOTH, _CASE)


def _step(line):
    """A step that goes on with a record says which one in its address."""
    args = _CASE if line.sources == ("",) else ("slug", "number")
    return Rule(DoesStep(verb=line.verb), BOTH, args)


def _record(noun, line):
    """A verb that begins a record has none in its address."""
    opens = DoesRecord(P(f"{noun}.read"), noun, line.verb)
    return Rule(opens, BOTH, () if line.sources == ("",) else ("record",))


def _amend(*args):
    return Rule(Amend(), BOTH, ("slug", *args))


RULES: dict[str, Rule] = {
    # Without an account.
    "health_live": Rule(Public()),
    "health_ready": Rule(Public(), also=(503,)),
    "help": Rule(Public()),
    "accessibility-statement": Rule(Public()),
    "account_login": Rule(Public(), BOTH),
    "account_logout": Rule(Public(), BOTH, also=(302,)),
    "account-set-password": Rule(Public(), BOTH, ("token",)),
    # One's own account.
    "mfa_authenticate": Rule(Public(), BOTH, also=(302,)),
    "keep-alive": Rule(SignedIn(), SENDS),
    "desk:home": Rule(SignedIn()),
    "desk:diary": Rule(SignedIn()),
    "desk:priority": Rule(SignedIn()),
    "desk:search": Rule(SignedIn()),
    "desk:search-help": Rule(SignedIn()),
    "account": Rule(SignedIn()),
    "mfa_index": Rule(SignedIn()),
    "account-kept-words": Rule(SignedIn()),
    "account-forget-kept-words": Rule(SignedIn(), SENDS),
    "account-sign-out-everywhere": Rule(SignedIn(), SENDS),
    "account_change_password": Rule(SignedIn(), BOTH),
    "account_reauthenticate": Rule(SignedIn(), BOTH),
    "mfa_reauthenticate": Rule(SignedIn(), BOTH),
    "mfa_activate_totp": Rule(SignedIn(), BOTH),
    # Nothing is there for those without a second factor.
    "mfa_deactivate_totp": Rule(SignedIn(), BOTH, also=(404,)),
    "mfa_view_recovery_codes": Rule(SignedIn(), also=(404,)),
    "mfa_generate_recovery_codes": Rule(SignedIn(), BOTH),
    "mfa_download_recovery_codes": Rule(SignedIn(), also=(404,)),
    "casework:notifications": Rule(SignedIn()),
    "casework:notifications-read": Rule(SignedIn(), SENDS),
    "casework:notification-open": Rule(Own(), SENDS, ("notification",)),
    "casework:draft-save": Rule(SignedIn(), SENDS),
    "casework:draft-discard": Rule(SignedIn(), SENDS),
    "casework:draft-words": Rule(SignedIn()),
    "casework:draft-words-forget": Rule(SignedIn(), SENDS),
    "casework:jobs": Rule(SignedIn()),
    "casework:job": Rule(Own(everybody=P.JOB_READ_ALL), args=("job",)),
    # Accounts, reference data and the trail.
    "account-users": Rule(_ACCOUNTS),
    "account-user-create": Rule(_ACCOUNTS, BOTH),
    "account-user": Rule(_ACCOUNTS, args=("person",)),
    "account-grant": Rule(_ACCOUNTS, BOTH, ("person",)),
    "account-posting-end": Rule(_ACCOUNTS, BOTH, ("person", "posting")),
    "account-verb": Rule(_ACCOUNTS, BOTH, ("person", "account_verb")),
    "account-roles": Rule(SignedIn()),
    "reference": Rule(SignedIn()),
    "reference-table": Rule(SignedIn(), args=("table",)),
    "reference-row": Rule(SignedIn(), args=("table", "row")),
    "reference-add": Rule(_KEEPS, BOTH, ("table",)),
    "reference-change": Rule(_KEEPS, BOTH, ("table", "row")),
    "reference-retire": Rule(_KEEPS, BOTH, ("table", "row")),
    "reference-replace": Rule(_KEEPS, BOTH, ("dated_table", "dated_row")),
    "casework:trail": Rule(Holds(P.TRAIL_READ)),
    "casework:trail-export": Rule(Holds(P.TRAIL_READ), SENDS),
    # Legacy imports.
    "complaints:imports": Rule(_IMPORTS),
    "complaints:new-import": Rule(_IMPORTS, BOTH, also=(422,)),
    "complaints:import": Rule(_IMPORTS, args=("batch",)),
    "complaints:do-import": Rule(_IMPORTS, SENDS, ("batch",)),
    "complaints:import-refused": Rule(_IMPORTS, args=("batch",)),
    # Cases: lists and intake.
    "desk:workload": Rule(Holds(P.CASE_ALLOCATE)),
    "complaints:cases": Rule(SignedIn()),
    "complaints:hearings": Rule(Shows(C.OFFICIAL)),
    "complaints:consistency": Rule(Shows(C.OFFICIAL, far=True)),
    "complaints:outcomes": Rule(Shows(C.PUBLIC)),
    "complaints:export": Rule(Holds(P.CASE_EXPORT), SENDS),
    "complaints:officer": Rule(ReadsOfficers(), args=("member",)),
    "complaints:earlier-sanction": Rule(Holds(P.SANCTION_RECORD), BOTH, ("member",)),
    "complaints:strike-sanction": Rule(
        Holds(P.SANCTION_RECORD), BOTH, ("sanctioned", "first")
    ),
    "complaints:conflict-register": Rule(Holds(P.CONFLICT_DECIDE)),
    "complaints:delegations": Rule(Holds(P.DELEGATION_READ)),
    "complaints:delegation-give": Rule(Holds(P.DELEGATION_GIVE), BOTH),
    "complaints:delegation-withdraw": Rule(
        Holds(P.DELEGATION_WITHDRAW), BOTH, ("delegation",)
    ),
    "complaints:appeal-register": Rule(Shows(C.OFFICIAL)),
    "complaints:appeal-rate": Rule(Shows(C.OFFICIAL)),
    "complaints:appeals-export": Rule(Holds(P.CASE_EXPORT), SENDS),
    "complaints:export-file": Rule(Own(P.CASE_EXPORT, first=True), args=("export",)),
    "complaints:advice": Rule(Advises()),
    "complaints:advice-ask": Rule(Holds(P.CASE_ASK_ADVICE), BOTH),
    "complaints:advice-answer": Rule(Answers(), BOTH, ("question",)),
    "complaints:new": Rule(Holds(P.CASE_LOG), BOTH),
    "complaints:new-quick": Rule(Holds(P.CASE_LOG), BOTH),
    "complaints:new-resume": Rule(_LOGS, args=("key",)),
    "complaints:new-start": _intake(),
    "complaints:new-discard": _intake(),
    "complaints:new-said": _intake(),
    "complaints:new-people": _intake(),
    "complaints:new-person": _intake("first"),
    "complaints:new-match": _intake("first"),
    "complaints:new-acts-for": _intake("first"),
    "complaints:new-characteristics": _intake("first"),
    "complaints:new-subjects": _intake(),
    "complaints:new-subject": _intake("first"),
    "complaints:new-member": _intake("first"),
    "complaints:new-risk": _intake(),
    "complaints:new-alike": _intake(),
    "complaints:log": _intake(opens=_LOGS),
    "complaints:new-remove": _intake("people", "first"),
    "complaints:logged": Rule(OfCase(), args=_CASE),
    # One case: its pages.
    "complaints:case": Rule(OfCase(), args=_CASE),
    "complaints:allegations": Rule(OfCase(), args=_CASE),
    "complaints:people": Rule(_OFFICIAL, BOTH, _CASE),
    "complaints:complainant-cases": Rule(OfCase(C.IDENTITY), args=("slug", "first")),
    "complaints:witness-cases": Rule(OfCase(C.IDENTITY), args=("slug", "witness")),
    "complaints:tasks": Rule(_OFFICIAL, args=_CASE),
    "complaints:documents": Rule(_OFFICIAL, args=_CASE),
    "complaints:decisions": Rule(_OFFICIAL, args=_CASE),
    "complaints:history": Rule(_OFFICIAL, args=_CASE),
    "complaints:document": Rule(OfCase(C.IDENTITY), args=("slug", "document")),
    "complaints:note": Rule(Work(permission=P.CASE_NOTE), SENDS, _CASE),
    "complaints:set-task": Rule(Work(permission=P.CASE_SET_TASK), SENDS, _CASE),
    "complaints:do-task": Rule(
        Work(permission=P.CASE_SET_TASK), SENDS, ("slug", "task")
    ),
    "complaints:log-letter": Rule(Work(permission=P.CASE_LOG_LETTER), BOTH, _CASE),
    "complaints:section-whole": Rule(_OFFICIAL, args=("slug", "page", "section")),
    "complaints:log-whole": Rule(_OFFICIAL, args=("slug", "log")),
    "complaints:log-print": Rule(_OFFICIAL, args=("slug", "log")),
    "complaints:attach": Rule(Work(permission=P.CASE_ATTACH), SENDS, _CASE),
    # One case: its verbs.
    "complaints:record": _verb("record", "received"),
    "complaints:decline": _verb("decline", "received"),
    "complaints:check": _verb("check", "recorded"),
    "complaints:assess": _verb("assess", "checked"),
    "complaints:reassess-risk": _verb("reassess-risk", "investigating"),
    "complaints:allocate": _verb("allocate", "assessed"),
    "complaints:start": _verb("start", "allocated"),
    "complaints:submit-report": _verb("submit-report", "investigating"),
    "complaints:return": _verb("return", "reported"),
    "complaints:determine": _verb("determine", "reported"),
    "complaints:notify": _verb("notify", "determined"),
    "complaints:finalise": _verb("finalise", "notified"),
    "complaints:reopen": _verb("reopen", "finalised"),
    "complaints:withdraw": _verb("withdraw", "investigating"),
    "complaints:withdraw-allegations": _verb("withdraw-allegations", "investigating"),
    "complaints:receive-ipcc-report": _verb("receive-ipcc-report", "investigating"),
    "complaints:direct-recording": _verb("direct-recording", "not_recorded"),
    "complaints:reinvestigate": _verb("reinvestigate", "notified"),
    "complaints:redetermine": _verb("redetermine", "notified"),
    "complaints:resolve-anew": _verb("resolve-anew", "notified"),
    # One case: its other routes.
    "complaints:offer-recovery": _verb("offer-recovery", "received"),
    "complaints:resolve-at-contact": _verb("resolve-at-contact", "received"),
    "complaints:take-up": _verb("take-up", "resolved_at_contact"),
    "complaints:offer-resolution": _verb("offer-resolution", "investigating"),
    "complaints:agree-plan": _verb("agree-plan", "resolving"),
    "complaints:complete-resolution": _verb("complete-resolution", "resolving"),
    "complaints:end-resolution": _verb("end-resolution", "resolving"),
    "complaints:handle-direction": _verb("handle-direction", "checked"),
    "complaints:answer-direction": _verb("answer-direction", "direction"),
    "complaints:end-direction": _verb("end-direction", "direction"),
    "complaints:apply-dispensation": _verb("apply-dispensation", "recorded"),
    "complaints:grant-dispensation": _verb("grant-dispensation", "dispensing"),
    "complaints:refuse-dispensation": _verb("refuse-dispensation", "dispensing"),
    "complaints:apply-discontinuance": _verb("apply-discontinuance", "investigating"),
    "complaints:grant-discontinuance": _verb("grant-discontinuance", "discontinuing"),
    "complaints:resolve-discontinued": _verb("resolve-discontinued", "discontinuing"),
    "complaints:refuse-discontinuance": _verb("refuse-discontinuance", "discontinuing"),
    "complaints:suspend-sub-judice": _verb("suspend-sub-judice", "investigating"),
    "complaints:review-sub-judice": _verb("review-sub-judice", "sub_judice"),
    "complaints:resume": _verb("resume", "sub_judice"),
    "complaints:certify-requirements": _verb("certify-requirements", "investigating"),
    "complaints:continue-as-conduct": _verb("continue-as-conduct", "withdrawn"),
    "complaints:leave-withdrawn": _verb("leave-withdrawn", "withdrawn"),
    # One case: its records, and their verbs.
    **{f"complaints:{page}": Rule(_OFFICIAL, args=_CASE) for page in PART_PAGES},
    **{
        f"complaints:{line.verb}": _step(line)
        for table in TABLES.values()
        if table is not CASE
        for line in table
    },
    # The registers beside the cases.
    **{
        f"complaints:{noun}s": Rule(OfRegister(P(f"{noun}.read"))) for noun in REGISTERS
    },
    **{
        f"complaints:{noun}": Rule(
            OfRegister(P(f"{noun}.read"), noun), args=("record",)
        )
        for noun in REGISTERS
    },
    **{
        f"complaints:{noun}-{line.verb}": _record(noun, line)
        for noun, table in REGISTERS.items()
        for line in table
    },
    **{
        f"complaints:{noun}s-export": Rule(TakesRegister(P(f"{noun}.read")), SENDS)
        for noun in REGISTERS
    },
    "complaints:registers": Rule(Shows(C.PUBLIC)),
    "complaints:intelligence-counts": Rule(Holds(P.INTELLIGENCE_COUNT)),
    "complaints:risk-meetings": Rule(OfRegister(P.RISK_READ)),
    "complaints:risk-meeting": Rule(OfRegister(P.RISK_READ), args=("meeting",)),
    # One case: what it says, and who may read it.
    "complaints:amend": _amend(),
    "complaints:add-allegation": _amend(),
    "complaints:change-allegation": _amend("first"),
    "complaints:add-subject": _amend(),
    "complaints:identify-subject": _amend("second"),
    "complaints:change-subject": _amend("first"),
    "complaints:add-complainant": _amend(),
    "complaints:change-person": _amend("first"),
    "complaints:link": Rule(Work(permission=P.CASE_LINK), BOTH, _CASE),
    "complaints:tag": Rule(Work(permission=P.CASE_TAG), BOTH, _CASE),
    "complaints:place": Rule(Work(permission=P.CASE_AMEND), BOTH, _CASE),
    "complaints:unplace": Rule(
        Work(permission=P.CASE_AMEND), SENDS, ("slug", "row", "part")
    ),
    "complaints:restrict": Rule(MayInCase(permission=P.CASE_RESTRICT), BOTH, _CASE),
    "complaints:declare-conflict": Rule(OfCase(), BOTH, _CASE),
    "complaints:conflicts": Rule(MayInCase(permission=P.CONFLICT_DECIDE), args=_CASE),
    "complaints:record-conflict": Rule(
        MayInCase(permission=P.CONFLICT_DECIDE), BOTH, _CASE
    ),
    "complaints:decide-conflict": Rule(
        MayInCase(permission=P.CONFLICT_DECIDE), BOTH, ("slug", "conflict")
    ),
    "complaints:clocks": Rule(_OFFICIAL, args=_CASE),
    "complaints:extend-deadline": Rule(
        MayInCase(permission=P.CASE_EXTEND_DEADLINE), BOTH, ("slug", "clock")
    ),
    # The API.
    "api:docs": Rule(SignedIn()),
    "api:schema": Rule(SignedInOrClient()),
    "api:root": Rule(Client()),
    "api:cases": Rule(Client()),
    "api:case": Rule(ClientOfCase(), args=_CASE),
    "api:allegations": Rule(ClientOfCase(), args=_CASE),
    "api:subjects": Rule(ClientOfCase(), args=_CASE),
    "api:history": Rule(ClientOfCase(C.OFFICIAL), args=_CASE),
    "api:units": Rule(Client()),
    "api:categories": Rule(Client()),
    "api:results": Rule(Client()),
    "api:standards": Rule(Client()),
    "api:regimes": Rule(Client()),
    "api:severities": Rule(Client()),
    "api:forums": Rule(Client()),
}
