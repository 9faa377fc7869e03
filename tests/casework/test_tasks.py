from datetime import timedelta

import pytest
from django.utils import timezone

from casework import tasks
from casework.models import Heartbeat, Job
from config.schedule import SCHEDULE
from tests.factories.casework import NOW, JobFactory


class Broken:
    def delay(self, pk):
        raise OSError


@pytest.mark.django_db
class TestTick:
    def test_sends_what_is_due(self, monkeypatch):
        row = JobFactory()
        JobFactory(due_at=timezone.now() + timedelta(hours=1))
        sent = []
        monkeypatch.setattr(tasks.run_job, "delay", sent.append)
        assert tasks.tick() == 1
        assert sent == [row.pk]
        assert Heartbeat.objects.filter(name="worker").exists()

    def test_gives_back_what_could_not_be_sent(self, monkeypatch):
        row = JobFactory()
        monkeypatch.setattr(tasks.run_job, "delay", Broken().delay)
        with pytest.raises(OSError):
            tasks.tick()
        row.refresh_from_db()
        assert row.leased_until is None


@pytest.mark.django_db
def test_run_job(kind):
    kind(lambda job, progress: {"well": True})
    row = JobFactory()
    assert tasks.run_job(row.pk) == "done"
    assert Job.objects.get(pk=row.pk).result == {"well": True}


@pytest.mark.django_db
def test_sweep_and_heartbeat_leave_a_sign(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lost = JobFactory(running=True, due_at=NOW - timedelta(days=1))
    Job.objects.filter(pk=lost.pk).update(leased_until=NOW - timedelta(days=1))
    assert tasks.sweep()["jobs"] == 1
    tasks.heartbeat()
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {
        "worker",
        "sweeper",
    }


def test_beat_knows_them():
    names = {entry["task"] for entry in SCHEDULE.values()}
    assert {tasks.tick.name, tasks.sweep.name} <= names
