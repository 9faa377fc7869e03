"""The dates that a synthetic case has from its life, and the limits that run."""

from datetime import date, timedelta

from casework import deadlines
from casework.models.cases import FAR_FUTURE
from complaints import rules
from complaints.rules import limits
from config.generator.life import Life

# Days from one update to the next: few wait as long as they may, one in so many lives
# is forgotten after the first.
GAPS = range(20, 29)
FORGOTTEN = 11


def dates_of(life: Life) -> dict[str, date | None]:
    """The dates of the steps that the case itself keeps."""
    return {
        "recorded_on": life.on("record"),
        "allocated_on": life.on("allocate"),
        "determined_on": life.since("determine", None),
        "notified_on": life.since("notify", None),
        "finalised_on": life.since("finalise", None),
    }


def updated_on(life: Life, today: date) -> date | None:
    """The day on which the complainants were last kept informed, if that is owed."""
    day = life.on("reopen") or life.on("record")
    if day is None or not life.complainants or not limits.owes_updates(life.status):
        return None
    number = life.received_on.toordinal() + life.subjects
    gap = timedelta(days=GAPS[number % len(GAPS)])
    while day + gap <= today:
        day += gap
        if number % FORGOTTEN == 0:
            break
    return day


class Clocks:
    """Deadlines by the rules of the day; each is worked out once."""

    def __init__(self):
        self.deadlines = deadlines.load()
        self._due: dict[tuple[str, date], date] = {}

    def due(self, code: str, starts_on: date) -> date:
        """The day of a deadline."""
        key = (code, starts_on)
        if key not in self._due:
            self._due[key] = self.deadlines.deadline(
                code, starts_on=starts_on, rule_on=starts_on
            ).due_on
        return self._due[key]

    def appeal_ends_on(self, life: Life) -> date | None:
        notified = dates_of(life)["notified_on"]
        if not (notified and life.complainants):
            return None
        return self.due("appeal", notified)

    def running(self, life: Life, today: date) -> list[tuple[date, str, date]]:
        """Each limit that runs, the first to be due first: day, code, and its start."""
        begun = [self._started(life), ("update", updated_on(life, today))]
        return sorted(
            (self.due(code, starts_on), code, starts_on)
            for code, starts_on in begun
            if starts_on
        )

    def next(self, life: Life, today: date) -> tuple[object, str]:
        """The next day that is due and the code of its rule."""
        for due_on, code, _ in self.running(life, today):
            return due_on, code
        return FAR_FUTURE, ""

    def _started(self, life: Life) -> tuple[str, date | None]:
        """The rule that runs and the day that it runs from; none from None."""
        last, appeal = life.steps[-1], self.appeal_ends_on(life)
        clock = rules.clock_of(
            last.status,
            last.verb,
            can_appeal=appeal is not None,
            reopened=life.on("reopen") is not None,
        )
        if clock is None:
            return "", None
        code, starts_at = clock
        if starts_at in rules.STARTED_BY:
            return code, life.on(rules.STARTED_BY[starts_at])
        dates = {"received_on": life.received_on, "appeal_ends_on": appeal}
        return code, (dates_of(life) | dates)[starts_at]


def add_clocks(t) -> None:
    """The rows of the limits that run in the case being told as `t`."""
    allocated = t.life.on("allocate")
    running = t.teller.clocks.running(t.life, t.teller.today)
    for number, (due_on, code, starts_on) in enumerate(running, start=1):
        theirs = code in limits.WITH_HANDLER
        t.tables.add(
            "complaints_caseclock",
            case_id=t.case,
            number=number,
            code=code,
            of="",
            starts_on=starts_on,
            rule_on=t.life.received_on,
            due_on=due_on,
            first_due_on=due_on,
            extended=0,
            stopped_on=None,
            done_on=None,
            ended="",
            owner_id=t.investigator.id if theirs and allocated else None,
            with_handler=theirs,
            unit_id=t.now_with.pk,
            escalated=0,
        )
