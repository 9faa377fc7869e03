"""The technical log knows the kind and place of a fault, never what it was about."""

import io
import json
import logging
from typing import Any

import pytest
import structlog
from celery import shared_task
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import path
from structlog.stdlib import ProcessorFormatter

from config.urls import handler500 as handler500
from tests.factories.accounts import UserFactory

EMAIL = "zofia.quarrington@example.police.uk"


def write_twice() -> None:
    UserFactory(email=EMAIL)
    with transaction.atomic():
        UserFactory(email=EMAIL)


@login_not_required
def broken(request: HttpRequest) -> None:
    write_twice()


@shared_task(name="tests.broken")
def broken_task() -> None:
    write_twice()


urlpatterns = [path("broken/", broken)]


class Log:
    """What our handler wrote, as text and as events."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    (ours,) = (
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, ProcessorFormatter)
    )
    stream = io.StringIO()
    monkeypatch.setattr(ours, "stream", stream)
    return Log(stream)


@pytest.mark.django_db
@pytest.mark.urls("tests.config.test_logs")
class TestFault:
    def test_of_a_page(self, log: Log) -> None:
        client = Client(raise_request_exception=False)
        assert client.get("/broken/?q=Quarrington").status_code == 500
        told = [event for event in log.events() if "fault" in event]
        assert {event["logger"] for event in told} >= {"django.request"}
        for event in told:
            assert event["fault"] == "IntegrityError"
            assert "execute" in event["at"]
        assert "Quarrington" not in log.text
        assert EMAIL not in log.text

    def test_of_a_task(self, log: Log) -> None:
        broken_task.apply()
        told = [event for event in log.events() if "fault" in event]
        assert any("tests.broken" in event["event"] for event in told)
        assert EMAIL not in log.text

    @pytest.mark.parametrize("name", ["candour.jobs", "somebody.else"])
    def test_however_it_is_passed_on(self, log: Log, name: str) -> None:
        plain, ours = logging.getLogger(name), structlog.get_logger(name)
        try:
            write_twice()
        except IntegrityError as fault:
            plain.exception("It failed: %s", fault)
            plain.error("It failed: %r", fault)
            ours.exception("failed", error=str(fault))
            ours.error("failed", exc_info=fault)
            ours.error("failed", exception=fault)
        events = log.events()
        assert len(events) == 5
        for event in events:
            assert "IntegrityError" in json.dumps(event)
        assert EMAIL not in log.text


def test_a_line_without_a_fault_is_left_as_it_is(log: Log) -> None:
    logging.getLogger("somebody.else").warning("%s of %s", 3, "parts")
    (event,) = log.events()
    assert (event["event"], event["level"]) == ("3 of parts", "warning")
    assert "fault" not in event
