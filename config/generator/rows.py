"""A life told in rows: the case, its people and decisions, its papers and trail."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from audit.days import in_london
from complaints import events
from complaints.models import Category, Result, Standard, law
from config.generator import reasons, routes_told, stories, words
from config.generator.case_rows import add_case
from config.generator.clocks import Clocks, add_clocks, dates_of
from config.generator.copying import Tables
from config.generator.decision_rows import (
    WRITTEN_AT,
    add_papers,
    changes_of,
    why_determined,
    why_so_risky,
)
from config.generator.history import History
from config.generator.life import LEAVE, Life
from config.generator.memory import Incident, Known, Memory, Past
from config.generator.people_rows import add_allegations, add_people
from config.generator.register_rows import add_registers, meetings_up_to
from config.generator.reviews import add_reviews
from config.generator.risks import risk_of
from config.generator.route_rows import DECIDED_ABOVE, WRITTEN_ON_THE_WAY
from config.generator.severity import add_severity, certify
from config.generator.sitting_rows import add_proceedings, offices_of, sittings
from config.generator.staff import Staff, Worker

MINUTE = timedelta(minutes=1)
YEARS = 760  # days of meetings
# What the authority has on the screen before each of its verbs.
_READS_FIRST = {"determine": ("case", "determine"), "return": ("return",)}
_AT_CONTACT = {"log", "record", "decline", "offer-recovery", "resolve-at-contact"}
_HANDLER_DOES = {
    *("start", "submit-report", "withdraw"),
    *("offer-resolution", "agree-plan", "complete-resolution", "end-resolution"),
}
_VERB_ROLE = dict.fromkeys(DECIDED_ABOVE, "team-inspector") | {
    "record": "cst-officer",
    "decline": "cst-officer",
    "check": "cst-manager",
    "assess": "team-inspector",
    "allocate": "team-inspector",
    "notify": "cst-officer",
    "finalise": "cst-manager",
}


class Teller:
    """Turns lives into rows of `tables`, one case at a time."""

    def __init__(
        self,
        tables: Tables,
        history: History,
        staff: Staff,
        *,
        serials,
        today: date,
        copied: bool,
        registers: bool,
    ):
        self.serials, self.today = serials, today
        self.registers = registers  # whether rows of the registers are told as well
        self.meetings = meetings_up_to(today, YEARS) if registers else []
        self.tables = tables
        self.history = history
        self.staff = staff
        self.copied = copied  # whether each case stands for several
        self.memory = Memory()
        self.categories = {row.code: row for row in Category.objects.order_by("code")}
        self.standards = dict(Standard.objects.values_list("code", "pk"))
        results = Result.objects.filter(to_on=None).order_by("code")
        self.results = {row.code: row.pk for row in results}
        self.result_names = {row.pk: row.name for row in results}
        self.clocks = Clocks()
        self.law = law.load()
        self.supervised: Life | None = None  # the case that its authority supervised

    def tell(
        self,
        chance: Random,
        life: Life,
        serial: int,
        year: int,
        of: Incident | None = None,
    ) -> Incident:
        """Gather every row of one case, `of` an incident or of its own.

        Returns the incident as those tell it who complain of it later.
        """
        reference = f"{life.kind}/{serial:05}/{year % 100:02}"
        telling = _Telling(self, chance, life, reference, of)
        telling.run(serial, year)
        past = Past(telling.case, reference, telling.now_with.code, telling.logged_at)
        self.memory.keep(past, telling.incident, telling.people, telling.members)
        return replace(telling.incident, past=past)


class _Telling:
    """One case being told."""

    def __init__(
        self,
        teller: Teller,
        chance: Random,
        life: Life,
        reference: str,
        of: Incident | None,
    ):
        self.teller = teller
        self.tables = teller.tables
        self.chance = chance
        self.life = life
        self.reference = reference
        self.case = self.tables.next_id("complaints_case")
        self.known = self._somebody_known() if of is None else None
        self.incident = of or self._incident()
        self.borough, self.street = self.incident.borough, self.incident.street
        self.names = self._names()
        self.risk = risk_of(chance, life.categories)
        # What is gathered while the case is told.
        self.people: list[int] = []
        self.household: Known | None = self.known
        self.subjects: list[tuple[int, int | None]] = []
        self.members: list[int] = []
        self.issues: list[str] = []
        self.outcomes: list = []
        self.reports = self.determinations = 0
        self.to_cps = False
        self.certified: list[int] = []  # numbers of subjects
        # Of a route besides the investigation: what a later move fills in and says.
        self.then: dict = {}
        self.later: dict[str, str] = {}
        self.given_up: list[str] = []
        self.last = datetime.min.replace(tzinfo=UTC)
        self._choose_workers()
        self.played = teller.clocks.played(
            life,
            teller.today,
            first_unit=self.first_unit.pk,
            unit=self.unit.pk,
            handler=self.investigator.id,
        )

    def _somebody_known(self) -> Known | None:
        """Whoever complains again; of where they come from each tells once."""
        if not self.life.complainants or "F" in self.life.categories:
            return None
        return self.teller.memory.somebody(self.chance)

    def _incident(self) -> Incident:
        """Where it happened: at home that is where the complainant lives."""
        chance, known = self.chance, self.known
        if known and (self.life.scene == "home" or chance.random() < 0.6):
            borough = known.borough
        else:
            borough = chance.choice(self.teller.staff.boroughs)
        scene = self.life.scene
        at_home = known and scene == "home"
        spot = chance.choice(stories.SPOTS)
        times = words.TIMES_OF.get(spot if scene == "street" else scene, words.TIMES)
        return Incident(
            scene,
            self.life.incident_on,
            borough,
            known.street if at_home else chance.choice(words.STREETS),
            spot,
            chance.choice(times),
        )

    def _names(self) -> dict[str, str]:
        """What the sentences that are told of this case have in common."""
        first, second = stories.EVIDENCE[self.life.scene]
        return {
            "officer": "the officer" if self.life.subjects == 1 else "the officers",
            "teller": words.TELLERS[self.life.source],
            "street": self.street,
            "borough": self.borough.name,
            "crowd": self.incident.crowd or "a demonstration",
            "spot": self.incident.spot,
            "First": first[:1].upper() + first[1:],
            "first": first,
            "second": second,
        }

    def _choose_workers(self) -> None:
        chance, life, staff = self.chance, self.life, self.teller.staff
        self.unit = self.borough if life.local else chance.choice(staff.teams)
        self.by_champion = life.local and chance.random() < 0.3
        self.first_unit = self.borough if self.by_champion else staff.reception
        local = chance.choice(("champion", "local-manager", "local-manager"))
        self.investigator = staff.worker(
            local if life.local else "investigator", self.unit.pk
        )
        self.workers = {
            "investigator": self.investigator,
            "authority": staff.worker("appropriate-authority"),
        }
        if life is self.teller.supervised:
            self._supervise(staff)

    def _supervise(self, staff: Staff) -> None:
        """Have an authority be the inspector of this case, which waits for a decision.

        It is the first to be due, so whoever opens the first meets the refusal.
        """
        acting, other = staff.acting_inspector(
            self.life.received_on, self.life.on("allocate")
        )
        self.workers |= {"team-inspector": acting, "authority": other}

    def run(self, serial: int, year: int) -> None:
        self.dates = dates_of(self.life)
        add_people(self)
        add_allegations(self)
        for number, step in enumerate(self.life.steps):
            self.add_step(number, step)
            if step.verb == "start":
                certify(self, step.on)
        add_severity(self)
        add_papers(self)
        add_reviews(self)
        found = list(sittings(self))
        if self.teller.registers:
            add_proceedings(self, found)
            add_registers(self)
        add_clocks(self)
        add_case(self, serial, year, **offices_of(self, found))

    # -- who and when ------------------------------------------------------------

    def worker_for(self, verb: str) -> Worker:
        if verb == "withdraw" and not self.life.on("allocate"):
            verb = "finalise"  # nobody handles it: a manager does it
        if verb in _HANDLER_DOES:
            return self.workers["investigator"]
        if verb in {"determine", "return", "reopen", LEAVE}:
            return self.workers["authority"]
        if verb in _AT_CONTACT and self.by_champion:
            role, unit = "champion", self.borough.pk
        else:
            role, unit = _VERB_ROLE.get(verb, "cst-officer"), None
        if role not in self.workers:
            self.workers[role] = self.teller.staff.worker(role, unit)
        return self.workers[role]

    def moment(self, day: date) -> datetime:
        """A working moment of a day, in UTC."""
        minutes = self.chance.randrange(8 * 60, 18 * 60)
        local = in_london(day, time(minutes // 60, minutes % 60))
        return local.astimezone(UTC)

    @property
    def now_with(self):
        return self.unit if self.life.on("allocate") else self.first_unit

    # -- rows --------------------------------------------------------------------

    def say(self, sentence: str) -> str:
        """A sentence of this case, begun with a capital where it begins with a name."""
        said = sentence.format(**self.names)
        return said[:1].upper() + said[1:] if sentence.startswith("{") else said

    def result(self, key: int | None) -> str:
        """The name of a finding, or of the one that is made when there is none yet."""
        return self.teller.result_names[key or self.teller.results["not-upheld"]]

    def one_of(self, told: dict[str, tuple[str, ...]]) -> str:
        """One of the sentences told of a case of this kind."""
        return self.say(self.chance.choice(told.get(self.life.kind) or told["PC"]))

    # -- steps ---------------------------------------------------------------------

    def add_step(self, number: int, step) -> None:
        by = self.worker_for(step.verb)
        at = max(self.moment(step.on), self.last + MINUTE)
        if step.verb in _READS_FIRST or (number and self.chance.random() < 0.3):
            at = self._read(by, at, _READS_FIRST.get(step.verb, (step.verb,)))
        self.last = at
        if not number:
            self.logged_at = at
        before = self.life.steps[number - 1].status if number else ""
        self.reason = self._reason(step.verb)
        states = before, step.status
        self.moved(step.verb, states, by, at, self._change(step, by, at))

    def moved(self, verb: str, states: tuple[str, str], by: Worker, at, changes):
        """Write a move from one of two states to the other, and what the trail says."""
        before, after = states
        self.tables.add(
            "complaints_statuschange",
            case_id=self.case,
            verb=verb,
            from_status=before,
            to_status=after,
            by_id=by.id,
            at=at,
            reason=self.reason,
        )
        status = {"status": [before or None, after]} if before != after else {}
        kind = "alteration" if before else "collection"
        changes = status | changes
        self.record(f"case.{verb}", kind, by, at, reason=self.reason, changes=changes)

    def _change(self, step, by: Worker, at: datetime) -> dict[str, list]:
        """Write what the step writes; returns what the trail tells of it besides."""
        if write := WRITTEN_ON_THE_WAY.get(step.verb):
            return write(self, by, at, step.on)
        changes = changes_of(self, step.verb)
        if write := WRITTEN_AT.get(step.verb):
            write(self, by, at, step.on)
        return changes

    def _read(self, by: Worker, at: datetime, pages: tuple[str, ...]) -> datetime:
        """Have the pages read, one after the other; returns when they were."""
        for page in pages:
            changes = {"page": [None, page]}
            self.record(events.CONSULT, "consultation", by, at, changes=changes)
            at += self.chance.randrange(3, 45) * MINUTE
        return at

    def _reason(self, verb: str) -> str:
        if verb in {"check", "assess"}:
            return why_so_risky(self, verb)
        if verb == "determine":
            return why_determined(self)
        if verb in self.later:
            return self.later[verb]
        told = reasons.REASONS.get(verb) or routes_told.REASONS.get(verb)
        return self.one_of(told) if told else ""

    def record(self, event, kind, by, at, **more) -> None:
        self.teller.history.tell(
            event=event,
            kind=kind,
            of_person=kind == "consultation",
            case=self.case,
            by=by,
            at=at,
            unit=self.now_with.code,
            **more,
        )

    def made(self, table: str, number: int, by: Worker, at, **values) -> int:
        return self.tables.add(
            table, case_id=self.case, number=number, by_id=by.id, at=at, **values
        )
