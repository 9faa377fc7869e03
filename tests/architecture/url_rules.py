"""Who is let in at every address: one line for each name of the resolver.

A rule says it twice. `predict` reads it off the policy (accounts.roles), for somebody
of a role who stands near the case or far from it; `decide` asks the checks that the
pages ask, with real rows. `test_urls` compares the two for every role.
"""

from dataclasses import dataclass
from enum import Enum

from accounts.permissions import Permission as P
from accounts.roles import Reach, Role
from complaints import permissions
from complaints.models import Case
from complaints.permissions import Sight
from organisation.classification import FieldClass as C
from pages.refusals import NotAllowed


class Verdict(Enum):
    OPEN = (200, 204, 302)
    REFUSED = (403,)
    HIDDEN = (404,)


OPEN, REFUSED, HIDDEN = Verdict.OPEN, Verdict.REFUSED, Verdict.HIDDEN
_FAR = {Reach.ALL, Reach.RECORDED}


def shows(role: Role, field_class: C, *, near: bool) -> bool:
    """Whether the policy shows this class of a case near to or far from a role."""
    reach = role.reach(field_class)
    return reach in _FAR or (near and reach in {Reach.OWN, Reach.UNIT})


def holds(role: Role, permission: P, *, near: bool) -> bool:
    return permission in role.permissions and (near or not role.within_unit)


def passes(check, *args, **kwargs) -> Verdict:
    try:
        check(*args, **kwargs)
    except NotAllowed:
        return REFUSED
    return OPEN


class Public:
    """Anybody, signed in or not."""

    anonymous = 200

    def predict(self, role, near):
        return OPEN

    def decide(self, user, near, scene):
        return OPEN


class SignedIn(Public):
    """Anybody who has signed in."""

    anonymous = 302


@dataclass(frozen=True)
class Holds:
    """Whoever holds a permission, anywhere."""

    permission: P
    anonymous = 302

    def predict(self, role, near):
        return OPEN if self.permission in role.permissions else REFUSED

    def decide(self, user, near, scene):
        return OPEN if user.rights.allow(self.permission) else REFUSED


@dataclass(frozen=True)
class Own:
    """Something of one's own: to anybody else it is not there."""

    permission: P | None = None
    first: bool = False  # the permission is asked before the thing is looked for
    everybody: P | None = None  # with this one sees other people's too
    anonymous = 302

    def _verdict(self, allowed, near, all_of_them):
        if not allowed and self.first:
            return REFUSED
        if all_of_them:
            return OPEN
        return OPEN if allowed and near else HIDDEN

    def predict(self, role, near):
        return self._verdict(
            self.permission is None or self.permission in role.permissions,
            near,
            self.everybody in role.permissions,
        )

    def decide(self, user, near, scene):
        rights = user.rights
        return self._verdict(
            self.permission is None or rights.allow(self.permission),
            near,
            self.everybody is not None and rights.allow(self.everybody),
        )


@dataclass(frozen=True)
class OfCase:
    """A case within reach, of which the role sees a class of fields."""

    field_class: C = C.PUBLIC
    anonymous = 302

    def predict(self, role, near):
        if not shows(role, C.PUBLIC, near=near):
            return HIDDEN
        return self._allowed(role, near)

    def _allowed(self, role, near):
        return OPEN if shows(role, self.field_class, near=near) else REFUSED

    def decide(self, user, near, scene):
        case = scene.case_of(self, user)
        if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
            return HIDDEN
        return self._checked(user, case)

    def _checked(self, user, case):
        return OPEN if Sight(case, user).shows_class(self.field_class) else REFUSED


@dataclass(frozen=True)
class MayInCase(OfCase):
    """A case within reach, for whose unit one holds a permission."""

    permission: P = P.CASE_RESTRICT

    def _allowed(self, role, near):
        return OPEN if holds(role, self.permission, near=near) else REFUSED

    def _checked(self, user, case):
        unit = case.responsible_unit_id
        return OPEN if user.rights.allow(self.permission, unit) else REFUSED


@dataclass(frozen=True)
class Work(OfCase):
    """A case that is with one, and the permission for this kind of work."""

    permission: P = P.CASE_NOTE

    def _allowed(self, role, near):
        may = holds(role, self.permission, near=near)
        return OPEN if may and shows(role, C.IDENTITY, near=near) else REFUSED

    def _checked(self, user, case):
        return passes(permissions.check_can_work, self.permission, case, by=user)


@dataclass(frozen=True)
class Amend(Work):
    """The same, while the case may still be changed."""

    permission: P = P.CASE_AMEND

    def _checked(self, user, case):
        return passes(permissions.check_can_amend, case, by=user)


@dataclass(frozen=True)
class Does(OfCase):
    """A line of the transition table, in the state it starts from."""

    verb: str = ""
    state: str = ""

    def _allowed(self, role, near):
        return OPEN if holds(role, P(f"case.{self.verb}"), near=near) else REFUSED

    def _checked(self, user, case):
        return passes(permissions.check_verb, self.verb, case, by=user)


@dataclass(frozen=True)
class Client:
    """API clients of a role that may use it."""

    anonymous = 401

    def predict(self, role, near):
        return OPEN if P.API_READ in role.permissions else REFUSED

    def decide(self, user, near, scene):
        return OPEN if user.rights.allow(P.API_READ) else REFUSED


@dataclass(frozen=True)
class ClientOfCase(OfCase):
    """The same, and a case within reach."""

    anonymous = 401

    def predict(self, role, near):
        if P.API_READ not in role.permissions:
            return REFUSED
        return super().predict(role, near)

    def decide(self, user, near, scene):
        if not user.rights.allow(P.API_READ):
            return REFUSED
        return super().decide(user, near, scene)


@dataclass(frozen=True)
class Rule:
    """Who is let in, with which methods, and what an address and a form need."""

    opens: object
    methods: tuple[str, ...] = ("GET",)
    args: tuple[str, ...] = ()  # names of what `Scene.args` puts into the address
    also: tuple[int, ...] = ()  # further statuses that being let in may answer


READS, SENDS, BOTH = ("GET",), ("POST",), ("GET", "POST")
_CASE = ("slug",)
_LOGS, _STEP = Own(P.CASE_LOG, first=True), Own(P.CASE_LOG)
_ACCOUNTS, _KEEPS = Holds(P.ACCOUNT_MANAGE), Holds(P.REFERENCE_EDIT)
_IMPORTS = Holds(P.CASE_IMPORT)
_OFFICIAL = OfCase(C.OFFICIAL)


def _step(*args, opens=_STEP):
    return Rule(opens, BOTH, ("key", *args))


def _verb(verb, state):
    return Rule(Does(verb=verb, state=state), BOTH, _CASE)


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
    "mfa_deactivate_totp": Rule(SignedIn(), BOTH),
    "mfa_view_recovery_codes": Rule(SignedIn()),
    "mfa_generate_recovery_codes": Rule(SignedIn(), BOTH),
    "mfa_download_recovery_codes": Rule(SignedIn()),
    "casework:notifications": Rule(SignedIn()),
    "casework:notifications-read": Rule(SignedIn(), SENDS),
    "casework:notification-open": Rule(Own(), SENDS, ("notification",)),
    "casework:draft-save": Rule(SignedIn(), SENDS),
    "casework:draft-discard": Rule(SignedIn(), SENDS),
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
    "reference-replace": Rule(_KEEPS, BOTH, ("table", "row")),
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
    "complaints:export": Rule(Holds(P.CASE_EXPORT), SENDS),
    "complaints:export-file": Rule(Own(P.CASE_EXPORT, first=True), args=("export",)),
    "complaints:new": Rule(Holds(P.CASE_LOG), BOTH),
    "complaints:new-quick": Rule(Holds(P.CASE_LOG), BOTH),
    "complaints:new-resume": Rule(_LOGS, args=("key",)),
    "complaints:new-start": _step(),
    "complaints:new-discard": _step(),
    "complaints:new-said": _step(),
    "complaints:new-people": _step(),
    "complaints:new-person": _step("first"),
    "complaints:new-match": _step("first"),
    "complaints:new-acts-for": _step("first"),
    "complaints:new-characteristics": _step("first"),
    "complaints:new-subjects": _step(),
    "complaints:new-subject": _step("first"),
    "complaints:new-member": _step("first"),
    "complaints:new-risk": _step(),
    "complaints:log": _step(opens=_LOGS),
    "complaints:new-remove": _step("people", "first"),
    "complaints:logged": Rule(OfCase(), args=_CASE),
    # One case: its pages.
    "complaints:case": Rule(OfCase(), args=_CASE),
    "complaints:allegations": Rule(OfCase(), args=_CASE),
    "complaints:people": Rule(_OFFICIAL, BOTH, _CASE),
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
    "complaints:attach": Rule(Work(permission=P.CASE_ATTACH), SENDS, _CASE),
    # One case: its verbs.
    "complaints:record": _verb("record", "received"),
    "complaints:decline": _verb("decline", "received"),
    "complaints:check": _verb("check", "recorded"),
    "complaints:assess": _verb("assess", "checked"),
    "complaints:allocate": _verb("allocate", "assessed"),
    "complaints:start": _verb("start", "allocated"),
    "complaints:submit-report": _verb("submit-report", "investigating"),
    "complaints:return": _verb("return", "reported"),
    "complaints:determine": _verb("determine", "reported"),
    "complaints:notify": _verb("notify", "determined"),
    "complaints:finalise": _verb("finalise", "notified"),
    "complaints:reopen": _verb("reopen", "finalised"),
    "complaints:withdraw": _verb("withdraw", "investigating"),
    # One case: what it says, and who may read it.
    "complaints:amend": _amend(),
    "complaints:add-allegation": _amend(),
    "complaints:change-allegation": _amend("first"),
    "complaints:add-subject": _amend(),
    "complaints:identify-subject": _amend("second"),
    "complaints:add-complainant": _amend(),
    "complaints:change-person": _amend("first"),
    "complaints:link": Rule(Work(permission=P.CASE_LINK), BOTH, _CASE),
    "complaints:tag": Rule(Work(permission=P.CASE_TAG), BOTH, _CASE),
    "complaints:restrict": Rule(MayInCase(permission=P.CASE_RESTRICT), BOTH, _CASE),
    "complaints:declare-conflict": Rule(OfCase(), BOTH, _CASE),
    "complaints:conflicts": Rule(MayInCase(permission=P.CONFLICT_DECIDE), args=_CASE),
    "complaints:end-conflict": Rule(
        MayInCase(permission=P.CONFLICT_DECIDE), BOTH, ("slug", "conflict")
    ),
    # The API.
    "api:docs": Rule(SignedIn()),
    "api:schema": Rule(SignedIn()),
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
}
