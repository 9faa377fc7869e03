"""The dates that a synthetic case has from its life, and every limit that ran in it.

The limits are played through with the rules that the actions follow
(`complaints.actions.clocks`), so that a case told has the rows that a case worked on
would have.
"""

from datetime import date, timedelta
from itertools import pairwise

from casework import deadlines
from casework.deadlines import Stop
from complaints.actions import clocks
from complaints.actions.ending import can_be_appealed
from complaints.actions.routes.stopping import REVIEW as SUSPENDED
from complaints.models import Case, law
from complaints.models.clocks import Ended
from complaints.rules import limits
from complaints.rules.routes import route_after
from complaints.workflow import REOPENING
from config.generator.ipcc import ground_of
from config.generator.life import Life, Step
from config.generator.ways import DECIDING

DAY = timedelta(days=1)
# Days from one update to the next: few wait as long as they may, one in so many lives
# is forgotten after the first.
GAPS = range(20, 29)
FORGOTTEN = 11
# One investigation in so many is not reviewed by anybody.
UNREVIEWED = 9
SUSPENSION = "suspension as sub judice 1"


def dates_of(life: Life) -> dict[str, date | None]:
    """The dates of the steps that the case itself keeps."""
    return {
        "recorded_on": life.on("record"),
        "allocated_on": life.on("allocate"),
        "determined_on": life.determined_on,
        "notified_on": life.since("notify"),
        "finalised_on": life.since("finalise"),
    }


class Clocks:
    """Limits by the rules and the law of the day, read once."""

    def __init__(self):
        self.deadlines = deadlines.load()
        self.law = law.load()

    def appeal_ends_on(self, life: Life) -> date | None:
        """The last day of an appeal, where somebody may make one."""
        told_on = life.since("notify", "decline")
        case = Case(route=life.route, received_on=life.received_on)
        if not (told_on and life.complainants and can_be_appealed(case, self.law)):
            return None
        return self.deadlines.deadline(
            "appeal", starts_on=told_on, rule_on=life.received_on
        ).due_on

    def played(self, life: Life, today: date, **places) -> "Played":
        """The limits of a life until a day; `places` as `Played` has them."""
        played = Played(life, self, **places)
        played.run(today)
        return played


class Played:
    """The limits of one life, followed from step to step.

    `first_unit` has the case until it is allocated to `unit` and `handler`; their keys.
    """

    def __init__(self, life, known, *, first_unit=None, unit=None, handler=None):
        self.life, self.known = life, known
        self.to = {"responsible_unit_id": unit, "handler_id": handler}
        self.reviews: list[tuple[date, str]] = []  # the days, and what each met
        self.stops: list[Stop] = []
        self.suspension_review_on: date | None = None
        self.case = Case(
            kind=life.kind,
            received_on=life.received_on,
            responsible_unit_id=first_unit,
        )
        self.case.last_moved_on = self._last_moved_on
        self.held = clocks.held(self.case)
        self.held.deadlines, self.held.stops = known.deadlines, self.stops
        self.held.write = lambda: None  # it is no row yet
        number = life.received_on.toordinal() + life.subjects
        self.gap = timedelta(days=GAPS[number % len(GAPS)])
        self.forgotten = number % FORGOTTEN == 0
        self.unreviewed = number % UNREVIEWED == 0

    @property
    def rows(self):
        """Every limit, the first to have begun first."""
        return self.held.rows

    def run(self, today: date) -> None:
        self.today, steps = today, self.life.steps
        for step, following in pairwise([*steps, None]):
            self.now = step
            self._let_windows_pass(step.on)
            self._take(step)
            clocks.follow(self.case, step.verb, on=step.on)
            if step.verb == "record" and ground_of(self.life):
                self._refer(step.on)
            until = following.on if following else today + DAY
            self._keep_informed(until)
            self._review(until)
        self._let_windows_pass(today)
        clocks.keep(self.case)

    def _take(self, step: Step) -> None:
        """What the move changes in the case before its limits follow it."""
        case = self.case
        case.status, case.route = step.status, route_after(step.status, case.route)
        match step.verb:
            case "record":
                case.recorded_on = step.on
            case "allocate":
                case.allocated_on = step.on
                vars(case).update(self.to)
            case "notify":
                case.notified_on = step.on
                self._let_appeal(step.on)
            case "decline":
                self._let_appeal(step.on)
            case "reopen":
                case.determined_on = case.notified_on = case.appeal_ends_on = None
            case "suspend-sub-judice":
                self._count_with(Stop(step.on))
                self._watch_suspension(step.on)
            case "review-sub-judice":
                self._watch_suspension(step.on)
            case "resume":
                self._count_with(Stop(self.stops.pop().from_on, step.on))
                clocks.done(None, case, SUSPENDED, on=step.on, of=SUSPENSION)
        if step.verb in DECIDING:
            case.determined_on = step.on

    def _let_appeal(self, on: date) -> None:
        """The time that each complainant has from their letter on."""
        case = self.case
        if self.life.complainants and can_be_appealed(case, self.known.law):
            for number in range(1, self.life.complainants + 1):
                of = f"complainant {number}"
                row = clocks.begin(None, case, "appeal", starts_on=on, of=of)
                case.appeal_ends_on = row.due_on

    def _count_with(self, stop: Stop) -> None:
        self.stops.append(stop)
        for row in self.held.running:
            if self.held.rule_of(row).pauses:
                self.held.count(row)

    def _watch_suspension(self, on: date) -> None:
        """It is reviewed from now on; what was due to be is."""
        clocks.done(None, self.case, SUSPENDED, on=on, of=SUSPENSION)
        row = clocks.begin(
            None, self.case, SUSPENDED, starts_on=on, of=SUSPENSION, noticed_on=on
        )
        self.suspension_review_on = row.due_on

    def _refer(self, on: date) -> None:
        """On the day on which it was clear."""
        of = "referral 1"
        clocks.begin(None, self.case, "referral", starts_on=on, of=of)
        clocks.done(None, self.case, "referral", on=on, of=of)

    def _last_moved_on(self, *verbs: str) -> date | None:
        before = self.life.steps[: self.life.steps.index(self.now) + 1]
        return max((each.on for each in before if each.verb in verbs), default=None)

    def _keep_informed(self, until: date) -> None:
        """The updates that people get before a day."""
        while row := self.held.open("update"):
            day = row.starts_on + self.gap
            first = self.life.on("record", *REOPENING) == row.starts_on
            if day >= until or (self.forgotten and not first):
                return
            clocks.updated(None, self.case, None, day)

    def _review(self, until: date) -> None:
        """The reviews of the strategy that a supervisor makes before a day."""
        codes = limits.REVIEWS
        while row := next((r for r in self.held.running if r.code in codes), None):
            if self.unreviewed or row.stopped_on or row.due_on >= until:
                return
            day = row.due_on
            while not self.known.deadlines.days.is_working(day):
                day -= DAY
            day = max(day, row.starts_on, self.now.on)
            self.reviews.append((day, clocks.reviewed(None, self.case, on=day)))

    def limit(self, code: str, on: date, of: str, done_on: date | None = None) -> None:
        """A limit of a record of the case, from a day until it was done, if it was."""
        if clocks.begin(None, self.case, code, starts_on=on, of=of) is None:
            return
        if done_on:
            clocks.done(None, self.case, code, on=done_on, of=of)
        elif not self.case.is_open and code not in limits.WINDOWS:
            clocks.drop(None, self.case, code, on=self.now.on, of=of)
        self._let_windows_pass(self.today)

    def appealed(self, on: date) -> None:
        """That the first complainant used the time for an appeal."""
        of = "complainant 1"
        row = next(row for row in reversed(self.rows) if row.of == of)
        row.ended, row.done_on = Ended.DONE, on

    def _let_windows_pass(self, today: date) -> None:
        for row in self.held.running:
            if row.code in limits.WINDOWS and row.due_on < today:
                row.ended, row.done_on = Ended.PASSED, row.due_on


def add_clocks(t) -> None:
    """The rows of the limits of the case being told as `t`, and of its reviews."""
    for row in t.played.rows:
        if row.code == SUSPENDED:  # the duty of whoever suspended it, and reviews it
            row.owner_id = t.worker_for("suspend-sub-judice").id
        t.tables.add(
            "complaints_caseclock",
            case_id=t.case,
            **{name: getattr(row, name) for name in _KEPT},
        )
    for stop in t.played.stops:
        t.tables.add("complaints_clockstop", case_id=t.case, **stop._asdict())


_KEPT = (
    *("number", "code", "of", "starts_on", "rule_on", "due_on", "first_due_on"),
    *("extended", "stopped_on", "done_on", "ended", "owner_id", "with_handler"),
    *("unit_id", "escalated"),
)
