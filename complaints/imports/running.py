"""One import from its files to its report: the same for the command and the job."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from casework import files, guard, jobs
from complaints import events
from complaints.actions.offices import FIND_JOB
from complaints.imports import merging, planning, reporting, writing
from complaints.imports.columns import check_columns
from complaints.imports.converting import NULL, BadCell, Known
from complaints.imports.mapping import Mapping
from complaints.imports.reading import BadFile, Source, examine, pair, rows_of
from complaints.imports.refusals import Refusals
from complaints.imports.staging import Staging
from complaints.imports.taking import Taker
from complaints.models import Category, ImportBatch, Result, law
from organisation.models import Unit
from pages.refusals import Refused

FOLDER = "imports"
SAID_EVERY = 5_000
# Parsing happens between statements, and each statement moves many rows.
PATIENCE = (
    "SET LOCAL statement_timeout = 0; "
    "SET LOCAL idle_in_transaction_session_timeout = 0; "
    "SET LOCAL work_mem = '96MB'; SET LOCAL temp_buffers = '32MB'"
)
IMPORTED, REFUSED, DRY_RUN, UNCHANGED = "imported", "refused", "dry_run", "unchanged"

Say = Callable[[int, str], None]


class UnderWay(Refused):
    """Somebody else imports from the same source at this moment."""

    code = "under_way"
    heading = "An import from this source is under way"
    what_next = "Wait until it has ended, then try again."


@dataclass
class _Run:
    """What one import needs at hand."""

    batch: ImportBatch
    mapping: Mapping
    sources: list[Source]
    refusals: Refusals
    say: Say
    known: Known
    refused_file: str
    seconds: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = round(now - self.began, 2)
        self.began = now


def run(
    batch: ImportBatch,
    mapping: Mapping,
    sources: list[Source],
    *,
    by,
    now: datetime,
    say: Say = lambda done, words: None,
) -> dict[str, Any]:
    """Import the files as the batch says; returns the report, which the batch keeps.

    Raises Refused when the files or the mapping cannot be read at all. Refused rows
    are no error: the report names them, and nothing is written unless good rows are
    accepted.
    """
    if batch.report:
        return batch.report
    sources = pair(sources, mapping.files)
    for source in sources:
        say(0, f"Looking through {source.name}")
        examine(source)
    check_columns(sources)
    earlier = _same_before(batch, sources)
    if earlier is not None:
        report = reporting.nothing_new(earlier.report)
        return _keep(
            batch, sources, report | {"result": UNCHANGED, "same_as": earlier.pk}
        )
    name = f"{FOLDER}/{uuid4().hex}.refused.csv"
    with Refusals(files.path_of(name)) as refusals:
        state = _Run(batch, mapping, sources, refusals, say, _known(), name)
        return _import(state, by=by, now=now)


def _keep(batch: ImportBatch, sources: list[Source], report: dict[str, Any]):
    batch.files = report["files"] = [source.facts() for source in sources]
    report["rows"] = sum(source.rows for source in sources)
    batch.report = report
    batch.save(update_fields=["files", "report"])
    return report


def _same_before(batch: ImportBatch, sources: list[Source]) -> ImportBatch | None:
    """The last import from this source, if it was these files by this mapping."""
    wrote = ImportBatch.objects.filter(
        source=batch.source, dry_run=False, report__result__in=[IMPORTED, UNCHANGED]
    )
    last = wrote.order_by("-pk").first()
    if last is None or last.mapping != batch.mapping or last.report["refused"]["count"]:
        return None
    digests = [source.sha256 for source in sources]
    if [each["sha256"] for each in last.files] != digests:
        return None
    for source, facts in zip(sources, last.files, strict=True):
        source.rows, source.blank = facts["rows"], facts["blank"]
    return last


def _known() -> Known:
    of_law = law.load()
    return Known(
        units=frozenset(Unit.objects.values_list("code", flat=True)),
        categories=frozenset(Category.objects.values_list("code", flat=True)),
        results=frozenset(Result.objects.values_list("code", flat=True)),
        severities=frozenset(one.code for one in of_law.severities(None)),
        forums=frozenset(one.code for one in of_law.forums(None)),
    )


def _import(state: _Run, *, by, now: datetime) -> dict[str, Any]:
    batch, mapping = state.batch, state.mapping
    today = timezone.localdate(now)
    if mapping.unit not in state.known.units:
        raise BadFile(f"The mapping's unit “{mapping.unit}” is not the code of a unit.")
    with guard.writing(events.IMPORT), connection.cursor() as cursor:
        cursor.execute(PATIENCE)
        _lock(cursor, mapping.source)
        _stage(state, cursor)
        state.lap("read and stage")
        planning.refuse_strays(cursor, mapping, state.sources, state.refusals)
        state.say(_rows(state), "Comparing with what is here")
        planning.plan(cursor, mapping, today=today)
        report = reporting.reconcile(cursor)
        merge = merging.compare(cursor, mapping)
        state.lap("plan")
        good = not state.refusals.count or batch.accept_good_rows
        writes = good and not batch.dry_run
        if writes:
            state.say(_rows(state), "Writing cases")
            writing.write_fresh(cursor, batch, by=by, at=now, today=today)
            merging.apply(cursor, batch, merge, by=by, at=now, today=today)
            state.lap("write")
            jobs.enqueue(
                FIND_JOB,
                f"{FIND_JOB} import {batch.pk}",
                {"batch": batch.pk},
                by=None,
                at=now,
            )
        report |= _outcome(state, merge, report["cases"], good=good)
        if writes:  # cases and the report of them stand together or not at all
            return _keep(batch, state.sources, report)
        transaction.set_rollback(True)
    return _keep(batch, state.sources, report)


def _outcome(state: _Run, merge, cases: dict[str, int], *, good: bool):
    """What the report says besides the counts of the plan."""
    cases |= merge.counts
    here = cases["in_files"] - cases["created"]
    cases["unchanged"] = here - cases["updated"]
    refused = state.refusals.report()
    refused["file"] = state.refused_file if state.refusals.count else ""
    done = IMPORTED if good else REFUSED
    return {
        "result": DRY_RUN if state.batch.dry_run else done,
        "refused": refused,
        "uncovered": reporting.uncovered(state.known.uncovered),
        "kept_ours": merge.kept,
        "gone": merge.gone,
        "seconds": state.seconds,
    }


def _lock(cursor, source: str) -> None:
    cursor.execute(
        "SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"case-import {source}"]
    )
    if not cursor.fetchone()[0]:
        raise UnderWay(f"Another import from {source} is running at this moment.")


def _rows(state: _Run) -> int:
    return sum(source.rows for source in state.sources)


def _stage(state: _Run, cursor) -> None:
    staging = Staging(cursor)
    staging.create()
    for number, source in enumerate(state.sources):
        _stage_file(state, staging, number, source)
    staging.finish()


def _stage_file(state: _Run, staging: Staging, number: int, source: Source) -> None:
    words = f"Reading {source.name}"
    before = _rows(state)
    taker = None
    for line, cells in rows_of(source):
        if taker is None:
            taker = Taker(number, source.mapping, source.header, state.known, staging)
        try:
            taker.take(line, cells)
        except BadCell as bad:
            state.refusals.add(
                source.name, line, bad.column, bad.value_class, bad.reason
            )
            reference = taker.reference_of(cells)
            if reference != NULL:
                staging.add("refused", reference)
        if source.rows % SAID_EVERY == 0:
            state.say(before + source.rows, words)
    if taker is None:  # a header and nothing below it is still checked
        Taker(number, source.mapping, source.header, state.known, staging)
