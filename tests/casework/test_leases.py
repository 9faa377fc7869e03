import pytest

from casework import leases
from casework.leases import Progress
from casework.models import Job
from tests.factories.casework import NOW, JobFactory


class TestProgress:
    def test_keeps_what_was_said_last(self):
        progress = Progress(lambda: NOW)
        progress.report(1, total=9, message="Reading")
        progress.report(2)
        assert progress.values() == {"progress": 2, "total": 9, "message": "Reading"}
        progress.report(3, message="x" * 600)
        assert len(progress.message) == 500


@pytest.mark.django_db(transaction=True)
def test_a_lease_that_cannot_be_written_does_not_stop_the_work():
    row = JobFactory(running=True)
    progress = Progress(lambda: NOW)
    progress.message = "x" * 600
    leases._write(Job.objects.filter(pk=row.pk), progress)
    row.refresh_from_db()
    assert row.message == ""


@pytest.mark.django_db(transaction=True)
def test_renewed_without_news(monkeypatch):
    monkeypatch.setattr(leases, "WRITTEN_EVERY", 0.01)
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0.02)
    row = JobFactory(running=True)
    progress = Progress(lambda: NOW)
    with leases.held(row, progress):
        for _ in range(500):
            row.refresh_from_db()
            if row.leased_until == NOW + leases.LEASE:
                return
    pytest.fail("The lease was never renewed.")
