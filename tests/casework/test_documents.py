import pytest

from audit import trail
from casework import documents, files, guard, jobs, scan_jobs
from casework.documents import Withheld
from casework.models import Job
from casework.models.cases import ScanState
from complaints.models import Document
from pages.refusals import BadInput
from tests.casework.hostile import GOOD, PDF, office
from tests.casework.test_scanning import clamd, honest
from tests.factories.accounts import UserFactory
from tests.factories.casework import NOW, upload
from tests.factories.complaints import CaseFactory
from tests.factories.papers import DocumentFactory

pytestmark = pytest.mark.django_db
LATER = NOW + 2 * scan_jobs.ASKED_AGAIN_AFTER


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def scanned(settings):
    """As in production: there is a scanner, and no file is opened before it."""
    settings.DEMONSTRATION = False
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    return settings


def store(name="a.pdf", content=PDF, case=None, label="Statement"):
    case = case or CaseFactory()
    with files.received(upload(name, content), at=NOW) as stored, guard.writing("test"):
        documents.check_quota(case.documents.all(), stored.size)
        return documents.attach(
            Document, stored, by=UserFactory(), at=NOW, case=case, label=label
        )


def run(document, now=NOW):
    return jobs.run(Job.objects.get(key__contains=document.key).pk, clock=lambda: now)


def body(response):
    return b"".join(response.streaming_content)


class TestAttach:
    def test_writes_file_and_row(self, media):
        document = store()
        assert (media / document.stored_as).read_bytes() == PDF
        assert (document.name, document.label) == ("a.pdf", "Statement")
        assert document.size == len(PDF)

    def test_demonstration_without_a_scanner_says_so(self):
        document = store()
        assert document.scan == ScanState.NOT_SCANNED
        assert not Job.objects.exists()

    def test_waits_for_the_scan(self, scanned):
        document = store()
        assert document.scan == ScanState.PENDING
        assert Job.objects.get().arguments == {
            "model": "complaints.Document",
            "id": document.pk,
        }


class TestQuota:
    def test_count(self, monkeypatch):
        monkeypatch.setattr(documents, "COUNT_QUOTA", 1)
        case = CaseFactory()
        store(case=case)
        with pytest.raises(BadInput, match="at most 1 documents"):
            store(case=case)
        store()

    def test_size(self, monkeypatch):
        monkeypatch.setattr(documents, "SIZE_QUOTA", 1_073_741_824)
        case = CaseFactory()
        DocumentFactory(case=case, size=1_073_741_824 - len(PDF))
        store(case=case)
        with pytest.raises(BadInput, match="at most 1 GB"):
            store(case=case)


class TestDownload:
    @pytest.mark.parametrize("name", GOOD)
    def test_every_type_comes_as_an_attachment(self, name):
        response = documents.download(store(name, GOOD[name]))
        assert body(response) == GOOD[name]
        headers = response.headers
        assert headers["Content-Disposition"].startswith("attachment; filename")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Length"] == str(len(GOOD[name]))

    def test_name_is_encoded(self):
        response = documents.download(store("Zoë's “note”.pdf"))
        assert response.headers["Content-Disposition"] == (
            "attachment; filename*=utf-8''Zo%C3%AB%27s%20%E2%80%9Cnote%E2%80%9D.pdf"
        )

    def test_proxy_sends_it(self, settings):
        settings.ACCEL_REDIRECT = "/protected/"
        document = store()
        response = documents.download(document)
        assert response.content == b""
        accelerated = response.headers["X-Accel-Redirect"]
        assert accelerated == f"/protected/{document.stored_as}"
        assert response.headers["Content-Type"] == "application/pdf"

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("pending", "waiting for the virus scan"),
            ("infected", "a virus was found"),
            ("failed", "could not be done"),
        ],
    )
    def test_withheld(self, state, words):
        with pytest.raises(Withheld, match=words):
            documents.download(DocumentFactory(scan=state))

    def test_missing_file_is_a_sentence(self):
        with pytest.raises(Withheld, match="missing or damaged"):
            documents.download(DocumentFactory())

    def test_damaged_file_is_a_sentence(self, media):
        document = store()
        (media / document.stored_as).write_bytes(b"short")
        with pytest.raises(Withheld, match="missing or damaged"):
            documents.download(document)


class TestScan:
    def test_clean(self, scanned):
        document = store()
        with clamd(honest) as scanned.CLAMD_URL:
            assert run(document) == "done"
        document.refresh_from_db()
        assert (document.scan, document.scanned_at) == (ScanState.CLEAN, NOW)
        assert body(documents.download(document)) == PDF
        entry = trail.history_of(document.case, limit=1)[0]
        assert (entry.event, entry.actor_key) == ("document.scan", "system")
        assert entry.detail.changes == {"scan": ["pending", "clean"]}
        assert not document.by.notifications.exists()

    @pytest.mark.parametrize(
        ("answer", "state"),
        [(b"stream: Bad.Thing FOUND\0", "infected"), (b"stream: ERROR\0", "failed")],
    )
    def test_withheld_and_the_sender_told(self, scanned, answer, state):
        document = store()
        with clamd(lambda body: answer) as scanned.CLAMD_URL:
            run(document)
        document.refresh_from_db()
        assert document.scan == state
        with pytest.raises(Withheld):
            documents.download(document)
        told = document.by.notifications.get()  # shown to those who see the case
        assert told.url == document.case.get_absolute_url()

    def test_scanner_away_leaves_it_pending(self, scanned):
        document = store()
        assert run(document) == "waiting"
        document.refresh_from_db()
        assert document.scan == ScanState.PENDING
        with clamd(honest) as scanned.CLAMD_URL:
            assert run(document, now=NOW + scan_jobs.LATER) == "done"

    def test_no_scanner_outside_the_demonstration_fails_closed(self, scanned):
        scanned.CLAMD_URL = ""
        document = store()
        assert document.scan == ScanState.PENDING
        assert run(document) == "waiting"

    def test_missing_file_is_withheld(self, scanned, media):
        document = store()
        (media / document.stored_as).unlink()
        with clamd(honest) as scanned.CLAMD_URL:
            assert run(document) == "done"
        document.refresh_from_db()
        assert document.scan == ScanState.FAILED

    def test_twice_is_once(self, scanned):
        document = store()
        with clamd(honest) as scanned.CLAMD_URL:
            run(document)
        settled = scan_jobs.settle(document, ScanState.INFECTED, "late", at=NOW)
        assert not settled
        Job.objects.update(state="waiting")
        assert run(document) == "done"
        document.refresh_from_db()
        assert document.scan == ScanState.CLEAN

    def test_asked_again_when_it_was_given_up(self, scanned):
        document = store("a.docx", office())
        assert scan_jobs.ask_again(NOW) == 0
        assert scan_jobs.ask_again(LATER) == 0
        Job.objects.update(state="failed", attempts=3)
        assert scan_jobs.ask_again(LATER) == 1
        Job.objects.all().delete()
        scan_jobs.ask_again(LATER)
        assert Job.objects.get().arguments["id"] == document.pk
