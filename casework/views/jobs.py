from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from casework import jobs
from casework.filters import JobFilter
from casework.models.jobs import JobState
from pages.lists import KeysetPage, Sort

SORTS = [Sort("asked", "Asked", ("id",), descending=True)]
UNFINISHED = frozenset({JobState.WAITING, JobState.RUNNING})
TONES = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "active",
    JobState.DONE: "done",
    JobState.REFUSED: "stopped",
    JobState.FAILED: "late",
}


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Background work: mine, or everybody's for those who look after the system."""
    filterset = JobFilter(request.GET, jobs.visible_to(request.user), request=request)
    page = KeysetPage(filterset.qs, sorts=SORTS, default="-asked", params=request.GET)
    context = {
        "page": page,
        "filterset": filterset,
        "form": filterset.form,
        "rows": [_shown(row) for row in page],
        "everybody": request.user.rights.allow(Permission.JOB_READ_ALL),
    }
    return render(request, "casework/jobs.html", context)


@require_safe
def job_detail(request: HttpRequest, number: int) -> HttpResponse:
    """How far a piece of work is, and what came of it."""
    row = get_object_or_404(jobs.visible_to(request.user), pk=number)
    context = {**_shown(row), "unfinished": row.state in UNFINISHED}
    return render(request, "casework/job.html", context)


def _shown(row: jobs.Job) -> dict[str, object]:
    kind = jobs.kind_of(row.kind)
    percent = None
    if row.total:
        percent = min(100, row.progress * 100 // row.total)
    return {
        "job": row,
        "label": kind.label if kind else row.kind,
        "template": kind.template if kind else jobs.PLAIN_RESULT,
        "tone": TONES[JobState(row.state)],
        "percent": percent,
    }
