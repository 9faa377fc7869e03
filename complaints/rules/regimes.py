"""What one regime knows, over plain rows: severities, forums, sanctions, panels.

`live` are codes of the warnings and notices that were live when the severity was
assessed; None where nobody knows, and then what depends on one stays open.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

Live = Collection[str] | None
CONDUCT, PERFORMANCE = "conduct", "performance"
# Kinds of forum that nobody sits in, and those that need nobody known either.
_UNHEARD = frozenset({"nothing", "disposal", "performance"})
_OF_NOBODY = frozenset({"nothing", "disposal"})


def holds(row: "Dated", day: date) -> bool:
    """Whether a dated row is in force on a day."""
    return row.from_on <= day and (row.to_on is None or day <= row.to_on)


def lowered(words: str) -> str:
    """As inside a sentence: misconduct meeting."""
    return words[:1].lower() + words[1:]


def with_article(words: str) -> str:
    """A name inside a sentence: an inefficiency hearing."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {lowered(words)}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row of law says of itself."""

    source: str = ""
    unverified: bool = False

    @property
    def doubted(self) -> str:
        """What of it is not known to be right until it is checked."""
        return "This rule"


class Sourced(Protocol):
    """A row that says where it was read, or that it was not, and what of it."""

    @property
    def doubted(self) -> str: ...

    @property
    def source(self) -> str: ...

    @property
    def unverified(self) -> bool: ...


UNCHECKED = "has not been checked against its source"


def doubts(rows: Iterable[Sourced], *, what: str = "") -> str:
    """What was not checked against which sources; blank where all was.

    `what` names it where the rows are one thing to whoever reads it: this list.
    """
    sources: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.unverified:
            found = sources.setdefault(what or row.doubted, {})
            found[row.source.rstrip(".")] = None
    return " ".join(
        f"{doubted} {UNCHECKED}: {'; '.join(found)}."
        for doubted, found in sources.items()
    )


@dataclass(frozen=True, kw_only=True)
class Dated(Row):
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Coded(Row):
    """What decisions keep by its code."""

    code: str
    name: str

    @property
    def doubted(self) -> str:
        return f"“{self.name}”"


AnyCoded = TypeVar("AnyCoded", bound=Coded)


def find(code: str, rows: Iterable[AnyCoded]) -> AnyCoded | None:
    """The first of the rows that has this code."""
    return next((row for row in rows if row.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Severity(Coded):
    breach: bool = True
    gravest: bool = False  # there is none graver, and a milder breach


@dataclass(frozen=True, kw_only=True)
class Forum(Coded):
    kind: str
    clock: str = ""
    reviewed: bool = False
    means: str = ""
    timing: str = ""
    against: Collection[str] = ()  # forums whose decisions it hears appeals against
    finds: Collection[str] = ()  # the severities that it can find; none named: any
    sends_back: bool = False  # what it does not find so grave
    appealable: Collection[str] = ()  # the sanctions it hears of; none named: any
    less_severe: bool = False  # than what it puts something else in the place of
    after: str = ""  # the forum that an appeal goes to first

    @property
    def sits(self) -> bool:
        """Whether somebody sits in it, rather than something being done."""
        return self.kind not in _UNHEARD

    @property
    def of_nobody(self) -> bool:
        """Whether it can follow where no member of the force is known."""
        return self.kind in _OF_NOBODY

    @property
    def words(self) -> str:
        """A misconduct meeting; management action."""
        return with_article(self.name) if self.sits else lowered(self.name)

    @property
    def follows(self) -> str:
        """A misconduct meeting follows."""
        if self.kind == "nothing":
            return f"{self.name}."
        return f"{self.words[:1].upper()}{self.words[1:]} follows."


@dataclass(frozen=True, kw_only=True)
class Route(Row):
    """That a ruling may lead to a forum. Blank: any severity, nothing needed."""

    forum: str
    to_answer: bool
    severity: str = ""
    needs: str = ""

    @property
    def doubted(self) -> str:
        return "That this may follow"


@dataclass(frozen=True, kw_only=True)
class Sanction(Coded):
    order: int
    months_live: int | None = None
    extendable_months: int | None = None
    notice_days: int | None = None
    ends_service: bool = False
    asks: str = ""  # the amount, the rank or the day that it leaves open

    @property
    def takes_day(self) -> bool:
        """Whether it takes effect on a day that is said, not when it is told."""
        return self.asks == "date" or bool(self.notice_days)

    def live_until(self, imposed_on: date) -> date | None:
        """The last day on which it counts; None where it never does."""
        if not self.months_live:
            return None
        return last_day(imposed_on, self.months_live)


@dataclass(frozen=True, kw_only=True)
class Penalty(Dated):
    """That a forum can impose a sanction. Blank: any finding, nothing needed."""

    forum: str
    sanction: str
    severity: str = ""
    needs: str = ""
    unless: str = ""

    @property
    def doubted(self) -> str:
        return "That it can be imposed here"


@dataclass(frozen=True, kw_only=True)
class Seat(Row):
    forum: str
    code: str
    name: str
    least_rank: str = ""
    senior: bool = False  # to the officer concerned
    senior_to_panel: bool = False  # and to whoever held what is appealed against
    staff: bool = False
    accreditation: str = ""  # the code of the training that must be on record
    training: str = ""  # and what it is called
    outside: bool = False
    required: bool = True

    @property
    def doubted(self) -> str:
        return f"Who may sit as “{self.name}”"


@dataclass(frozen=True, kw_only=True)
class Regime(Dated):
    """Regulations, with all that they know in the order in which it is shown."""

    code: str
    name: str
    field: str = CONDUCT
    severities: tuple[Severity, ...] = ()
    forums: tuple[Forum, ...] = ()
    routes: tuple[Route, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    seats: tuple[Seat, ...] = ()

    def severity(self, code: str) -> Severity | None:
        return find(code, self.severities)

    def forum(self, code: str) -> Forum | None:
        return find(code, self.forums)

    def sanction(self, code: str) -> Sanction | None:
        return find(code, self.sanctions)

    def severities_open(self, *, to_answer: bool) -> tuple[Severity, ...]:
        """How grave a ruling can call it, by whether there is a case to answer."""
        routes = [route for route in self.routes if route.to_answer == to_answer]
        named = {route.severity for route in routes}
        return tuple(s for s in self.severities if "" in named or s.code in named)

    def forums_open(
        self, *, to_answer: bool, severity: str, live: Live = None
    ) -> tuple[Forum, ...]:
        """Where a ruling may lead."""
        routes = self._routes(to_answer=to_answer, severity=severity)
        codes = {route.forum for route in routes if _met(route.needs, live)}
        return tuple(forum for forum in self.forums if forum.code in codes)

    def route(self, *, to_answer: bool, severity: str, forum: str) -> Route | None:
        """The route by which such a ruling leads to a forum, if one does."""
        routes = self._routes(to_answer=to_answer, severity=severity)
        return next((route for route in routes if route.forum == forum), None)

    def ruled_on(self) -> tuple[Forum, ...]:
        """The forums that some ruling may lead to; others come by an appeal."""
        codes = {route.forum for route in self.routes}
        return tuple(forum for forum in self.forums if forum.code in codes)

    def penalties_of(
        self, forum: str, *, severity: str, on: date
    ) -> tuple[Penalty, ...]:
        """What a forum can impose for a finding, whatever was live."""
        return tuple(
            row
            for row in self.penalties
            if row.forum == forum and row.severity in ("", severity) and holds(row, on)
        )

    def rules_of(self, forum: str, sanction: str) -> tuple[Penalty, ...]:
        """By which rows a forum can impose it, for whatever it finds."""
        return tuple(
            row
            for row in self.penalties
            if (row.forum, row.sanction) == (forum, sanction)
        )

    def sanctions_open(
        self, forum: str, *, severity: str, live: Live, on: date
    ) -> tuple[Sanction, ...]:
        """What a forum can impose for a finding, the mildest first.

        `on` is the day the matter came to notice.
        """
        codes = {
            row.sanction
            for row in self.penalties_of(forum, severity=severity, on=on)
            if self.is_met(row, live)
        }
        return tuple(one for one in self.sanctions if one.code in codes)

    def is_met(self, penalty: Penalty, live: Live) -> bool:
        """Whether what was live leaves a penalty open."""
        return _met(penalty.needs, live) and not self._barred(penalty.unless, live)

    def _barred(self, unless: str, live: Live) -> bool:
        """Whether `unless` is live, or something graver that stays so."""
        least = self.sanction(unless) if unless else None
        if least is None or not live:
            return False
        grave = (self.sanction(code) for code in live)
        return any(one.order >= least.order for one in grave if one and one.months_live)

    def levels_of(self, forum: str) -> tuple[Severity, ...]:
        """How grave a forum can find what is proved to be."""
        where = self.forum(forum)
        named = where.finds if where else ()
        return tuple(
            one
            for one in self.severities
            if one.breach and one.code in (named or {one.code})
        )

    def appeals_from(
        self, forum: str, imposed: Collection[str] | None = None
    ) -> tuple[Forum, ...]:
        """The forums that hear appeals against what one decides.

        Where `imposed` is told, against one of these sanctions.
        """
        return tuple(
            one
            for one in self.forums
            if forum in one.against
            and (
                imposed is None or not one.appealable or {*one.appealable} & {*imposed}
            )
        )

    def seats_of(self, forum: str) -> tuple[Seat, ...]:
        """Who sits on the panel of a forum, whoever presides first."""
        return tuple(seat for seat in self.seats if seat.forum == forum)

    def _routes(self, *, to_answer: bool, severity: str) -> Iterable[Route]:
        for route in self.routes:
            if route.to_answer == to_answer and route.severity in ("", severity):
                yield route


def last_day(first: date, months: int) -> date:
    """The last of so many months that begin on a day: 12 from 1 March end in February.

    Where the month they end in has no such day, its last day is the last.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if first.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, first.day) - timedelta(days=1)


def _met(needs: str, live: Live) -> bool:
    return not needs or live is None or needs in live
