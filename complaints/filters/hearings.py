"""Proceedings by when they sit and what came of them, as far as somebody may see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from accounts.roles import Reach
from complaints.filters.choices import names_known_to
from complaints.models import (
    Case,
    CaseClock,
    Finding,
    OfficerAppeal,
    PanelMember,
    Proceeding,
)
from complaints.models.clocks import Ended
from complaints.models.law import ForumKind
from complaints.models.proceedings import EndKind
from complaints.permissions import Sight
from complaints.rules.limits import OFFICERS_WINDOWS
from complaints.workflow.proceedings import OfficerAppealStatus, ProceedingStatus
from organisation.classification import FieldClass
from pages.capped import Capped, capped
from pages.lists import KeysetPage, Sort, among

MOST = 1_000
MOST_WAITING = 50
# The force could run three at once (MPA, PSCC 6 May 2004, item 7; before 2008).
AT_ONCE = 3
BY_DAY = Sort("day", "Day", ("sits_on", "begins_at"))
_OFF = [ProceedingStatus.ENDED, ProceedingStatus.REDIRECTED]
# Held, and nothing has come of it yet, or another forum hears it.
_UNDECIDED = [
    ProceedingStatus.HELD,
    ProceedingStatus.SENT_BACK,
    ProceedingStatus.REDIRECTED,
]
_WHERE = ("sits_on", "sits_at", "place")
_WHO = ("rank", "surname", "number")
_SHOWN = (
    *("case_id", "status", "reviewed", "kind", "forum_name", *_WHERE),
    *("subject__kind", "subject__description"),
    *(f"subject__member__{name}" for name in _WHO),
)
_OF_SEAT = (
    *("proceeding_id", "status", "upheld", "seat_name", "outsider"),
    *(f"member__{name}" for name in _WHO),
)
_OF_CASE = (
    *("reference", "confidentiality", "handler_id", "authority_id"),
    "responsible_unit_id",
)
HEARINGS = frozenset({ForumKind.HEARING, ForumKind.SPECIAL, ForumKind.BOARD})


@dataclass
class Sitting:
    """One sitting of the calendar, as this person sees it."""

    row: Any
    case: Any
    unit: str
    sight: Sight
    panel: list[Any]
    clashes: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        return self.row.subject_words if self.sight.identity else ""

    @property
    def is_recorded(self) -> bool:
        """Whether it names people to whose names each reading is recorded."""
        named = bool(self.who or self.panel)
        return named and self.sight.reach(FieldClass.IDENTITY) is Reach.RECORDED

    @property
    def panel_words(self) -> list[str]:
        if not self.sight.identity:
            return [seat.seat_name for seat in self.panel]
        return [f"{seat.seat_name}: {seat.who}" for seat in self.panel]


def month_of(
    user, params, first: date, after: date, *, kind="", unit=""
) -> tuple[KeysetPage, list[Sitting]]:
    """A page of what sits from one day until before another, by day and time."""
    rows = _seen_by(user).filter(sits_on__gte=first, sits_on__lt=after)
    if kind:
        rows = rows.filter(kind=kind)
    if unit:
        rows = rows.filter(case__responsible_unit__code=unit)
    rows = rows.select_related("subject__member").only(*_SHOWN)
    page = KeysetPage(rows, sorts=[BY_DAY], default=BY_DAY.key, params=params)
    cases, units = _cases(user, {row.case_id for row in page}), names_known_to(user)
    days = _Days(_seen_by(user), {row.sits_on for row in page})
    shown = []
    for row in page:
        if row.case_id not in cases:  # barred from it since the page was read
            continue
        row.case = case = cases[row.case_id]
        unit = units["unit"].get(case.responsible_unit_id, "")
        panel = days.panels[row.pk]
        shown.append(Sitting(row, case, unit, Sight(case, user), panel))
    for one in shown:
        one.clashes += days.clashes(one)
    return page, shown


def clashes_of(user, rows: Iterable[Any]) -> dict[int, list[str]]:
    """What clashes with each of these proceedings, among all that the user may see."""
    found = list(rows)
    days = _Days(_seen_by(user), {row.sits_on for row in found})
    shown = [
        Sitting(row, row.case, "", Sight(row.case, user), days.panels[row.pk])
        for row in found
    ]
    return {one.row.pk: list(days.clashes(one)) for one in shown}


def _seen_by(user) -> Any:
    """What sits or has sat, in cases of which the user may see what is official."""
    seen = Case.objects.showing(user, FieldClass.OFFICIAL).filter(pk=OuterRef("case"))
    rows = Proceeding.objects.exclude(status__in=_OFF).filter(Exists(seen))
    begins_at = Coalesce(Cast("sits_at", CharField()), Value(""))
    return rows.annotate(begins_at=begins_at)


def _cases(user, keys) -> dict[int, Any]:
    if not keys:
        return {}
    rows = Case.objects.visible_to(user).marked_own(user).filter(pk__in=keys)
    return {case.pk: case for case in rows.only(*_OF_CASE)}


class _Days:
    """All that sits on these days, on whichever page it stands, and before whom."""

    def __init__(self, rows: Any, days: set[date]):
        self.people: Counter = Counter()
        self.rooms: Counter = Counter()
        self.hearings: Counter = Counter()
        self.panels: dict[int, list[Any]] = defaultdict(list)
        sitting = {}
        of_days = rows.filter(sits_on__in=days) if days else rows.none()
        for key, kind, *where in of_days.values_list("pk", "kind", *_WHERE):
            sitting[key] = where[0]
            self.rooms[_room(*where)] += 1
            self.hearings[where[0]] += kind in HEARINGS
        for seat in _seats(list(sitting)):
            self.panels[seat.proceeding_id].append(seat)
            if seat.member_id is not None:
                self.people[sitting[seat.proceeding_id], seat.member_id] += 1

    def clashes(self, one: Sitting) -> Iterator[str]:
        """The same person, or the same room at once, twice; too many at once."""
        row = one.row
        for seat in one.panel:
            if self.people[row.sits_on, seat.member_id] > 1:
                name = seat.who if one.sight.identity else seat.seat_name
                yield f"{name} sits elsewhere that day"
        if row.place and self.rooms[_room(row.sits_on, row.sits_at, row.place)] > 1:
            yield "The room is taken at that time"
        if row.kind in HEARINGS and self.hearings[row.sits_on] > AT_ONCE:
            yield f"More than {AT_ONCE} hearings that day"


def _seats(keys: list[int]) -> list[PanelMember]:
    """Who sits in these proceedings; a panel of an appeal is not of the sitting."""
    if not keys:
        return []
    rows = PanelMember.objects.filter(among("proceeding", keys), appeal=None)
    rows = rows.select_related("member").only(*_OF_SEAT).order_by("number")
    return [seat for seat in rows if seat.sits]


def _room(day: date, at: Any, place: str) -> tuple[Any, ...]:
    return day, at, place.casefold()


def published(today: date, *, year: int | None = None) -> Capped:
    """The public register: what was heard, found and imposed, and of nobody by name."""
    rows = Proceeding.objects.filter(
        published=True, publish_until__gte=today, status=ProceedingStatus.TOLD
    )
    if year:
        rows = rows.filter(held_on__year=year)
    rows = rows.order_by("-held_on", "-pk").prefetch_related("imposed")
    found = capped(rows, MOST)
    categories = defaultdict(list)
    heard = Finding.objects.filter(proceeding__in=[row.pk for row in found])
    for key, name, proved in heard.order_by("pk").values_list(
        "proceeding_id", "outcome__allegation__category__name", "proved"
    ):
        categories[key].append((name or "Not categorised", proved))
    found[:] = [_public(row, categories[row.pk]) for row in found]
    return found


def to_publish(user, today: date) -> Capped:
    """What was told and waits for a decision on whether it is published, oldest first.

    Of cases of which the reader sees that, and of nobody by name; nothing that an
    appeal of the officer may still undo.
    """
    undecided = OfficerAppeal.objects.filter(proceeding=OuterRef("pk"))
    undecided = undecided.exclude(status=OfficerAppealStatus.DECIDED)
    number = Cast(OuterRef("number"), CharField())
    windows = CaseClock.objects.filter(
        case=OuterRef("case"),
        of=Concat(Value(f"{Proceeding._meta.verbose_name} "), number),
        code__in=OFFICERS_WINDOWS,
        ended=Ended.RUNNING,
        due_on__gte=today,
    )
    rows = Proceeding.objects.filter(
        status=ProceedingStatus.TOLD,
        published=None,
        case__in=Case.objects.showing(user, FieldClass.OFFICIAL),
    ).exclude(Exists(undecided) | Exists(windows))
    rows = rows.select_related("case").order_by("told_on", "pk")
    return capped(rows, MOST_WAITING)


_NOTHING = {False: "Nothing", True: "Set aside on appeal"}


def _public(row, heard) -> dict[str, Any]:
    """No reference, no unit and no rank: nothing by which to find out who it was."""
    imposed = list(row.imposed.all())
    stand = [one for one in imposed if one.set_aside_on is None]
    found = {name for name, proved in heard if proved} if row.proved else set()
    return {
        "held_on": row.held_on,
        "forum": row.forum_name,
        "allegations": sorted(found or {name for name, _ in heard}),
        "finding": "Proved" if row.proved else "Not proved",
        "sanction": stand[0].sanction_name if stand else _NOTHING[bool(imposed)],
    }


DIMENSIONS = {
    "kind": ("Kind of member", "subject__member__kind"),
    "rank": ("Rank", "subject__rank"),
    "gender": ("Gender", "subject__member__gender"),
    "ethnicity": ("Ethnicity", "subject__member__ethnicity"),
}
SPECIAL = ("gender", "ethnicity")


def outcomes_by(user, name: str, first: date, last: date, *, regime: str = ""):
    """{value: {what came of it: how many}} of what was held or ended in a period."""
    value = DIMENSIONS[name][1]
    in_period = Q(held_on__range=(first, last)) | Q(
        held_on=None, ended_on__range=(first, last)
    )
    rows = Proceeding.objects.filter(
        in_period, case__in=Case.objects.showing(user, FieldClass.OFFICIAL).values("pk")
    ).exclude(Q(status__in=_UNDECIDED) | Q(end_kind=EndKind.REOPENED))
    if regime:
        rows = rows.filter(regime=regime)
    # Where all that was imposed has been set aside, the proceedings count all the same.
    stands = FilteredRelation("imposed", condition=Q(imposed__set_aside_on=None))
    counted = (
        rows.annotate(stands=stands)
        .values_list(F(value), F("proved"), F("stands__sanction_name"), F("status"))
        .annotate(number=Count("pk", distinct=True))
    )
    found: dict[str, Counter] = defaultdict(Counter)
    for said, proved, sanction, status, number in counted.order_by():
        found[said or ""][_came_of_it(proved, sanction, status)] += number
    return found


def _came_of_it(proved, sanction, status) -> str:
    if status == ProceedingStatus.ENDED:
        return "Ended before a finding"
    if not proved:
        return "Not proved"
    return sanction or "Set aside"
