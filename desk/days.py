"""Days that somebody set in a case: until when something is done or looked at again.

All kinds are asked for at once, each along its own index.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from accounts.permissions import Permission
from complaints.models import (
    Enquiry,
    ManagementAction,
    Marker,
    PlanAction,
    WitnessCare,
)
from desk.reviews import Asked, in_unit, narrowed_by, narrowed_to

HANDLER = "case__handler"
_NUMBER = "number"


@dataclass(frozen=True)
class Days:
    """One kind: those that wait, in words, and the page of the case that has them."""

    waiting: Callable[[], QuerySet]
    words: str
    page: str
    task: bool = False  # something to do; else to look at again
    owner: str = ""  # where the name stands of whoever sees to it
    right: Permission | None = None  # whose it is, where it is nobody's by name
    closed: bool = False  # also once its case is closed
    counted: str = _NUMBER  # where the number stands that the words name

    def of(self, cases: Any, asked: Asked) -> QuerySet:
        """Those in these cases, and of whoever is asked for."""
        # Before they are joined: cases of the unit, not all.
        cases = in_unit(cases if self.closed else cases.open(), asked)
        rows = self.waiting().filter(case__in=cases)
        if self.right is None:
            rows = narrowed_by(self.owner)(rows, asked)
        else:
            unit = "case__responsible_unit"
            rows = narrowed_to(self.right, posted=False, unit=unit)(rows, asked)
        name = F(f"{self.owner}__name") if self.owner else Value("")
        return rows.annotate(counted=F(self.counted), owner_name=name)


KINDS = (
    Days(
        Marker.objects.waiting,
        "Review of the duties of a subject, marker {}",
        "handling/",
        owner=HANDLER,
    ),
    Days(
        Enquiry.objects.waiting,
        "Line of enquiry {}",
        "logs/",
        task=True,
        owner="owner",
    ),
    Days(
        PlanAction.objects.waiting,
        "Agreed action {} of the local resolution",
        "handling/",
        task=True,
        owner=HANDLER,
    ),
    Days(
        ManagementAction.objects.waiting,
        "Review of management action {}",
        "proceedings/",
        right=Permission.CASE_RECORD_MANAGEMENT_ACTION,
        closed=True,
    ),
    Days(
        WitnessCare.objects.waiting,
        "Next contact with witness {}",
        "witnesses/",
        owner=HANDLER,
        counted="witness__number",
    ),
)


class Day(NamedTuple):
    """One of them, as the diary shows it."""

    place: int
    pk: int
    due: date
    case_id: int
    counted: int
    owner_name: str | None

    @property
    def words(self) -> str:
        return KINDS[self.place].words.format(self.counted)

    @property
    def page(self) -> str:
        return KINDS[self.place].page


def at_once(kinds: Iterable[tuple[int, QuerySet]]) -> Iterator[Day]:
    """The rows of several kinds by one question; each has its order and its limit."""
    asked = [
        rows.annotate(place=Value(place)).values_list(*Day._fields)
        for place, rows in kinds
    ]
    if asked:
        first, *others = asked
        yield from map(Day._make, first.union(*others, all=True))
