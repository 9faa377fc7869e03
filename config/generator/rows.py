"""A life told in rows: the case, its people and decisions, its papers and trail."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from audit.days import in_london
from casework import deadlines
from casework.models.cases import FAR_FUTURE
from complaints import rules
from complaints.models import Category, Result, Standard
from config.generator import stories, words
from config.generator.copying import Tables
from config.generator.decision_rows import WRITTEN_AT, add_papers
from config.generator.history import History
from config.generator.life import Life
from config.generator.people_rows import add_allegations, add_people
from config.generator.staff import Staff, Worker
from pages.words import day_words

MINUTE = timedelta(minutes=1)
_CLOSED = {"finalised", "withdrawn", "not_recorded"}
_VERB_ROLE = {
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

    def __init__(self, tables: Tables, history: History, staff: Staff):
        self.tables = tables
        self.history = history
        self.staff = staff
        self.categories = {row.code: row for row in Category.objects.all()}
        self.standards = dict(Standard.objects.values_list("code", "pk"))
        self.results = {
            row.code: row.pk for row in Result.objects.filter(to_on=None, finding=True)
        }
        self.deadlines = deadlines.load()
        self._due: dict[tuple[str, date], date] = {}
        self.people: list[int] = []
        self.supervised = (
            False  # whether the case that its authority supervised is told
        )

    def tell(self, chance: Random, life: Life, serial: int, year: int) -> None:
        """Gather every row of one case."""
        _Telling(self, chance, life, f"{life.kind}/{serial:05}/{year % 100:02}").run(
            serial, year
        )

    def due(self, code: str, starts_on: date) -> date:
        """The day of a deadline; each is worked out once."""
        key = (code, starts_on)
        if key not in self._due:
            self._due[key] = self.deadlines.deadline(
                code, starts_on=starts_on, rule_on=starts_on
            ).due_on
        return self._due[key]


class _Telling:
    """One case being told."""

    def __init__(self, teller: Teller, chance: Random, life: Life, reference: str):
        self.teller = teller
        self.tables = teller.tables
        self.chance = chance
        self.life = life
        self.reference = reference
        staff = teller.staff
        self.borough = chance.choice(staff.boroughs)
        self.street = chance.choice(words.STREETS)
        first, second = stories.EVIDENCE[life.scene]
        # What the sentences that are told of this case have in common.
        self.names = {
            "officer": "the officer" if life.subjects == 1 else "the officers",
            "teller": words.TELLERS[life.source],
            "street": self.street,
            "borough": self.borough.name,
            "First": first[:1].upper() + first[1:],
            "first": first,
            "second": second,
        }
        self.unit = self.borough if life.local else chance.choice(staff.teams)
        self.by_champion = life.local and chance.random() < 0.3
        self.first_unit = self.borough if self.by_champion else staff.reception
        self.case = self.tables.next_id("complaints_case")
        self.last = datetime.min.replace(tzinfo=UTC)
        local = chance.choice(("champion", "local-manager", "local-manager"))
        self.investigator = staff.worker(
            local if life.local else "investigator", self.unit.pk
        )
        self.workers = {
            "investigator": self.investigator,
            "authority": staff.worker("appropriate-authority"),
        }
        if life.status == "reported" and not teller.supervised:
            teller.supervised = True
            self._supervise(staff)

    def _supervise(self, staff: Staff) -> None:
        """Have an authority be the inspector of this case, which waits for a decision.

        Cases are told by the day they came in, so this one is the first to be due.
        """
        acting, other = staff.acting_inspector(
            self.life.received_on, self.life.on("allocate")
        )
        self.workers |= {"team-inspector": acting, "authority": other}

    def run(self, serial: int, year: int) -> None:
        self.add_case(serial, year)
        add_people(self)
        add_allegations(self)
        for number, step in enumerate(self.life.steps):
            self.add_step(number, step)
        add_papers(self)

    # -- who and when ------------------------------------------------------------

    def worker_for(self, verb: str) -> Worker:
        if verb in {"start", "submit-report", "withdraw"}:
            return self.workers["investigator"]
        if verb in {"determine", "return", "reopen"}:
            return self.workers["authority"]
        if verb in {"log", "record", "decline"} and self.by_champion:
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

    def add_case(self, serial: int, year: int) -> None:
        life = self.life
        last = life.steps[-1]
        self.dates = {
            "recorded_on": life.on("record"),
            "allocated_on": life.on("allocate"),
            "determined_on": life.since("determine", None),
            "notified_on": life.since("notify", None),
            "finalised_on": life.since("finalise", None),
        }
        appeal = self._appeal_ends_on()
        due, code = self._clock(appeal)
        self.tables.add(
            "complaints_case",
            reference=self.reference,
            reference_year=year,
            reference_serial=serial,
            origin="candour",
            responsible_unit_id=self.now_with.pk,
            handler_id=self.investigator.id if life.on("allocate") else None,
            version=len(life.steps),
            next_due_on=due,
            next_due=code,
            created_at=self.moment(life.received_on),
            updated_at=self.moment(last.on),
            kind=life.kind,
            status=life.status,
            channel=life.channel,
            conduct_source=life.source,
            confidentiality="restricted"
            if self.chance.random() < 0.004 and life.status != "reported"
            else "sensitive",
            said=self._said(),
            place=stories.WHERE[life.scene][1].format(**self.names),
            incident_on=life.incident_on,
            received_on=life.received_on,
            **self.dates,
            appeal_ends_on=appeal,
            authority_id=self.workers["authority"].id
            if self.dates["determined_on"]
            else None,
            logged_by_id=self.worker_for("log").id,
            sort_received_on=life.received_on,
            categories=sorted(set(life.categories)) if life.on("record") else [],
            allegation_count=len(life.categories) if life.on("record") else 0,
            subject_count=life.subjects,
        )

    def _appeal_ends_on(self) -> date | None:
        notified = self.dates["notified_on"]
        if not (notified and self.life.complainants):
            return None
        return self.teller.due("appeal", notified)

    def _clock(self, appeal: date | None) -> tuple[object, str]:
        clock = None
        if self.life.status not in _CLOSED:
            clock = rules.clock_of(self.life.status, can_appeal=appeal is not None)
        if clock is None:
            return FAR_FUTURE, ""
        code, starts_at = clock
        dates = {"received_on": self.life.received_on, "appeal_ends_on": appeal}
        starts = (self.dates | dates)[starts_at]
        return (self.teller.due(code, starts), code) if starts else (FAR_FUTURE, "")

    def _said(self) -> str:
        chance, life = self.chance, self.life
        where = stories.WHERE[life.scene][0].format(
            spot=chance.choice(stories.SPOTS),
            time=chance.choice(words.TIMES),
            day=day_words(life.incident_on),
            **self.names,
        )
        if not life.complainants:
            begun = self.say(words.CAME_TO_LIGHT[life.source])
            told = "; and ".join(each.text for each in life.alleged)
            return f"{begun} {told}. It happened {where}."
        told = ". Further, the complainant ".join(each.text for each in life.alleged)
        wish = self.say(chance.choice(words.WISHES))
        return f"The complainant {told}. It happened {where}. The complainant {wish}."

    def say(self, sentence: str) -> str:
        """A sentence of this case, begun with a capital where it begins with a name."""
        said = sentence.format(**self.names)
        return said[:1].upper() + said[1:] if sentence.startswith("{") else said

    def one_of(self, told: dict[str, tuple[str, ...]]) -> str:
        """One of the sentences told of a case of this kind."""
        return self.say(self.chance.choice(told.get(self.life.kind) or told["PC"]))

    # -- steps ---------------------------------------------------------------------

    def add_step(self, number: int, step) -> None:
        by = self.worker_for(step.verb)
        at = self.last = max(self.moment(step.on), self.last + MINUTE)
        before = self.life.steps[number - 1].status if number else ""
        reason = self._reason(step.verb)
        if step.verb == "determine":
            self.decided = reason
        self.tables.add(
            "complaints_statuschange",
            case_id=self.case,
            verb=step.verb,
            from_status=before,
            to_status=step.status,
            by_id=by.id,
            at=at,
            reason=reason,
        )
        self.record(
            f"case.{step.verb}",
            "alteration" if number else "collection",
            by,
            at,
            reason=reason,
            changes={"status": [before or None, step.status]},
        )
        write = WRITTEN_AT.get(step.verb)
        if write:
            write(self, by, at, step.on)

    def _reason(self, verb: str) -> str:
        if verb == "assess":
            if self.life.local:
                return self.say(words.ASSESSED["local"])
            grave = stories.GRAVE.intersection(self.life.categories)
            return words.ASSESSED["grave" if grave else "known"]
        if verb == "determine" and any(each.departs for each in self.outcomes):
            return words.DEPARTING
        told = words.REASONS.get(verb)
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
