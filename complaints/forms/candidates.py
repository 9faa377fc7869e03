"""Who could handle a case in a unit: workload and training of each."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import Posting
from accounts.models.users import UserKind
from accounts.permissions import Permission
from accounts.roles import ROLES
from complaints.models import Case
from complaints.querysets import conflicted_among
from organisation.models import Accreditation
from pages.words import counted

_HANDLING = [
    slug
    for slug, role in ROLES.items()
    if Permission.CASE_SUBMIT_REPORT in role.permissions
]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may handle cases of the unit."""

    user: object
    role: str
    open_cases: int
    training: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.user.name}, {self.role}"

    @property
    def warning(self) -> str:
        """Why a reason is asked for; empty when there is none."""
        if self.training:
            return ""
        return "No current training as an investigator is recorded"

    @property
    def words(self) -> str:
        cases = counted(self.open_cases, "open case")
        training = self.warning or "; ".join(self.training)
        return f"{cases}. {training}."


def candidates(case, unit, *, by, on):
    """(candidates, number left out) for the unit on a day.

    Left out is who may not handle this case, because they have a conflict in it. Cases
    are counted as `by` sees them; for nobody, where the answer is already chosen and
    only judged, they are not.
    """
    postings = (
        Posting.objects.on(on)
        .filter(
            unit=unit,
            role__in=_HANDLING,
            user__is_active=True,
            user__kind=UserKind.PERSON,
        )
        .select_related("user")
        .order_by("user__name", "pk")
    )
    by_user = {}
    for posting in postings:
        by_user.setdefault(posting.user_id, posting)
    conflicted = conflicted_among([posting.user for posting in by_user.values()], case)
    allowed = [
        posting for posting in by_user.values() if posting.user_id not in conflicted
    ]
    workload = _workload(allowed, by) if by else Counter()
    training = _training(allowed, on)
    found = [
        Candidate(
            user=posting.user,
            role=posting.role_name,
            open_cases=workload[posting.user_id],
            training=tuple(training.get(posting.user.member_id, ())),
        )
        for posting in allowed
    ]
    found.sort(key=lambda one: (bool(one.warning), one.open_cases, one.user.name))
    return found, len(by_user) - len(allowed)


def _workload(postings, by):
    """Open cases of each handler, counted where they stand."""
    rows = (
        Case.objects.visible_to(by)
        .open()
        .filter(handler__in=[posting.user_id for posting in postings])
    )
    counts = rows.order_by().values_list("handler").annotate(n=Count("pk"))
    return Counter(dict(counts))


def _training(postings, on):
    members = [posting.user.member_id for posting in postings]
    found = {}
    for row in (
        Accreditation.objects.on(on)
        .filter(member__in=members, kind__investigates=True)
        .select_related("kind")
        .order_by("pk")
    ):
        found.setdefault(row.member_id, []).append(row.kind.name)
    return found
