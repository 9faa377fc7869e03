"""The clocks of one case while an action has it: read once, counted, written once."""

from datetime import date
from functools import cached_property

from casework import deadlines
from casework.deadlines import NoRule, Stop
from casework.models.cases import FAR_FUTURE
from complaints.models import CaseClock
from complaints.models.clocks import Ended
from complaints.rules import limits

NEVER = date.fromisoformat(FAR_FUTURE)
_HELD = "_clocks_held"


class Held:
    """The clocks of one case under an action: read once, written once changed."""

    def __init__(self, case):
        self.case = case
        self.rows = list(case.clocks.order_by("number")) if case.pk else []
        self.changed: dict[int, CaseClock] = {}

    @cached_property
    def deadlines(self):
        return deadlines.load()

    @cached_property
    def stops(self) -> list[Stop]:
        return stops_of(self.case) if self.case.pk else []

    @property
    def running(self) -> list[CaseClock]:
        return [row for row in self.rows if row.runs]

    def open(self, code, of="") -> CaseClock | None:
        """The clock of this code that runs, if any."""
        for row in self.running:
            if row.code == code and row.of == of:
                return row
        return None

    def window(self, code, of="") -> CaseClock | None:
        """The last time of this code that somebody had, passed or not."""
        for row in reversed(self.rows):
            passes = row.runs or row.ended == Ended.PASSED
            if row.code == code and row.of == of and passes:
                return row
        return None

    def last(self, code, of="") -> CaseClock | None:
        """The last of this code, however it ended."""
        for row in reversed(self.rows):
            if row.code == code and row.of == of:
                return row
        return None

    def begin(self, code, starts_on, *, of="", owner=None, rule_on=None, awaits=()):
        """A new clock; None where nothing limits it by the law of the day."""
        row = CaseClock(
            case=self.case,
            number=max((each.number for each in self.rows), default=0) + 1,
            code=code,
            of=of,
            starts_on=starts_on,
            rule_on=rule_on or self.case.received_on or starts_on,
            owner=owner,
            with_handler=owner is None and code in limits.WITH_HANDLER,
            awaits=list(awaits),
        )
        try:
            self.count(row)
        except NoRule:  # the case is kept all the same
            return None
        row.first_due_on = row.due_on
        if row.stopped_on:
            row.first_due_on = self.deadlines.due(self.rule_of(row), starts_on)
        self.rows.append(row)
        self.place(row)
        return row

    def rule_of(self, row):
        return self.deadlines.rule_of_matter(
            row.code, starts_on=row.starts_on, noticed_on=row.rule_on
        )

    def count(self, row) -> None:
        """Set the day on which the clock is due, from all that it hangs on."""
        rule = self.rule_of(row)
        stops = self.stops if rule.pauses else []
        due_on = self.deadlines.due(rule, row.starts_on, stops, row.extended)
        row.due_on, row.stopped_on = due_on or NEVER, None
        if due_on is None:
            since = max(stop.from_on for stop in stops if stop.to_on is None)
            row.stopped_on = max(since, row.starts_on)
        self.touch(row)

    def place(self, row) -> None:
        """Put the clock with the unit of its case, and with its handler if theirs."""
        owner_id = self.case.handler_id if row.with_handler else row.owner_id
        unit_id = self.case.responsible_unit_id
        if (row.unit_id, row.owner_id) != (unit_id, owner_id):
            row.unit_id, row.owner_id = unit_id, owner_id
            self.touch(row)

    def end(self, row, how, on) -> None:
        row.ended, row.done_on, row.stopped_on = how, on, None
        if row.due_on == NEVER:  # it never ran on
            row.due_on = max(row.first_due_on, row.starts_on)
        self.touch(row)

    def touch(self, row) -> None:
        self.changed[row.number] = row

    def write(self) -> None:
        """Write what has changed: what ended first, for only one of a kind runs."""
        rows, self.changed = list(self.changed.values()), {}
        for row in rows:
            if row.pk is not None:
                row.save()
        CaseClock.objects.bulk_create(row for row in rows if row.pk is None)


def held(case) -> Held:
    """The clocks of the locked case, as this action has left them so far."""
    if _HELD not in vars(case):
        vars(case)[_HELD] = Held(case)
    return vars(case)[_HELD]


def stops_of(case) -> list[Stop]:
    rows = case.clock_stops.order_by("from_on", "pk")
    return [Stop(*row) for row in rows.values_list("from_on", "to_on")]
