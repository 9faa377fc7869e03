"""The scan of each document as a piece of background work. It fails closed."""

from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings

from audit import trail
from casework import guard, jobs
from casework.files import document_models, path_of
from casework.leases import Progress
from casework.models import Document, Job
from casework.models.cases import ScanState
from casework.notifications import tell
from casework.scanning import Finding, ScannerAway, Verdict, scan

KIND = "scan_document"
EVENT = "document.scan"
LATER = timedelta(minutes=1)
ASKED_AGAIN_AFTER = timedelta(minutes=5)

STATES = {
    Finding.CLEAN: ScanState.CLEAN,
    Finding.INFECTED: ScanState.INFECTED,
    Finding.UNSURE: ScanState.FAILED,
}


def first_state() -> ScanState:
    """Without a scanner a demonstration opens files unscanned; nothing else does."""
    if settings.DEMONSTRATION and not settings.CLAMD_URL:
        return ScanState.NOT_SCANNED
    return ScanState.PENDING


def ask(document: Document, *, at: datetime) -> Job:
    """Write the row of the document's scan."""
    return jobs.enqueue(
        KIND,
        f"{KIND} {document.key}",
        {"model": document._meta.label, "id": document.pk},
        by=None,
        at=at,
    )


def ask_again(now: datetime) -> int:
    """Have pending documents scanned whose scan was lost or given up; how many."""
    asked = 0
    for model in document_models():
        waiting = model.objects.filter(
            scan=ScanState.PENDING, at__lt=now - ASKED_AGAIN_AFTER
        )
        for document in waiting.order_by("pk")[:200]:
            asked += jobs.revive(ask(document, at=now), now=now)
    return asked


@jobs.job(KIND, label="Virus scan of a document")
def scan_document(job: Job, progress: Progress) -> dict[str, str]:
    """Scan a document that waits for it; away scanners are asked again later."""
    model = apps.get_model(job.arguments["model"])
    document = model.objects.get(pk=job.arguments["id"])
    if document.scan != ScanState.PENDING:
        return {"scan": document.scan}
    if not settings.CLAMD_URL:
        raise jobs.NotYet("No virus scanner is set up.", after=LATER)
    try:
        verdict = scan(path_of(document.stored_as), settings.CLAMD_URL)
    except ScannerAway as error:
        raise jobs.NotYet("The virus scanner does not answer.", after=LATER) from error
    except FileNotFoundError:
        verdict = Verdict(Finding.UNSURE, "The file is missing.")
    state = STATES[verdict.finding]
    settle(document, state, verdict.words, at=progress.now())
    return {"scan": state}


def settle(document: Document, state: ScanState, words: str, *, at: datetime) -> bool:
    """Write the outcome of a scan and tell the sender of a bad one.

    False when the document no longer waits for one.
    """
    with guard.writing(EVENT):
        row = type(document).objects.select_for_update(of=("self",)).get(pk=document.pk)
        if row.scan != ScanState.PENDING:
            return False
        row.scan, row.scanned_at = state, at
        row.save(update_fields=["scan", "scanned_at"])
        trail.record(
            EVENT,
            kind=trail.Kind.ALTERATION,
            subject=row.trail_subject,
            by=trail.SYSTEM,
            reason=words[:500],
            changes={"scan": (ScanState.PENDING, state)},
        )
        if state != ScanState.CLEAN:
            _tell_sender(row, at)
    return True


def _tell_sender(document: Document, at: datetime) -> None:
    tell(
        document.by,
        EVENT,
        f"A document you added is withheld: {document.get_scan_display().lower()}.",
        document.case.get_absolute_url(),
        f"{EVENT} {document.key}",
        at=at,
    )
