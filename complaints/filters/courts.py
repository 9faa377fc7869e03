"""Days in court of a month: criminal trials, civil ones, tribunals and inquests.

Of the first each is of a case, the others of a claim; no panel of ours sits there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.roles import Reach
from complaints.models import Case, Claim, CpsReferral
from complaints.models.claims import ClaimKind
from complaints.permissions import Sight
from organisation.classification import FieldClass
from pages.capped import Capped, capped

MOST = 100  # of a kind in a month
BESIDE = 25  # of all kinds, beside our own sittings
TRIAL = "trial"
# What the calendar is asked for, and the kinds of claim that are such a day in court.
_CLAIMS = {
    "civil": (ClaimKind.CIVIL_ACTION, ClaimKind.ACCIDENT),
    "employment": (ClaimKind.TRIBUNAL,),
    "inquest": (ClaimKind.INQUEST,),
}
KINDS = {
    TRIAL: "Criminal trial",
    "civil": "Civil trial",
    "employment": "Employment tribunal",
    "inquest": "Inquest",
}
_OF_TRIAL = (
    *("case_id", "status", "trial_on", "court"),
    *("subject__kind", "subject__description"),
    *(f"subject__member__{name}" for name in ("rank", "surname", "number")),
)
_OF_CLAIM = (
    *("reference", "kind", "status", "outcome", "hearing_on"),
    *("body__name", "responsible_unit__name"),
)
_KIND_OF: dict[str, str] = {
    each: kind for kind, claims in _CLAIMS.items() for each in claims
}


@dataclass(frozen=True)
class Day:
    """One of them, as this person sees it; `page` is of what `about` has."""

    on: date
    kind: str
    about: Any
    page: str
    court: str
    who: str
    state: str
    tone: str
    is_recorded: bool = False  # it names somebody; each reading of that is recorded

    @property
    def what(self) -> str:
        return KINDS[self.kind]

    @property
    def address(self) -> str:
        return f"{self.about.get_absolute_url()}{self.page}"


def days_in_court(user, first: date, after: date, *, kind="", unit="") -> Capped:
    """Those from one day until before another, of a kind or of all, in their order."""
    most = MOST if kind else BESIDE
    trials = _between(_trials(user, kind, unit), "trial_on", first, after, most)
    claims = _between(_claims(user, kind, unit), "hearing_on", first, after, most)
    days = [*_of_trials(user, trials), *map(_of_claim, claims)]
    days.sort(key=lambda one: one.on)
    found = Capped(days[:most])
    found.more = trials.more or claims.more or len(days) > most
    return found


def _between(rows, field: str, first: date, after: date, most: int) -> Capped:
    rows = rows.filter(**{f"{field}__gte": first, f"{field}__lt": after})
    return capped(rows.order_by(field, "pk"), most)


def _trials(user, kind: str, unit: str) -> Any:
    if kind not in ("", TRIAL):
        return CpsReferral.objects.none()
    seen = Case.objects.showing(user, FieldClass.OFFICIAL).filter(pk=OuterRef("case"))
    over = Q(result_on__lt=F("trial_on"))  # decided before the day it was fixed for
    rows = CpsReferral.objects.filter(Exists(seen)).exclude(over)
    if unit:
        rows = rows.filter(case__responsible_unit__code=unit)
    return rows.select_related("subject__member").only(*_OF_TRIAL)


def _claims(user, kind: str, unit: str) -> Any:
    rows = Claim.objects.visible_to(user)
    if kind:
        rows = rows.filter(kind__in=_CLAIMS.get(kind, ()))
    if unit:
        rows = rows.filter(responsible_unit__code=unit)
    return rows.select_related("body", "responsible_unit").only(*_OF_CLAIM)


def _of_trials(user, trials) -> Iterator[Day]:
    """Trials, with who is tried where that is shown."""
    keys = {row.case_id for row in trials}
    rows = Case.objects.visible_to(user).marked_own(user)
    rows = rows.with_list_details()
    cases = rows.in_bulk(keys) if keys else {}
    for row in trials:
        case = cases.get(row.case_id)
        if case is None:  # barred from it since the trials were read
            continue
        sight = Sight(case, user)
        tried = row.subject is not None and sight.identity
        yield Day(
            row.trial_on,
            TRIAL,
            case,
            "proceedings/",
            row.court,
            row.subject_words if tried else "",
            row.state_words,
            row.tone,
            tried and sight.reach(FieldClass.IDENTITY) is Reach.RECORDED,
        )


def _of_claim(claim) -> Day:
    return Day(
        claim.hearing_on,
        _KIND_OF[claim.kind],
        claim,
        "",
        str(claim.body or ""),
        "",
        claim.get_outcome_display() or claim.get_status_display(),
        "done" if claim.outcome else "active",
    )
