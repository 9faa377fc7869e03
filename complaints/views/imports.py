"""Imports of legacy records: tried first, then done, with progress and report."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import submissions
from casework import files
from casework.models.jobs import JobState
from complaints.filters.wording import CaseWording
from complaints.forms.imports import ImportForm
from complaints.imports import asking, words
from complaints.imports.describing import needed_files
from complaints.imports.running import DRY_RUN, REFUSED
from complaints.models import ImportBatch
from pages.exports import file_name
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, KeysetPage, Sort
from pages.refusals import Refused

SORTS = [Sort("asked", "Asked", ("id",), descending=True)]
UNFINISHED = frozenset({JobState.WAITING, JobState.RUNNING})
PARTS = ("cases", *words.PARTS)


@require_safe
def imports(request):
    asking.check_can_import(request.user)
    refuse_unknown(request.GET, PARAMETERS)
    rows = ImportBatch.objects.select_related("job__asked_by")
    page = KeysetPage(rows, sorts=SORTS, default="-asked", params=request.GET)
    shown = [
        {
            "batch": row,
            "state": _state(row),
            "wrote": bool(row.report) and words.wrote(row.report),
        }
        for row in page
    ]
    return render(
        request, "complaints/imports/list.html", {"page": page, "rows": shown}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request):
    """Choose files and mapping; what is sent is tried, and nothing is written yet."""
    asking.check_can_import(request.user)
    shipped = asking.shipped()
    form = ImportForm(request.POST or None, request.FILES or None, shipped=shipped)
    if request.method == "POST" and form.is_valid():
        try:
            return submissions.once(request, lambda: _asked(request, form))
        except Refused as refusal:
            if refusal.code not in ("bad_mapping", "bad_file", "bad_input"):
                raise
            field = "mapping" if refusal.code == "bad_mapping" else "files"
            form.add_error(field, refusal.sentence)
    status = 422 if form.errors else 200
    needs = [(each.title, needed_files(each)) for each in shipped.values()]
    context = {"form": form, "needs": needs}
    return render(request, "complaints/imports/new.html", context, status=status)


def _asked(request, form) -> str:
    batch = asking.ask(
        by=request.user,
        at=timezone.now(),
        uploads=form.cleaned_data["files"],
        mapping_text=form.cleaned_data["text"],
    )
    return reverse("complaints:import", args=[batch.pk])


@require_safe
def show_import(request, number):
    """How far an import is, and its report when it has ended."""
    batch = _batch(request, number)
    report, job = batch.report, batch.job
    unfinished = job is not None and JobState(job.state) in UNFINISHED
    stopped = job is not None and not report and not unfinished
    context = {
        "batch": batch,
        "job": job,
        "state": _state(batch),
        "unfinished": unfinished,
        "again": stopped or report.get("result") == REFUSED,
        "report": report,
    }
    if report:
        context |= {
            "counts": [(part, report[part]) for part in PARTS],
            "tables": words.tables(report),
            "wrote": words.wrote(report),
            "heads": words.heads(report),
            "kept_ours": _kept(report),
            "uncovered": [
                (words.field_words(name), *rest) for name, *rest in report["uncovered"]
            ],
            "warning": words.open_cases(report),
            "can_import": report["result"] == DRY_RUN and batch.job is not None,
        }
    return render(request, "complaints/imports/show.html", context)


@require_POST
def do_import(request, number):
    """After a dry run: import the same files."""
    batch = _batch(request, number)
    if batch.job is None or batch.report.get("result") != DRY_RUN:
        raise Http404
    again = asking.ask_again(
        batch,
        by=request.user,
        at=timezone.now(),
        accept_good_rows=request.POST.get("good_rows") == "yes",
    )
    return redirect("complaints:import", again.pk)


@require_safe
def refused_rows(request, number):
    """Every refused row of an import as CSV: file, line, column, class, reason."""
    batch = _batch(request, number)
    name = batch.report.get("refused", {}).get("file")
    if not name or not files.path_of(name).exists():
        raise Http404
    return FileResponse(
        files.path_of(name).open("rb"),
        as_attachment=True,
        filename=file_name("refused-rows", batch.at),
        content_type="text/csv",
    )


def _batch(request, number) -> ImportBatch:
    asking.check_can_import(request.user)
    rows = ImportBatch.objects.select_related("job__asked_by")
    return get_object_or_404(rows, pk=number)


def _kept(report):
    """Cases and those of their fields that stand as they were changed here."""
    if not report["kept_ours"]:
        return []
    wording = CaseWording([])
    return [(case, wording.label(name)) for case, name in report["kept_ours"]]


def _state(batch) -> str:
    if batch.report:
        return words.RESULTS[batch.report["result"]]
    if batch.job is None:
        return "It did not end."
    return batch.job.get_state_display()


import_urls = [
    path("imports/", imports, name="imports"),
    path("imports/new/", new_import, name="new-import"),
    path("imports/<int:number>/", show_import, name="import"),
    path("imports/<int:number>/import/", do_import, name="do-import"),
    path("imports/<int:number>/refused/", refused_rows, name="import-refused"),
]
