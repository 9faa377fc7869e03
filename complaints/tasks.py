"""Work that waits: the file of a long list of cases, imports of legacy records."""

from datetime import date, time, timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.permissions import Permission
from casework import deadlines, files, jobs, periods
from complaints import exports
from complaints.actions.detecting import DETECT_JOB, detect
from complaints.actions.escalating import ESCALATE_JOB, escalate, let_windows_pass
from complaints.actions.escalating_records import escalate_records
from complaints.actions.exporting import EXPORT_JOB, export
from complaints.actions.offices import FIND_JOB, find_offices
from complaints.actions.recounting import RECOUNT_JOB, Day, recount
from complaints.filters import CaseList
from complaints.imports import asking
from complaints.imports.mapping import read_mapping
from complaints.imports.running import run
from complaints.models import ImportBatch
from pages.exports import csv_lines

KEPT_FOR = timedelta(hours=24)
DELETE_JOB = "case-export-delete"
FOLDER = "exports"
REPORTED_EVERY = 1_000


@jobs.job(
    EXPORT_JOB,
    label="Export of cases",
    permission=Permission.CASE_EXPORT,
    template="complaints/list/export_result.html",
    tells=True,
)
def export_cases(job, progress):
    """Write the list as its asker may see it now; the file is kept for a day."""
    now = progress.now()
    listed = CaseList(
        job.asked_by,
        QueryDict(job.arguments["query"]),
        today=timezone.localdate(now),
        days=deadlines.load().days,
    )
    listed.filters.check()
    made = exports.CaseExport(
        listed.filters.qs, user=job.asked_by, ordering=listed.page.order.ordering()
    )
    name = f"{FOLDER}/{uuid4().hex}.csv"
    with transaction.atomic():
        with connection.cursor() as cursor:  # one statement reads the whole list
            cursor.execute("SET LOCAL statement_timeout = 0")
        count = _write(made, name, job, progress, now)
        export(by=job.asked_by, count=count, criteria=listed.filters.words())
        jobs.enqueue(
            DELETE_JOB,
            f"{DELETE_JOB} {name}",
            {"file": name},
            by=None,
            at=now,
            due_at=now + KEPT_FOR,
        )
    return {"file": name, "rows": count, "until": (now + KEPT_FOR).isoformat()}


def _write(made, name, job, progress, now) -> int:
    path = files.path_of(name)
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    written = _Counted(made, progress)
    lines = csv_lines(made.headers, written, recipient=job.asked_by.email, made_at=now)
    with path.open("w", encoding="utf-8", newline="") as target:
        target.writelines(lines)
    return written.count


class _Counted:
    """The rows, counted as they pass."""

    def __init__(self, rows, progress):
        self.rows, self.progress, self.count = rows, progress, 0

    def __iter__(self):
        for row in self.rows:
            self.count += 1
            if self.count % REPORTED_EVERY == 0:
                self.progress.report(self.count)
            yield row


@jobs.job(DELETE_JOB, label="Deletion of an export")
def delete_export(job, progress):
    """Delete a file whose day has passed."""
    files.path_of(job.arguments["file"]).unlink(missing_ok=True)
    return {}


@jobs.job(
    asking.IMPORT_JOB,
    label="Import of legacy cases",
    permission=Permission.CASE_IMPORT,
    template="complaints/imports/result.html",
    tells=True,
)
def import_cases(job, progress):
    """Import as the batch says, with progress; safe to run again."""
    batch = ImportBatch.objects.select_related("job").get(job=job)
    report = run(
        batch,
        read_mapping(batch.mapping),
        asking.sources_of(batch),
        by=job.asked_by,
        now=progress.now(),
        say=lambda done, words: progress.report(done, message=words),
    )
    return {"import": batch.pk, "result": report["result"]}


@jobs.job(FIND_JOB, label="Offices for which imported cases wait")
def find_offices_of_import(job, progress):
    """Put the open cases of an import before whoever has to do with them."""
    batch = ImportBatch.objects.get(pk=job.arguments["batch"])
    found = find_offices(
        lambda done, total: progress.report(done, total=total),
        today=timezone.localdate(progress.now()),
        batch=batch,
    )
    return {"cases": found}


@jobs.job(RECOUNT_JOB, label="Deadlines counted anew after a change of bank holidays")
def recompute_deadlines(job, progress):
    """Move every deadline that the days move; safe to run again."""
    days = [Day(date.fromisoformat(on), title) for on, title in job.arguments["days"]]
    moved = recount(
        days,
        at=progress.now(),
        key=job.key.removesuffix(" again"),
        say=lambda done, total: progress.report(done, total=total),
    )
    return {"moved": moved}


@jobs.job(ESCALATE_JOB, label="What is late told to managers")
def escalate_deadlines(job, progress):
    """Let time that nobody used pass, and tell whom each step reaches."""
    now = progress.now()
    today = timezone.localdate(now)
    passed = let_windows_pass(today=today)
    told = escalate(
        today=today,
        at=now,
        say=lambda done, total: progress.report(done, total=total),
    )
    late = escalate_records(today=today, at=now)
    return {"passed": passed, "told": told, "records": late}


@jobs.job(DETECT_JOB, label="Officers whom the intervention scheme brings in")
def detect_interventions(job, progress):
    """Open an intervention for whom the rules of the day bring in."""
    now = progress.now()
    opened = detect(
        on=timezone.localdate(now),
        at=now,
        say=lambda done, total: progress.report(done, total=total),
    )
    return {"opened": opened}


# Early, before people come in.
periods.every("interventions", kind=DETECT_JOB, dues=periods.daily(time(5)))
periods.every("escalation", kind=ESCALATE_JOB, dues=periods.daily(time(6)))


@jobs.job(asking.DELETE_JOB, label="Deletion of files of an import")
def delete_import_files(job, progress):
    """Delete the files of an import when they are no longer needed."""
    asking.forget(job.arguments["folder"])
    return {}
