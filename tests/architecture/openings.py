"""To whom an address opens, said twice.

`predict` reads it off the policy (accounts.roles), for somebody of a role who stands
near the case or far from it; `decide` asks the checks that the pages ask, with real
rows. `test_urls` compares the two for every role.
"""

from dataclasses import dataclass
from enum import Enum

from accounts.permissions import Permission as P
from accounts.roles import Reach, Role
from casework.acting import check_right
from complaints import actions, permissions
from complaints.actions.steps import part_model
from complaints.models import Case
from complaints.permissions import Sight
from complaints.permissions.officers import check_can_read_officers
from complaints.workflow import REGISTERS, table_of
from organisation.classification import FieldClass as C
from pages.refusals import NotAllowed
from tests.complaints.steps import BY_VERB


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


class SignedInOrClient(SignedIn):
    """The same, and programs; the answer to others is a program's."""

    anonymous = 401


@dataclass(frozen=True)
class Holds:
    """Whoever holds a permission, anywhere."""

    permission: P
    anonymous = 302

    def predict(self, role, near):
        return OPEN if self.permission in role.permissions else REFUSED

    def decide(self, user, near, scene):
        return OPEN if user.rights.allow(self.permission) else REFUSED


class Advises:
    """Whoever asks for advice, or gives it."""

    anonymous = 302

    def _verdict(self, holds_any):
        return OPEN if holds_any else REFUSED

    def predict(self, role, near):
        asking = {P.CASE_ASK_ADVICE, P.CASE_GIVE_ADVICE}
        return self._verdict(asking & role.permissions)

    def decide(self, user, near, scene):
        allow = user.rights.allow
        return self._verdict(allow(P.CASE_ASK_ADVICE) or allow(P.CASE_GIVE_ADVICE))


class Answers:
    """Whoever gives advice for the unit that was asked."""

    anonymous = 302

    def predict(self, role, near):
        may = P.CASE_GIVE_ADVICE in role.permissions and near
        return OPEN if may else REFUSED

    def decide(self, user, near, scene):
        return passes(actions.check_can_answer, scene.question, by=user)


class ReadsOfficers:
    """Whoever sees, in the course of casework, who people are."""

    anonymous = 302

    def predict(self, role, near):
        return OPEN if shows(role, C.IDENTITY, near=True) else REFUSED

    def decide(self, user, near, scene):
        return passes(check_can_read_officers, user)


@dataclass(frozen=True)
class Shows:
    """Whoever sees a class of fields of some case; `far`: of every case."""

    field_class: C
    far: bool = False
    anonymous = 302

    def predict(self, role, near):
        shown = shows(role, self.field_class, near=not self.far)
        return OPEN if shown else REFUSED

    def decide(self, user, near, scene):
        reaches = user.rights.reaches(self.field_class)
        asked = _FAR if self.far else _FAR | {Reach.OWN, Reach.UNIT}
        return OPEN if reaches & asked else REFUSED


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
        permission = P(table_of(self.verb)[self.verb].permission)
        return OPEN if holds(role, permission, near=near) else REFUSED

    def _checked(self, user, case):
        return passes(permissions.check_verb, self.verb, case, by=user)


@dataclass(frozen=True)
class DoesStep(OfCase):
    """A line of the table of a part, of a case that is with one."""

    verb: str = ""

    @property
    def permission(self):
        return P(table_of(self.verb)[self.verb].permission)

    def _allowed(self, role, near):
        """Whoever handles it, or is sent it to decide, has it with them anywhere."""
        step = BY_VERB[self.verb]
        sent = "reported" in step.state and P.CASE_DETERMINE in role.permissions
        may = holds(role, self.permission, near=near)
        with_one = near or step.handles or sent
        return OPEN if may and shows(role, C.IDENTITY, near=with_one) else REFUSED

    def _checked(self, user, case):
        part = part_model(self.verb)(case=case)
        return passes(permissions.check_part_right, self.verb, case, part, by=user)


@dataclass(frozen=True)
class OfRegister:
    """A register that one reads, or a record of it; none of another unit is there."""

    permission: P
    noun: str = ""
    anonymous = 302

    def predict(self, role, near):
        if not self.noun:  # the list of one's own units opens, with what is theirs
            return OPEN if self.permission in role.permissions else REFUSED
        return OPEN if holds(role, self.permission, near=near) else HIDDEN

    def decide(self, user, near, scene):
        if not self.noun:
            return OPEN if user.rights.allow(self.permission) else REFUSED
        record = scene.record(self.noun)
        rows = type(record).objects.visible_to(user)
        return OPEN if rows.filter(pk=record.pk).exists() else HIDDEN


@dataclass(frozen=True)
class TakesRegister(OfRegister):
    """A register that one reads and may take out of the system."""

    def predict(self, role, near):
        may = {self.permission, P.CASE_EXPORT} <= role.permissions
        return OPEN if may else REFUSED

    def decide(self, user, near, scene):
        rights = user.rights
        allowed = rights.allow(self.permission) and rights.allow(P.CASE_EXPORT)
        return OPEN if allowed else REFUSED


@dataclass(frozen=True)
class DoesRecord(OfRegister):
    """A line of the table of a register; whoever does not read it finds nothing."""

    verb: str = ""

    @property
    def line(self):
        return REGISTERS[self.noun][self.verb]

    def predict(self, role, near):
        begins = self.line.sources == ("",)
        seen = begins or super().predict(role, near) is OPEN
        if not seen:
            return HIDDEN
        return OPEN if holds(role, P(self.line.permission), near=near) else REFUSED

    def decide(self, user, near, scene):
        if self.line.sources == ("",):
            allowed = user.rights.allow(self.line.permission, scene.unit.pk)
            return OPEN if allowed else REFUSED
        if super().decide(user, near, scene) is HIDDEN:
            return HIDDEN
        record = scene.record_of_verb(self.noun, self.verb)
        table = REGISTERS[self.noun]
        return passes(check_right, table, self.verb, record, by=user)


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
