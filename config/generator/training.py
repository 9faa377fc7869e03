"""What those who handle synthetic cases were trained to do, and until when.

Most hold what their work asks for; of some it has lapsed or was never given, so that
an allocation to them asks for a reason.
"""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from organisation.models import Accreditation, AccreditationKind, Member

# For each role: (the course that its cases ask for, another that many of them took).
COURSES = {
    "investigator": ("dps-investigator", "senior-investigating-officer"),
    "champion": ("professional-standards-champion", "champion-refresher"),
    "local-manager": ("professional-standards-champion", "local-resolution"),
}
_STATES = ("held", "lapsed", "never")
_WEIGHTS = (82, 10, 8)


def train(member: Member, role: str, chance: Random) -> None:
    """Record what a handler of this role was trained to do."""
    first, other = COURSES[role]
    state = chance.choices(_STATES, _WEIGHTS)[0]
    began = timezone.localdate() - timedelta(days=chance.randrange(400, 1_800))
    if state != "never":
        ended = began + timedelta(days=chance.randrange(200, 390))
        accredit(member, first, began, ended if state == "lapsed" else None)
    if chance.random() < 0.3:
        accredit(member, other, began + timedelta(days=chance.randrange(30, 180)), None)


def accredit(member: Member, code: str, from_on: date, to_on: date | None) -> None:
    """Record one accreditation."""
    Accreditation.objects.create(
        member=member, kind=_kind(code), from_on=from_on, to_on=to_on
    )


def _kind(code: str) -> AccreditationKind:
    return AccreditationKind.objects.get(code=code)
