"""What waits in the registers for whoever decides there: counted, and led to."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from accounts.permissions import Permission as P
from complaints.filters.claims import ClaimFilters
from complaints.filters.conflicts import DeclaredFilters
from complaints.filters.restrictions import RestrictionFilters
from complaints.models import Claim, Restriction
from complaints.models.conflicts import ConflictState
from complaints.workflow import ClaimStatus, RestrictionStatus

COUNT_CAP = 1_000


@dataclass(frozen=True)
class Waiting:
    """Records that a register shows with these filters."""

    label: str
    number: int
    url: str

    @property
    def words(self) -> str:
        return f"{COUNT_CAP:,}+" if self.number > COUNT_CAP else f"{self.number:,}"


def waiting_in_registers(user: Any, *, today: date) -> list[Waiting]:
    """What the registers hold that the person has to decide or see to."""
    before = today - timedelta(days=1)
    late = f"review={before.day}/{before.month}/{before.year}"
    asked = (
        (
            P.RESTRICTION_IMPOSE,
            "Suspensions and restrictions to decide",
            "restrictions",
            f"state={RestrictionStatus.PROPOSED.value}",
        ),
        (
            P.RESTRICTION_REVIEW,
            "Reviews of suspensions and restrictions that are late",
            "restrictions",
            late,
        ),
        (
            P.CLAIM_AUTHORISE,
            "Open claims without an authorised settlement",
            "claims",
            f"state={ClaimStatus.OPEN.value}",
        ),
        (
            P.CONFLICT_DECIDE,
            "Conflicts of interest to decide",
            "conflict-register",
            f"kind=declared&state={ConflictState.TO_DECIDE.value}",
        ),
    )
    return [
        Waiting(label, _number(user, page, query), f"{_address(page)}?{query}")
        for right, label, page, query in asked
        if user.rights.allow(right)
    ]


def _address(page: str) -> str:
    return reverse(f"complaints:{page}")


def _number(user: Any, page: str, query: str) -> int:
    params = QueryDict(query)
    if page == "restrictions":
        rows = Restriction.objects.visible_to(user)
        rows = RestrictionFilters(params, rows, user=user).qs
    elif page == "claims":
        rows = ClaimFilters(params, Claim.objects.visible_to(user), user=user).qs
    else:
        rows = DeclaredFilters(params, user=user).qs
    return rows.order_by()[: COUNT_CAP + 1].count()
