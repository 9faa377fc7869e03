from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.tasks import seal
from casework.heartbeats import beat
from casework.tasks import heartbeat
from config import health
from config.celery import app


@pytest.fixture
def broker(broker_url: str) -> Generator[None, None, None]:
    with writing_to(broker_url):
        yield


@contextmanager
def writing_to(url: str) -> Generator[None, None, None]:
    before = app.conf.broker_write_url
    app.conf.broker_write_url = url
    yield
    app.conf.broker_write_url = before


@pytest.mark.django_db
class TestReady:
    def test_says_so_when_everything_answers(
        self, client: Client, broker: None
    ) -> None:
        beat("worker", timezone.now())
        beat("seal", timezone.now())
        answer = client.get("/health/ready/")
        assert answer.json() == {
            "status": "ready",
            "parts": dict.fromkeys(["database", "broker", "worker", "seal"], "ready"),
        }
        assert answer.status_code == 200

    def test_names_a_silent_worker(self, client: Client, broker: None) -> None:
        beat("worker", timezone.now() - health.WORKER_SILENT_AFTER - timedelta(0, 1))
        answer = client.get("/health/ready/")
        assert answer.status_code == 503
        assert answer.json()["parts"]["worker"] == (
            "has not ticked for more than 3 minutes"
        )

    @pytest.mark.parametrize("last", [None, health.SEALS_MISSED_AFTER])
    def test_names_a_trail_that_is_not_sealed(
        self, client: Client, broker: None, last: timedelta | None
    ) -> None:
        beat("worker", timezone.now())
        if last is not None:
            beat("seal", timezone.now() - last - timedelta(0, 1))
        answer = client.get("/health/ready/")
        assert answer.status_code == 503
        assert answer.json()["parts"]["seal"] == (
            "has not been written for more than 2 hours"
        )

    def test_names_a_worker_that_never_was(self, client: Client, broker: None) -> None:
        assert client.get("/health/ready/").json()["parts"]["worker"] != "ready"


@pytest.mark.django_db
class TestSeal:
    """The task as a worker runs it."""

    def test_is_noted_when_it_was_written(self, settings: Any, tmp_path: Path) -> None:
        settings.CANDOUR_SEALS = tmp_path
        assert seal.apply().successful()
        assert health.seals() == "ready"

    def test_is_not_noted_when_it_could_not_be_written(
        self, settings: Any, tmp_path: Path
    ) -> None:
        settings.CANDOUR_SEALS = tmp_path / "file"
        settings.CANDOUR_SEALS.write_text("in the way")
        assert isinstance(seal.apply().result, OSError)
        assert health.seals() != "ready"

    def test_other_tasks_say_nothing_of_it(self) -> None:
        assert heartbeat.apply().successful()
        assert health.seals() != "ready"


def test_names_an_absent_broker() -> None:
    with writing_to("redis+socket:///nowhere"):
        assert health.broker() == "does not answer"


@pytest.mark.django_db(transaction=True)
def test_names_an_absent_database() -> None:
    real = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        assert health.database() == "does not answer"
        assert health.worker() == "unknown: the database does not answer"
        assert health.seals() == "unknown: the database does not answer"
    finally:
        connection.settings_dict["HOST"] = real


def test_live_asks_nothing(client: Client) -> None:
    answer = client.get("/health/live/")
    assert answer.json() == {"status": "live"}
    assert "no-store" in answer["Cache-Control"]


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/health/live/").status_code == 405
