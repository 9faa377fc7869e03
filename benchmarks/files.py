"""Rows out and in: lists as CSV beside COPY, a legacy file beside COPY."""

import json
import lzma
import os
import subprocess
import sys
import time
from datetime import timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

import environ
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from benchmarks.browser import Browser
from benchmarks.reads import person
from benchmarks.timing import Figure, Unexpected
from casework import deadlines
from complaints.actions.exporting import ask_for_export
from complaints.exports import AT_ONCE, CaseExport
from complaints.filters import CaseList
from complaints.models import Case
from config.launcher.places import ROOT

BY_JOB = 100_000
CSV_BUDGET, IMPORT_BUDGET = 6, 10
LARGE = 100_000  # cases, from which on the whole file is imported
LINES_OF_A_SMALL_RUN = 5_001
ELSEWHERE = "candour_legacy"
WRITTEN_BY = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
IMPORTED = (
    "complaints_case", "complaints_legacyrecord", "complaints_allegation",
    "complaints_subject", "complaints_outcome", "complaints_person",
    "complaints_complainant", "complaints_statuschange", "complaints_searchentry",
    "audit_entry", "audit_detail", "audit_chainhead",
)  # fmt: skip
LEGACY = "chicago/chicago_flat_cases_x_allegations_1967_2018.csv.xz"


def exports(address: str):
    """A list at once and a list by a job, each beside COPY of the same query."""
    user = person("cst-officer")
    browser = Browser(address, user=user)
    for wanted, export in ((AT_ONCE, _at_once), (BY_JOB, _by_job)):
        query, rows = _list_of(wanted)
        spent, note = export(browser, user, query)
        floor = _copied(user, query)
        name = f"CSV of {rows:,} rows" + (", by a job" if rows > AT_ONCE else "")
        yield Figure(name, spent * 1000, spent / floor, CSV_BUDGET, note=note)


def _list_of(wanted: int) -> tuple[str, int]:
    """The query of a list of at most so many cases, newest first, and its length."""
    days = Case.objects.order_by("-sort_received_on", "-pk")
    edge = days.values_list("sort_received_on", flat=True)[wanted : wanted + 1].first()
    if edge is None:
        return "", days.count()
    first = edge + timedelta(days=1)
    return f"received_from={first}", days.filter(sort_received_on__gte=first).count()


def _at_once(browser, user, query):
    started = time.perf_counter()
    answer = browser.post(f"/complaints/export/?{query}", {})
    if answer.status != 200:
        raise Unexpected(f"The export answered {answer.status}")
    return time.perf_counter() - started, f"{len(answer.body) / 1e6:.1f} MB of file"


def _by_job(browser, user, query):
    with transaction.atomic():
        job = ask_for_export(by=user, at=timezone.now(), query=query)
    told = in_a_process("run_job", str(job.pk))
    return told["seconds"], f"peak {told['megabytes']} MB"


def in_a_process(*words: str, **env: str) -> dict:
    """What a command of ours tells in its last line, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unexpected(done.stderr[-2000:])
    said = done.stdout.strip().splitlines()
    return json.loads(said[-1]) if said else {}


def _copied(user, query) -> float:
    """Seconds of COPY for the same columns of the same rows."""
    listed = CaseList(
        user,
        QueryDict(query),
        today=timezone.localdate(),
        days=deadlines.load().days,
    )
    made = CaseExport(
        listed.filters.qs, user=user, ordering=listed.page.order.ordering()
    )
    sql, params = made._values().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        statement = cursor.mogrify(sql, params).decode()
        started = time.perf_counter()
        cursor.copy_expert(f"COPY ({statement}) TO STDOUT (FORMAT csv)", _Nowhere())
        return time.perf_counter() - started


class _Nowhere:
    def write(self, data):
        return len(data)


def imports():
    """The Chicago flat file, beside COPY of its rows; why not, where it is absent.

    Into a database of its own, so that the same file can be imported again next time.
    """
    packed = Path(os.environ.get("LEGACY_DATA", ROOT.parent / "shared/data")) / LEGACY
    mapping = ROOT / "complaints/imports/mappings/chicago_flat.toml"
    if not packed.exists() or not mapping.exists():
        yield "The legacy file was not there, so no import was measured."
        return
    plain = Path(os.environ["CANDOUR_VAR"]) / "chicago.csv"
    most = None if Case.objects.count() >= LARGE else LINES_OF_A_SMALL_RUN
    with lzma.open(packed, "rb") as source, plain.open("wb") as target:
        target.writelines(islice(source, most))
    elsewhere = _elsewhere()
    try:
        in_a_process("migrate", "--verbosity=0", **elsewhere)
        in_a_process("load_reference_data", "--verbosity=0", **elsewhere)
        told = in_a_process("import_file", str(plain), str(mapping), **elsewhere)
        floor, rows = _copied_in(elsewhere["DATABASE_OWNER_URL"])
    except Unexpected as fault:
        yield f"The import was not measured, because it ended with: {fault}"
        return
    yield Figure(
        "import of the Chicago flat file" + (", its first 5,000 rows" if most else ""),
        told["seconds"] * 1000,
        told["seconds"] / floor,
        IMPORT_BUDGET,
        note=f"{rows:,} rows written; peak {told['megabytes']} MB; {told['said']}",
    )


def _elsewhere() -> dict[str, str]:
    """The addresses of the empty database for what is imported."""
    return {
        name: os.environ[name].rpartition("/")[0] + f"/{ELSEWHERE}"
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }


def _copied_in(url: str) -> tuple[float, int]:
    """Seconds of COPY for all that was imported, into tables like those it is in."""
    spent, rows = 0.0, 0
    owner = connection.copy()
    known = environ.Env.db_url_config(url)
    owner.settings_dict.update({key: known[key] for key in WRITTEN_BY})
    with owner.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in IMPORTED:
            cursor.execute(f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)")
            with TemporaryFile() as lines:
                cursor.copy_expert(f"COPY {table} TO STDOUT", lines)
                lines.seek(0)
                started = time.perf_counter()
                cursor.copy_expert(f"COPY floor_{table} FROM STDIN", lines)
                spent += time.perf_counter() - started
                rows += cursor.rowcount
    owner.close()
    return spent, rows
