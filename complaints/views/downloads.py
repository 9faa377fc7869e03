"""Files that come in and go out: documents of a case, exports of a list."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts import submissions
from accounts.permissions import Permission
from casework import documents, files, jobs
from casework.models.cases import ScanState
from casework.models.jobs import JobState
from complaints import actions, exports
from complaints.actions.exporting import EXPORT_JOB, check_can_export
from complaints.forms.additions import AttachForm
from complaints.models import Document
from complaints.permissions import check_can_work
from complaints.views.frame import CaseFrame
from organisation.classification import FieldClass
from pages.exports import file_name
from pages.refusals import NotAllowed, Refused

SCAN_TONES = {
    ScanState.PENDING: "waiting",
    ScanState.CLEAN: "done",
    ScanState.NOT_SCANNED: "stopped",
    ScanState.INFECTED: "late",
    ScanState.FAILED: "late",
}


@require_safe
def case_documents(request, slug):
    return _show(CaseFrame(request, slug, "documents"))


def _show(frame, form=None):
    sight = frame.sight
    rows = frame.case.documents.select_related("by").order_by("-at", "-pk")
    found = list(rows)
    if form is None and frame.can_work(Permission.CASE_ATTACH):
        form = AttachForm()
    return frame.render(
        "documents",
        rows=[
            {
                "document": row,
                "name": sight.value(row, "name"),
                "label": row.label if sight.shows(row, "label") else "",
                "tone": SCAN_TONES[ScanState(row.scan)],
                "can_open": row.downloadable and sight.identity,
                "twin": _twin(row, found) if sight.identity else None,
            }
            for row in found
        ],
        form=form,
    )


def _twin(row, found):
    """An earlier document of the case with the very same content, if there is one."""
    return next(
        (
            other
            for other in reversed(found)
            if other.sha256 == row.sha256 and other.pk < row.pk
        ),
        None,
    )


@require_POST
def attach(request, slug):
    """Take in each file on its own: one that is refused does not stop the others.

    The form comes back when one was, with what was typed and why. A file that the same
    form brought before is not stored again.
    """
    frame = CaseFrame(request, slug, "documents")
    check_can_work(Permission.CASE_ATTACH, frame.case, by=frame.user)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(frame, form)
    refused = _attach_each(
        frame, form.cleaned_data["files"], form.cleaned_data["label"]
    )
    if not refused:
        return redirect(f"{frame.case.get_absolute_url()}documents/")
    form.add_error("files", refused)
    return _show(frame.anew(), form)


def _attach_each(frame, uploads, label) -> list[str]:
    """What was refused, in words; what failed otherwise ends it, the rest untried."""
    request = frame.request
    token = submissions.read_token(request.POST.get(submissions.FIELD, ""))
    patience = submissions.Patience()
    kept, refused = [], []
    for upload in uploads:
        try:
            _attach_once(frame, token, upload, label, patience)
        except Refused as refusal:
            refused.append(f"{upload.name} was not added. {refusal.sentence}")
            continue
        kept.append(upload.name)
        request.saved_so_far = (
            f"Before that, these files were added: {', '.join(kept)}."
        )
    return refused


def _attach_once(frame, token, upload, label, patience):
    """Attach a file, or say under which name the same form brought it before."""
    made = []

    def act():
        made.append(_attach_one(frame, upload, label))
        return str(made[0].key)

    key = submissions.once_for_file(
        frame.request, token, upload, act, patience=patience
    )
    if not made:
        name = frame.case.documents.get(key=key).name
        known = "" if name == upload.name else f" as {name}"
        messages.info(
            frame.request,
            f"{upload.name} is here already{known}: this form brought it before.",
        )


def _attach_one(frame, upload, label):
    request, case = frame.request, frame.case
    with files.received(upload, at=frame.now) as stored:
        twin = case.documents.filter(sha256=stored.sha256).first()
        row = actions.attach(
            case=case, by=frame.user, at=frame.now, stored=stored, label=label
        )
    if twin is not None:
        messages.warning(
            request,
            f"{row.name} was added, but the same file is here already as {twin.name}.",
        )
    else:
        messages.success(request, f"{row.name} was added.")
    return row


@require_safe
def download(request, slug, key):
    """One document, checked and recorded each time."""
    frame = CaseFrame(request, slug, "documents")
    frame.require(FieldClass.IDENTITY)
    document = get_object_or_404(Document, case=frame.case, key=key)
    response = documents.download(document)
    actions.download(case=frame.case, by=frame.user, document=document)
    return response


@require_safe
def export_file(request, number):
    """The file of a long list, for whoever asked for it, while it is kept.

    It was written as its asker saw the cases then. To whom one of them, or a class of
    its fields, was closed since, is not told which, nor why.
    """
    check_can_export(request.user)
    mine = jobs.visible_to(request.user).filter(asked_by=request.user)
    job = get_object_or_404(mine, pk=number, kind=EXPORT_JOB, state=JobState.DONE)
    path = files.path_of(job.result["file"])
    if not path.exists():
        raise Http404
    _check_still_open(request.user, path, count=job.result["rows"])
    name = file_name("cases", job.finished_at or job.created_at)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="text/csv"
    )


def _check_still_open(user, path, *, count):
    """Raise when something in the file is closed to its asker by now."""
    with path.open(encoding="utf-8", newline="") as source:
        if exports.is_seen(source, user, count=count):
            return
    raise NotAllowed(
        "What you may see has changed since this file was made.",
        what_next="Ask for a new export of the list.",
    )
