from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casework.heartbeats import beat
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
        answer = client.get("/health/ready/")
        assert answer.json() == {
            "status": "ready",
            "parts": {"database": "ready", "broker": "ready", "worker": "ready"},
        }
        assert answer.status_code == 200

    def test_names_a_silent_worker(self, client: Client, broker: None) -> None:
        beat("worker", timezone.now() - health.WORKER_SILENT_AFTER - timedelta(0, 1))
        answer = client.get("/health/ready/")
        assert answer.status_code == 503
        assert answer.json()["parts"]["worker"] == (
            "has not ticked for more than 3 minutes"
        )

    def test_names_a_worker_that_never_was(self, client: Client, broker: None) -> None:
        assert client.get("/health/ready/").json()["parts"]["worker"] != "ready"


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
    finally:
        connection.settings_dict["HOST"] = real


def test_live_asks_nothing(client: Client) -> None:
    answer = client.get("/health/live/")
    assert answer.json() == {"status": "live"}
    assert "no-store" in answer["Cache-Control"]


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/health/live/").status_code == 405
