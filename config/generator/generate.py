"""Generate cases: plan their lives, tell them in rows, copy them in, index them."""

from datetime import date, timedelta
from random import Random

from casework import guard
from casework.models import ReferenceCounter
from complaints import search
from complaints.models import CaseLink, CaseTag, Tag
from config.database import as_owner
from config.generator.copying import Tables
from config.generator.history import History
from config.generator.life import live
from config.generator.rows import Teller
from config.generator.staff import Staff

CHUNK = 5_000
MONTHS_DAYS = 730


def generate(*, cases: int, seed: int, as_at: date, said=lambda done: None) -> None:
    """Write `cases` synthetic cases received in the 24 months up to `as_at`.

    Runs as the owner, with triggers set aside: rows are right by construction, and the
    trail's entries carry the dates of the past. `said(done)` hears of progress.
    """
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    days = sorted(
        as_at - timedelta(days=chance.randrange(MONTHS_DAYS)) for _ in range(cases)
    )
    with as_owner() as owner:
        staff = Staff(chance, cases)
        serials = {
            (row.prefix, row.year): row.last_serial
            for row in ReferenceCounter.objects.all()
        }
        with guard.writing("case.generate"), owner.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            transaction = cursor.fetchone()[0]
            cursor.execute("SET LOCAL session_replication_role = replica")
            tables = Tables(cursor)
            first = tables.next_id("complaints_case")
            history = History(tables, transaction)
            teller = Teller(tables, history, staff)
            for number, day in enumerate(days, start=1):
                life = live(chance, day, as_at)
                key = (life.kind, day.year)
                serials[key] = serials.get(key, 0) + 1
                teller.tell(chance, life, serials[key], day.year)
                if number % CHUNK == 0:
                    tables.write()
                    said(number)
            tables.write()
            history.finish()
            tables.write()
            tables.finish()
            for (prefix, year), serial in serials.items():
                ReferenceCounter.objects.update_or_create(
                    prefix=prefix, year=year, defaults={"last_serial": serial}
                )
            _tag_and_link(chance, first, cases, staff)
            search.index_many("SELECT id FROM complaints_case WHERE id >= %s", [first])
        with owner.cursor() as cursor:
            cursor.execute("ANALYZE")


def _tag_and_link(chance: Random, first: int, cases: int, staff: Staff) -> None:
    """A few cases come from one event, or belong together."""
    tags = list(Tag.objects.order_by("pk"))
    by = staff.worker("team-inspector").id
    at = "2026-01-01T09:00:00Z"
    chosen = chance.sample(range(first, first + cases), max(2, min(cases, cases // 50)))
    if tags:
        CaseTag.objects.bulk_create(
            CaseTag(case_id=case, tag=chance.choice(tags), by_id=by, at=at)
            for case in chosen[::2]
        )
    CaseLink.objects.bulk_create(
        CaseLink(
            case_id=one,
            other_id=two,
            kind=chance.choice(("same_incident", "related", "same_people")),
            by_id=by,
            at=at,
        )
        for one, two in zip(chosen[::2], chosen[1::2], strict=False)
    )
