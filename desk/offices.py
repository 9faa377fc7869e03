"""What waits for an office besides what the state of a case says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.permissions import Permission as P
from complaints.filters import ACTION_REVIEW
from complaints.querysets import action_to_review

_OFFICES = {
    P.CASE_ASSESS_SEVERITY: "To assess severity",
    P.CASE_REFER_CPS: "To send to the CPS",
    P.CASE_REDIRECT_PROCEEDING: "Back from the Hearings Office",
    P.CASE_ARRANGE_MEETING: "Meetings to arrange",
    P.CASE_RECORD_MANAGEMENT_ACTION: "Management action to record",
    P.CASE_ARRANGE_HEARING: "Hearings to review and arrange",
    P.CASE_CONTINUE_AS_CONDUCT: "Withdrawn: does it go on as conduct?",
}
_INDEPENDENT = (P.CASE_REDIRECT_PROCEEDING, P.CASE_CONTINUE_AS_CONDUCT)


@dataclass(frozen=True)
class Waits:
    """Cases that wait for holders of a right, and what the list of cases calls them."""

    right: P
    label: str
    asked: str
    which: Q
    to_do: bool = True
    awaits: P | None = None  # which of the things that those cases wait for, if not all
    independent: P | None = None  # done only by who had no part in the case


def waits_of_offices(today: date) -> Iterator[Waits]:
    waits = ~Q(awaits=[])
    for right, label in _OFFICES.items():
        independent = right if right in _INDEPENDENT else None
        yield Waits(right, label, right, waits, awaits=right, independent=independent)
    yield Waits(
        P.CASE_RECORD_MANAGEMENT_ACTION,
        "Management action to review",
        ACTION_REVIEW,
        action_to_review(today),
        to_do=False,  # its day is not that of its case
    )
