"""Generate cases: plan their lives, tell them in rows, take them over, index them."""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from casework import guard
from casework.models import ReferenceCounter
from complaints import search
from config.database import as_owner
from config.generator import indexes
from config.generator.copying import Tables
from config.generator.events import events_up_to
from config.generator.history import STAGE, History
from config.generator.life import Life
from config.generator.memory import Incident
from config.generator.multiplying import Times, take_over
from config.generator.plans import Plan, plan_all
from config.generator.rows import Teller
from config.generator.staff import Staff
from organisation import stamps

CHUNK = 5_000
MONTHS_DAYS = 730
# More cases than this are copies of those told, under names of their own.
MOST_TOLD = 10_000
SEARCHED = ["complaints_searchentry", "complaints_nameseen"]


def generate(
    *,
    cases: int,
    seed: int,
    as_at: date,
    said=lambda done: None,
    most_told: int = MOST_TOLD,
    registers: bool = False,
) -> None:
    """Write `cases` synthetic cases received in the 24 months up to `as_at`.

    Or up to yesterday: a day that is not over would hold moments still to come. With
    `registers` also proceedings, risks, restrictions, markers and conflicts, which a
    demonstration gets from the actions themselves.

    Runs as the owner, with triggers set aside: rows are right by construction, and the
    trail's entries carry the dates of the past. `said(done)` hears of progress.
    """
    as_at = min(as_at, timezone.localdate() - timedelta(days=1))
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    with as_owner() as owner:
        staff = Staff(chance, cases)
        with guard.writing("case.generate"), owner.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            transaction = cursor.fetchone()[0]
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL work_mem = '256MB'")
            tables = Tables(cursor)
            first = tables.next_id("complaints_case")
            history = History(tables, transaction)
            times = _tell(
                tables, history, staff, chance, cases, as_at, most_told, registers
            )
            said(-(-cases // times.times))
            written = [*tables.columns, "audit_entry"]
            many = times.times > 1
            with indexes.set_aside(cursor, written if many else []):
                take_over(tables, times)
                said(cases)
                history.finish(times)
                said(cases)
            cursor.execute(f"ANALYZE {', '.join(written)}")
            with indexes.set_aside(cursor, SEARCHED if many else [], unique=False):
                search.index_many(
                    "SELECT id FROM complaints_case WHERE id >= %s", [first]
                )
            stamps.set_anew(cursor)  # events came with tags of their own
            said(cases)
        _put_to_rest(owner, [*written, *SEARCHED])


def _put_to_rest(owner, written: list[str]) -> None:
    """So that counts read indexes alone, as they do in a database at rest."""
    with owner.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(written)}")
        cursor.execute("ANALYZE")


def _tell(  # noqa: PLR0913 - all that a run is about
    tables, history, staff, chance, cases, as_at, most_told, registers
) -> Times:
    """Tell as many cases as are told, each standing for as many as are wanted."""
    copies = -(-cases // most_told)
    told = -(-cases // copies)
    events = events_up_to(as_at, MONTHS_DAYS)
    plans = plan_all(chance, told, as_at, MONTHS_DAYS, events)
    serials = Serials(tables.cursor, copies)
    teller = Teller(
        tables,
        history,
        staff,
        serials=serials,
        today=as_at,
        copied=copies > 1,
        registers=registers,
    )
    teller.supervised = _first_to_decide(teller, plans)
    incidents: list[Incident] = []
    for number, plan in enumerate(plans, start=1):
        if number == told:
            marks = tables.marks() | {STAGE: history.told + 1}
        life, year = plan.life, plan.life.received_on.year
        of = plan.event if plan.again is None else incidents[plan.again]
        serial = serials.next(life.kind, year)
        incidents.append(teller.tell(chance, life, serial, year, of))
        if number % CHUNK == 0:
            tables.write()
    tables.write()
    serials.keep()
    # A table that only the last case has rows in has no mark yet.
    marks = tables.first | marks
    return Times(copies, cases - (told - 1) * copies, marks)


def _first_to_decide(teller: Teller, plans: list[Plan]) -> Life | None:
    """Of the cases that wait for a decision the one that is due first."""
    waiting = [plan.life for plan in plans if plan.life.status == "reported"]
    clocks, today = teller.clocks, teller.today
    return min(
        waiting,
        key=lambda life: clocks.played(life, today).case.next_due_on,
        default=None,
    )


class Serials:
    """Serial numbers of references, told one for each `copies` wanted."""

    def __init__(self, cursor, copies: int):
        self.cursor = cursor
        self.copies = copies
        self.before = {
            (row.prefix, row.year): row.last_serial
            for row in ReferenceCounter.objects.all()
        }
        self.last = dict(self.before)

    def next(self, prefix: str, year: int) -> int:
        key = (prefix, year)
        self.last[key] = self.last.get(key, 0) + 1
        return self.last[key]

    def keep(self) -> None:
        """Move the counters on, and say where they stood for `multiplying`."""
        self.cursor.execute(
            "CREATE TEMP TABLE told_serial (prefix text, year int, before int) "
            "ON COMMIT DROP"
        )
        for (prefix, year), last in self.last.items():
            before = self.before.get((prefix, year), 0)
            self.cursor.execute(
                "INSERT INTO told_serial VALUES (%s, %s, %s)", [prefix, year, before]
            )
            ReferenceCounter.objects.update_or_create(
                prefix=prefix,
                year=year,
                defaults={"last_serial": before + (last - before) * self.copies},
            )
