"""Documents of any kind of case: attached by an action, opened only when clean.

with files.received(upload, at=at) as stored:                 # in views
    ...
documents.attach(Document, stored, by=by, at=at, case=case)   # in actions
return documents.download(document)                           # in views
"""

from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from accounts.models import User
from casework import scan_jobs
from casework.files import Stored, path_of
from casework.models import Document
from casework.models.cases import ScanState
from pages.refusals import BadInput, Refused

COUNT_QUOTA = 500
SIZE_QUOTA = 2 * 1_073_741_824
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

log = structlog.get_logger("candour.documents")


class Withheld(Refused):
    """The file may not be opened, or is not where it should be."""

    code = "withheld"
    heading = "This document cannot be opened"
    what_next = "Go back to the documents of the case."


WITHHELD = {
    ScanState.PENDING: "This document is waiting for the virus scan. It can be opened "
    "when that is done, usually within a minute.",
    ScanState.INFECTED: "This document is withheld: a virus was found in it.",
    ScanState.FAILED: "This document is withheld: the virus scan could not be done.",
}


def check_quota(rows: QuerySet, size: int) -> None:
    """Whether a case with these documents may have one more of `size` bytes."""
    held = rows.aggregate(count=Count("pk"), size=Sum("size"))
    if held["count"] >= COUNT_QUOTA:
        raise BadInput(f"A case holds at most {COUNT_QUOTA} documents.", field="file")
    if (held["size"] or 0) + size > SIZE_QUOTA:
        raise BadInput(
            f"The documents of a case hold at most {SIZE_QUOTA // 1_073_741_824} GB "
            "together, and this one would be too many.",
            field="file",
        )


def attach(
    model: type[Document], stored: Stored, *, by: User, at: datetime, **more: Any
) -> Document:
    """Write the row of a stored file and ask for its scan, in the caller's action."""
    document = model.objects.create(
        key=stored.key,
        name=stored.name,
        content_type=stored.content_type,
        size=stored.size,
        sha256=stored.sha256,
        stored_as=stored.stored_as,
        scan=scan_jobs.first_state(),
        by=by,
        at=at,
        **more,
    )
    if document.scan == ScanState.PENDING:
        scan_jobs.ask(document, at=at)
    return document


def download(document: Document) -> HttpResponseBase:
    """The file itself, as an attachment that no browser runs; raises Withheld.

    Who may have it, and that they had it, is the caller's to check and to record.
    """
    if not document.downloadable:
        raise Withheld(WITHHELD[ScanState(document.scan)])
    path = path_of(document.stored_as)
    try:
        size = path.stat().st_size
    except OSError:
        size = None
    if size != document.size:
        log.error("file_missing", document=str(document.key), found=size)
        raise Withheld(
            "The file of this document is missing or damaged.",
            what_next="Tell a system administrator: it can be restored from a backup.",
        )
    response: HttpResponseBase
    if settings.ACCEL_REDIRECT:
        response = HttpResponse()
        response.headers["X-Accel-Redirect"] = (
            f"{settings.ACCEL_REDIRECT}{document.stored_as}"
        )
    else:
        response = FileResponse(path.open("rb"))
        response.headers["Content-Length"] = str(document.size)
    return _harmless(response, document)


def _harmless(response: HttpResponseBase, document: Document) -> HttpResponseBase:
    response.headers["Content-Type"] = document.content_type
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=document.name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response
