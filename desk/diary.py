"""Whose dates come next: limits that run, tasks and reviews, of a person or a unit.

Tables each in the order of its own index, merged page by page: what is on a page costs
the same however far on it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core import signing
from django.db.models import F, Q, QuerySet, Value
from django.http import QueryDict

from accounts.models import User
from casework.clocks import Clock, away
from casework.deadlines import Deadlines, NoRule
from complaints.actions import coming_due
from complaints.actions.clocks import NEVER
from complaints.filters import NOBODY
from complaints.models import Case, CaseClock, CaseTask
from complaints.models.clocks import Ended
from complaints.permissions import Sight
from complaints.rules import limits
from desk.days import KINDS as DAYS
from desk.days import Day, Limit, at_once
from desk.owed import owed_by, owed_in
from desk.requests import Reach, due_in_order, key_of, waiting
from desk.reviews import KINDS as REVIEWS
from desk.reviews import Asked
from organisation.classification import FieldClass
from organisation.models import Unit
from pages.fields import sentence_start
from pages.lists import PER_PAGE, PER_PAGE_CHOICES, RowComparison, changed_url
from pages.refusals import BadInput

SALT = "diary"
KINDS = {
    "deadlines": "Deadlines",
    "updates": "Updates",
    "tasks": "Tasks",
    "reviews": "Reviews",
}
LATE, TODAY, WEEK, LATER = "Late", "Today", "This week", "Later"
# Of a day, what is a clock stands before what is a task, then reviews by kind, and what
# was set in a case, and last requests.
CLOCK, TASK, REVIEW = 0, 1, 2
DAY = REVIEW + len(REVIEWS)
REQUEST = DAY + len(DAYS)


@dataclass(frozen=True)
class Entry:
    """One date: what is due, in which case if it is of one, and whose it is."""

    due_on: date
    source: int
    key: Any  # its place among those of its table on the day
    case_id: int | None
    owner: str
    row: Any

    @property
    def place(self) -> tuple[date, int, Any]:
        return self.due_on, self.source, self.key


class Diary:
    """One page of somebody's dates: their own, or those of a unit."""

    def __init__(
        self,
        user: User,
        params: QueryDict,
        *,
        today: date,
        known: Deadlines,
        unit: Unit | None = None,
        person: User | None = None,
        people: Sequence[User] = (),
    ):
        """Of a `unit`, its limits, and in its cases the tasks of its `people`."""
        self.user, self.params, self.today, self.known = user, params, today, known
        self.unit, self.person, self.people = unit, person, people
        self._bound: date | None = None
        self.of_nobody = params.get("person") == NOBODY
        self.kind = params.get("kind", "")
        if self.kind and self.kind not in KINDS:
            raise BadInput("A diary has no dates of this kind.", field="kind")
        self.per_page = self._read_per_page(params.get("per_page", ""))
        self.backwards, self.after = self._read_cursor(params.get("cursor", ""))

    @cached_property
    def _cases(self) -> Any:
        """A diary says how cases stand: those of which this person may see that."""
        return Case.objects.showing(self.user, FieldClass.OFFICIAL)

    @cached_property
    def _asked(self) -> Asked:
        return Asked(self.user, self.unit, self.person, self.of_nobody)

    @cached_property
    def _fetched(self) -> list[Entry]:
        entries = list(self._clocks())
        if len(entries) > self.per_page:  # what lies beyond them is on no such page
            self._bound = entries[-1].due_on
        entries += [*self._tasks(), *self._reviews(), *self._days(), *self._requests()]
        entries.sort(key=lambda entry: entry.place, reverse=self.backwards)
        return entries[: self.per_page + 1]

    @cached_property
    def rows(self) -> list[Entry]:
        shown = self._fetched[: self.per_page]
        return shown[::-1] if self.backwards else shown

    def _clocks(self) -> Iterator[Entry]:
        if self.kind in ("tasks", "reviews"):
            return
        rows = CaseClock.objects.filter(ended=Ended.RUNNING, due_on__lt=NEVER)
        rows = rows.exclude(code__in=limits.WINDOWS, due_on__lt=self.today)
        if self.kind:
            rows = rows.filter(
                Q(code__in=limits.UPDATES)
                if self.kind == "updates"
                else ~Q(code__in=limits.UPDATES)
            )
        rows = rows.filter(case__in=self._cases).annotate(owner_name=F("owner__name"))
        own = rows.filter(unit=self.unit) if self.unit else rows
        found = self._page(self._of_person(own), CLOCK)
        owed = [self._page(rows.filter(each), CLOCK) for each in self._owed()]
        found = found.union(*owed, all=True) if owed else found
        entries = [
            Entry(row.due_on, CLOCK, row.pk, row.case_id, row.owner_name or "", row)
            for row in found
        ]
        entries.sort(key=lambda entry: entry.place, reverse=self.backwards)
        yield from entries[: self.per_page + 1]

    def _owed(self) -> list[Q]:
        """What is nobody's by name, and kept by an office: here, or the person's."""
        if self.person or self.kind == "updates":
            return []
        if self.unit:
            return owed_in(self.unit, self.today)
        return [] if self.of_nobody else owed_by(self.user)

    def _tasks(self) -> Iterator[Entry]:
        if self.kind not in ("", "tasks") or self.of_nobody:
            return
        rows = CaseTask.objects.filter(done_at=None, case__in=self._cases.open())
        if self.unit:
            rows = rows.filter(case__responsible_unit=self.unit)
            if self.person is None:  # found by their index, not among all tasks
                rows = rows.filter(owner__in=self.people)
        rows = self._of_person(rows).annotate(owner_name=F("owner__name"))
        for row in self._page(rows, TASK):
            yield Entry(row.due_on, TASK, row.pk, row.case_id, row.owner_name, row)

    def _reviews(self) -> Iterator[Entry]:
        """Of risks, suspensions and plans, as far as their readers see them."""
        if self.kind not in ("", "reviews"):
            return
        for place, kind in enumerate(REVIEWS, start=REVIEW):
            for row in self._page(kind.of(self._asked), place, due="due"):
                yield Entry(row.due, place, row.pk, None, row.owner_name or "", row)

    def _days(self) -> Iterator[Entry]:
        """What somebody set in a case, to be done or looked at again."""
        places = [
            (place, list(self._limits(DAY + place)))
            for place, kind in enumerate(DAYS)
            if self.kind in ("", "tasks" if kind.task else "reviews")
        ]
        found = at_once(
            places,
            self._cases,
            self._asked,
            backwards=self.backwards,
            most=self.per_page + 1,
        )
        for row in found:
            owner = row.owner_name or ""
            yield Entry(row.due, DAY + row.place, row.pk, row.case_id, owner, row)

    def _requests(self) -> Iterator[Entry]:
        """Of Freedom of Information, which have no case."""
        if self.kind not in ("", "deadlines"):
            return
        after = None
        if self.after is not None:
            day, other, key = self.after
            after = day, key if other == REQUEST else None
        reach = Reach(self.backwards, after, self._bound)
        rows, most = waiting(self._asked), self.per_page + 1
        for due_on, row in due_in_order(self.known, rows, reach, most):
            yield Entry(due_on, REQUEST, key_of(row), None, "", row)

    def _of_person(self, rows: QuerySet) -> QuerySet:
        if self.of_nobody:
            return rows.filter(owner=None)
        if self.person:
            return rows.filter(owner=self.person)
        return rows if self.unit else rows.filter(owner=self.user)

    def _page(self, rows: QuerySet, source: int, *, due: str = "due_on") -> QuerySet:
        """The rows of one table that come after the place, or before it."""
        for limit in self._limits(source):
            names = [F(due if name == "due" else name) for name in limit.names]
            values = map(Value, limit.values)
            rows = rows.filter(RowComparison(limit.operator, *names, *values))
        sign = "-" if self.backwards else ""
        return rows.order_by(f"{sign}{due}", f"{sign}pk")[: self.per_page + 1]

    def _limits(self, source: int) -> Iterator[Limit]:
        """What the rows of one table that stand on the page have in common."""
        if self._bound is not None:
            yield Limit(("due",), ">=" if self.backwards else "<=", (self._bound,))
        if self.after is not None:
            operator = "<" if self.backwards else ">"
            day, other, key = self.after
            if source == other:
                yield Limit(("due", "pk"), operator, (day, key))
            else:  # on the same day all of one table stand before the other
                on_it = (source > other) != self.backwards
                yield Limit(("due",), f"{operator}=" if on_it else operator, (day,))

    # The way on and back: what `_components/pagination.html` asks of a page.

    @staticmethod
    def _read_per_page(text: str) -> int:
        if text and text not in map(str, PER_PAGE_CHOICES):
            raise BadInput("A page of a list has 25, 50 or 100 rows.", field="per_page")
        return int(text or PER_PAGE)

    def per_page_links(self) -> list[dict[str, Any]]:
        return [
            {
                "size": size,
                "url": changed_url(self.params, per_page=size, cursor=""),
                "current": size == self.per_page,
            }
            for size in PER_PAGE_CHOICES
        ]

    @property
    def has_next(self) -> bool:
        return bool(self.next_url)

    @property
    def has_previous(self) -> bool:
        return bool(self.previous_url)

    def _read_cursor(self, text: str) -> tuple[bool, tuple[date, int, Any] | None]:
        if not text:
            return False, None
        try:
            backwards, day, source, key = signing.loads(text, salt=SALT)
        except signing.BadSignature as error:
            raise BadInput(
                "This page of the diary can no longer be found.",
                field="cursor",
                what_next="Go back to its first page.",
            ) from error
        return backwards, (date.fromisoformat(day), source, key)

    def _url(self, entry: Entry, *, backwards: bool) -> str:
        place = [backwards, entry.due_on.isoformat(), entry.source, entry.key]
        return changed_url(self.params, cursor=signing.dumps(place, salt=SALT))

    @cached_property
    def next_url(self) -> str:
        more = self.backwards or len(self._fetched) > self.per_page
        shown = self.rows
        return self._url(shown[-1], backwards=False) if shown and more else ""

    @cached_property
    def previous_url(self) -> str:
        more = len(self._fetched) > self.per_page if self.backwards else self.after
        shown = self.rows
        return self._url(shown[0], backwards=True) if shown and more else ""

    # What the page shows.

    def groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The dates of this page by when they are, those of cases seen alone."""
        cases = self._cases.marked_own(self.user).with_list_details()
        keys = [entry.case_id for entry in self.rows if entry.case_id]
        seen = cases.in_bulk(keys) if keys else {}
        found: dict[str, list[dict[str, Any]]] = {}
        for entry in self.rows:
            case = seen.get(entry.case_id) if entry.case_id else None
            if case is not None or entry.case_id is None:
                found.setdefault(self._when(entry), []).append(self._line(entry, case))
        return [
            (name, found[name]) for name in (LATE, TODAY, WEEK, LATER) if name in found
        ]

    def _when(self, entry: Entry) -> str:
        if entry.due_on < self.today:
            return LATE
        if entry.due_on == self.today:
            return TODAY
        sunday = self.today + timedelta(days=6 - self.today.weekday())
        return WEEK if entry.due_on <= sunday else LATER

    def _line(self, entry: Entry, case: Case | None) -> dict[str, Any]:
        about = entry.row if case is None else case
        pages = {CLOCK: "clocks/", TASK: "tasks/"}
        page = entry.row.page if isinstance(entry.row, Day) else ""
        page = pages.get(entry.source, page)
        return {
            "reference": about.reference,
            "href": f"{about.get_absolute_url()}{page}",
            "what": self._what(entry, case),
            "owner": entry.owner,
            "due_on": entry.due_on,
            "clock": self._clock(entry),
        }

    def _what(self, entry: Entry, case: Case | None) -> Any:
        row = entry.row
        if isinstance(row, Day):
            return row.words
        if entry.source == REQUEST:
            return self._name(coming_due.FOI, row.received_on, row.received_on)
        if entry.source >= REVIEW:
            return REVIEWS[entry.source - REVIEW].words(row)
        if entry.source == TASK:
            return Sight(case, self.user).value(row, "what")
        name = self._name(row.code, row.starts_on, row.rule_on)
        return f"{name}, {row.of}" if row.of else name

    def _name(self, code: str, starts_on: date, noticed_on: date | None) -> str:
        try:
            return self.known.rule_of_matter(
                code, starts_on=starts_on, noticed_on=noticed_on
            ).name
        except NoRule:
            return sentence_start(code.replace("_", " "))

    def _clock(self, entry: Entry) -> Clock:
        """How the date stands; its day stands beside it."""
        found = self.known.clock(entry.due_on, today=self.today)
        words = away(self.known.days, entry.due_on, today=self.today)
        return found._replace(words=sentence_start(words))
