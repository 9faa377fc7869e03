"""When something is due, why on that day, and how its clock stands today.

Pure over a calendar and rules that were loaded once:

    rules = deadlines.load()                     # in an action or a task
    rules = deadlines.of_request(request)        # in a view: once per request
    due = rules.deadline("recording", starts_on=received_on, rule_on=received_on)
    due.due_on, due.steps, due.warnings
    rules.clock(due.due_on, today=today).words   # "Late by 4 working days"
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from accounts.models import User
from casework.clocks import Clock, clock
from casework.models import BankHoliday, DeadlineRule
from casework.models.calendar import DayUnit
from casework.working_days import DAY, Skipped, WorkingDays
from organisation import stamps
from pages.refusals import Refused
from pages.words import counted, listed, weekday, weekday_without_year


class NoRule(Refused):
    """No deadline rule of this code is in force on the day."""

    heading = "A deadline cannot be worked out"
    what_next = "Ask a system administrator to look at the deadline rules."


class Stop(NamedTuple):
    """A time that does not count (sub judice): from a day until the day of resuming.

    `to_on` counts again; None while the stop lasts.
    """

    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True)
class Deadline:
    """A day by which something is due, and the way it was arrived at.

    `due_on` is None while a stop lasts. `warnings` must be shown wherever the date is.
    """

    code: str
    name: str
    starts_on: date
    due_on: date | None
    steps: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def as_set(self, due_on: date) -> "Deadline":
        """With the day that was set, and a warning where it is counted otherwise now.

        The calendar or the rule has changed since: the steps lead to another day.
        """
        if due_on == self.due_on or self.due_on is None:
            return self
        warning = (
            f"{weekday(due_on)} was set before the bank holidays or the rule changed. "
            f"Counted as they are now, it is {weekday(self.due_on)}."
        )
        return replace(self, due_on=due_on, warnings=(*self.warnings, warning))


class Deadlines:
    """Loaded rules over a loaded calendar."""

    def __init__(self, days: WorkingDays, rules: Iterable[DeadlineRule]):
        self.days = days
        self._given = rules

    @cached_property
    def _rules(self) -> dict[str, list[DeadlineRule]]:
        """The rules by code; asked for late, because a list needs the calendar only."""
        by_code: dict[str, list[DeadlineRule]] = {}
        for rule in self._given:
            by_code.setdefault(rule.code, []).append(rule)
        return by_code

    def rule(self, code: str, *, on: date) -> DeadlineRule:
        """The rule of this code in force on a day; raises NoRule."""
        for rule in self._rules.get(code, ()):
            if rule.from_on <= on and (rule.to_on is None or on <= rule.to_on):
                return rule
        raise NoRule(f"No rule for the deadline “{code}” is in force on {weekday(on)}.")

    def first_day(self, code: str) -> date | None:
        """From when on there is a rule of this code; None where there never was."""
        return min((rule.from_on for rule in self._rules.get(code, ())), default=None)

    def rule_of_matter(
        self, code: str, *, starts_on: date, noticed_on: date | None
    ) -> DeadlineRule:
        """The rule of the day the matter came to notice.

        A matter older than every rule of this kind, or of no date, goes by the law of
        the clock's first day.
        """
        try:
            return self.rule(code, on=noticed_on or starts_on)
        except NoRule:
            return self.rule(code, on=starts_on)

    def deadline(
        self,
        code: str,
        *,
        starts_on: date,
        rule_on: date,
        stops: Iterable[Stop] = (),
        extended: int = 0,
    ) -> Deadline:
        """When `code` is due: counted from `starts_on` by the rule of `rule_on`."""
        rule = self.rule(code, on=rule_on)
        return self._explained(rule, starts_on, tuple(stops), extended)

    def of_matter(
        self,
        code: str,
        *,
        starts_on: date,
        noticed_on: date | None,
        stops: Iterable[Stop] = (),
        extended: int = 0,
    ) -> Deadline:
        """When `code` is due by the law of the day the matter came to notice."""
        rule = self.rule_of_matter(code, starts_on=starts_on, noticed_on=noticed_on)
        return self._explained(rule, starts_on, tuple(stops), extended)

    def _explained(
        self,
        rule: DeadlineRule,
        starts_on: date,
        stops: tuple[Stop, ...],
        extended: int,
    ) -> Deadline:
        first = self.due(rule, starts_on, stops)
        due_on = self.due(rule, starts_on, stops, extended) if extended else first
        steps = [*self._steps(rule, starts_on, first, stops)]
        if extended and due_on:
            more = counted(extended, _unit(rule))
            steps.append(f"Extended by {more}, to {weekday(due_on)}.")
        return Deadline(
            code=rule.code,
            name=rule.name,
            starts_on=starts_on,
            due_on=due_on,
            steps=tuple(steps),
            warnings=tuple(self._warnings(rule, starts_on, due_on)),
        )

    def moved(self, due: Deadline, due_on: date) -> Deadline:
        """With another day that somebody chose, and the warnings of that day."""
        rule = self.rule_of_matter(
            due.code, starts_on=due.starts_on, noticed_on=due.starts_on
        )
        warnings = tuple(self._warnings(rule, due.starts_on, due_on))
        return replace(due, due_on=due_on, warnings=warnings)

    def no_earlier(self, rule: DeadlineRule, starts_on: date) -> date | None:
        """The first day on which it may be done, where the rule has a least time."""
        if rule.no_earlier is None:
            return None
        if rule.day_unit == DayUnit.WORKING:
            return self.days.add(starts_on, rule.no_earlier)
        return starts_on + timedelta(days=rule.no_earlier)

    def length_of(self, code: str, *, on: date) -> str:
        """28 days, say; blank where no rule of this code is in force on the day."""
        try:
            rule = self.rule(code, on=on)
        except NoRule:
            return ""
        return length_words(rule)

    def clock(
        self,
        due_on: date | None,
        *,
        today: date,
        done_on: date | None = None,
        stopped_on: date | None = None,
    ) -> Clock:
        """How a due date stands today, as a state and in words."""
        return clock(
            self.days, due_on, today=today, done_on=done_on, stopped_on=stopped_on
        )

    def due(
        self,
        rule: DeadlineRule,
        starts_on: date,
        stops: Sequence[Stop] = (),
        extended: int = 0,
    ) -> date | None:
        """The day alone; None while a stop lasts that began before it."""
        working = rule.day_unit == DayUnit.WORKING
        length = rule.length + extended
        if not stops:
            if working:
                return self.days.add(starts_on, length)
            return starts_on + timedelta(days=length)
        lasting = [stop.from_on for stop in stops if stop.to_on is None]
        day, counted_days = starts_on, 0
        while counted_days < length:
            day += DAY
            if lasting and day >= min(lasting):
                return None
            if any(stop.covers(day) for stop in stops):
                continue
            if not working or self.days.is_working(day):
                counted_days += 1
        return day

    def _steps(
        self,
        rule: DeadlineRule,
        starts_on: date,
        due_on: date | None,
        stops: tuple[Stop, ...],
    ) -> Iterable[str]:
        length = counted(rule.length, _unit(rule))
        began = start_words(rule)
        yield f"{rule.name}: {length} from the date {began} ({rule.source})."
        yield (
            f"That date is {weekday(starts_on)}. The day after it is the "
            "first day counted."
        )
        yield from stop_steps(stops)
        if due_on is None:
            yield "The clock has stopped, so no date is due until it runs again."
            return
        if rule.day_unit == DayUnit.WORKING:
            skipped = self.days.skipped(starts_on, due_on)
            if skipped:
                yield f"Not working days, so not counted: {skipped_words(skipped)}."
        verb = "ends" if rule.length == 1 else "end"
        yield f"{length} {verb} on {weekday(due_on)}."
        if why_not := self.days.why_not(due_on):
            yield f"That day is {_called(why_not)}; the rule counts it all the same."
        if first := self.no_earlier(rule, starts_on):
            yield f"It must not be before {weekday(first)}."

    def _warnings(
        self, rule: DeadlineRule, starts_on: date, due_on: date | None
    ) -> Iterable[str]:
        if rule.day_unit == DayUnit.WORKING:
            unknown = self.days.unknown_years(starts_on, due_on or starts_on)
            if unknown:
                yield (
                    f"The bank holidays of {listed(map(str, unknown))} are not known "
                    "yet, so this date may be too early."
                )
        if due_on and (why_not := self.days.why_not(due_on)):
            # A rule that counts every day is not put off to the next working day.
            last = self.days.last_before(due_on)
            yield (
                f"That is {_called(why_not)}: the last working day before it is "
                f"{weekday(last)}."
            )
        if rule.unverified:
            yield f"{rule.doubted} has not been checked against its source."


def length_words(rule: DeadlineRule) -> str:
    """28 days; 1 working day."""
    return counted(rule.length, _unit(rule))


def _unit(rule: DeadlineRule) -> str:
    return "working day" if rule.day_unit == DayUnit.WORKING else "day"


def _called(why_not: str) -> str:
    """A Saturday; or a holiday by its name."""
    return f"a {why_not}" if why_not in ("Saturday", "Sunday") else why_not


LAST_REVIEW, OF_LAST_REVIEW = "last_review_on", "of the last review"


def start_words(rule: DeadlineRule) -> str:
    """received_on is the date received; last_review_on that of the last review."""
    if rule.starts_at == LAST_REVIEW:
        return OF_LAST_REVIEW
    return rule.starts_at.removesuffix("_on").removesuffix("_at").replace("_", " ")


def stop_steps(stops: Iterable[Stop]) -> Iterable[str]:
    for stop in stops:
        if stop.to_on is None:
            yield f"The clock stopped on {weekday(stop.from_on)}."
        else:
            yield (
                f"The clock stood still from {weekday(stop.from_on)} until it "
                f"ran again on {weekday(stop.to_on)}."
            )


def skipped_words(skipped: Iterable[Skipped]) -> str:
    """3 Saturdays, 3 Sundays and Good Friday (Friday 3 April)."""
    names: dict[str, int] = {"Saturday": 0, "Sunday": 0}
    holidays = []
    for day, name in skipped:
        if name in names:
            names[name] += 1
        else:
            holidays.append(f"{name} ({weekday_without_year(day)})")
    weekends = [counted(number, name) for name, number in names.items() if number]
    return listed([*weekends, *holidays])


def load() -> Deadlines:
    """The calendar and every rule, as they stand now."""
    return stamps.kept("deadlines", _whole, stamp=stamps.settled())


def _calendar() -> WorkingDays:
    return WorkingDays(dict(BankHoliday.objects.values_list("on_date", "title")))


def _all_rules() -> QuerySet[DeadlineRule]:
    return DeadlineRule.objects.order_by("code", "from_on")


def of_request(request: HttpRequest) -> Deadlines:
    """`load()`, once for each request, and for an account once until they change."""
    known = vars(request)
    if "deadlines" not in known:
        user = getattr(request, "user", None)
        stamp = user.answered("stamp") if isinstance(user, User) else None
        known["deadlines"] = stamps.kept("deadlines", _whole, stamp=stamp)
    return known["deadlines"]


def _whole() -> Deadlines:
    return Deadlines(_calendar(), list(_all_rules()))
