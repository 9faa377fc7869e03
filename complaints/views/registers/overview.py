"""The registers and calendars that somebody may read, on one page."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.roles import Reach
from complaints.apps import FORCE, SHOWING
from complaints.models.advice import reads_advice
from organisation.classification import FieldClass
from pages.refusals import NotAllowed


@dataclass(frozen=True)
class Register:
    """A register: its name, where it is, what it holds, and who may read it."""

    title: str
    url_name: str
    about: str
    read: Permission | Callable[[Any], bool]

    def shown_to(self, user: Any) -> bool:
        if isinstance(self.read, Permission):
            return bool(user.rights.allow(self.read))
        return self.read(user)


def _shows(
    field_class: FieldClass, reaches: Set[Reach] = SHOWING
) -> Callable[[Any], bool]:
    return lambda user: bool(user.rights.reaches(field_class) & reaches)


REGISTERS = (
    Register(
        "Hearings",
        "complaints:hearings",
        "What sits in a month, where and before whom.",
        _shows(FieldClass.OFFICIAL),
    ),
    Register(
        "Consistency",
        "complaints:consistency",
        "What came of proceedings by rank, gender and ethnicity, in counts alone.",
        _shows(FieldClass.OFFICIAL, FORCE),
    ),
    Register(
        "Published outcomes",
        "complaints:outcomes",
        "What came of proceedings, of nobody by name.",
        _shows(FieldClass.PUBLIC),
    ),
    Register(
        "Appeals to the IPCC",
        "complaints:appeal-register",
        "What complainants appealed against, what came of it, and the rate by unit.",
        _shows(FieldClass.OFFICIAL),
    ),
    Register(
        "Advice",
        "complaints:advice",
        "What was asked in general, and answered.",
        reads_advice,
    ),
    Register(
        "Risk Register",
        "complaints:risks",
        "Cases and matters of high risk, for the intelligence operations meeting.",
        Permission.RISK_READ,
    ),
    Register(
        "Suspensions and restrictions",
        "complaints:restrictions",
        "Who is kept from duty, or from part of it, until when and why.",
        Permission.RESTRICTION_READ,
    ),
    Register(
        "Intervention scheme",
        "complaints:interventions",
        "Officers of whom several complain, and what is done to help.",
        Permission.INTERVENTION_READ,
    ),
    Register(
        "Claims",
        "complaints:claims",
        "Civil actions, accident claims, employment tribunal cases and inquests.",
        Permission.CLAIM_READ,
    ),
    Register(
        "Freedom of Information requests",
        "complaints:foi-requests",
        "What was asked under the Act, what was decided, and when it is due.",
        Permission.FOI_READ,
    ),
    Register(
        "Intelligence items",
        "complaints:intelligence-items",
        "New reports, developments, source files and closing reports, as they are "
        "counted.",
        Permission.INTELLIGENCE_READ,
    ),
    Register(
        "Counts of intelligence items",
        "complaints:intelligence-counts",
        "By B/OCU and kind for a period, for profiles.",
        Permission.INTELLIGENCE_COUNT,
    ),
    Register(
        "Conflicts of interest",
        "complaints:conflict-register",
        "Declared by people, or following from who manages whom.",
        Permission.CONFLICT_DECIDE,
    ),
    Register(
        "Delegations",
        "complaints:delegations",
        "Who may use powers of an appropriate authority, from when to when.",
        Permission.DELEGATION_READ,
    ),
)


def registers_of(user: Any) -> list[Register]:
    """Those that the person may read."""
    return [each for each in REGISTERS if each.shown_to(user)]


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    found = registers_of(request.user)
    if not found:
        raise NotAllowed("Your role does not show any register.")
    return render(request, "complaints/registers/overview.html", {"registers": found})
