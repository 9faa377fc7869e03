"""A server that goes away: the page says so, nothing is lost, and it comes back."""

import socket
import threading
import time
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from casework.models import Job
from casework.models.jobs import JobState
from complaints import actions
from config.celery import app
from tests.complaints.sending import signed_in
from tests.complaints.verb_forms import PAGES, scene
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.faults.serving import working
from tests.launcher.conftest import until

START = next(page for page in PAGES if page.verb == "start")


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_dies_in_a_request_is_503_and_the_next_one_works():
    client = signed_in(user_with_role("cst-officer"))
    client.raise_request_exception = False
    case = whole_case(investigating=True)
    url = f"/complaints/{case.slug}/"
    assert client.get(url).status_code == 200
    asked = iter(range(1000))

    def cut(execute, *args):
        if next(asked) == 4:  # within the request, after the session was read
            _cut_this_connection()
        return execute(*args)

    with connection.execute_wrapper(cut):
        broken = client.get(url)

    assert broken.status_code == 503
    assert broken["Retry-After"] == "10"
    assert "Sorry" in broken.content.decode()
    close_old_connections()  # as every request begins; the test client leaves it out
    assert client.get(url).status_code == 200


@pytest.mark.django_db
def test_what_was_sent_into_a_lost_connection_is_not_said_to_be_unsaved():
    """The server may have saved it before the connection broke: nobody knows."""
    here = scene(START)
    client = signed_in(here.user)
    sent = {"text": "Rang them twice, no answer.", "submission": str(uuid4())}

    def cut(execute, sql, params, many, context):
        if not str(sql).startswith('INSERT INTO "complaints_note"'):
            return execute(sql, params, many, context)
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(cut):
        answer = client.post(f"/complaints/{here.case.slug}/notes/", sent)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "We do not know whether this step was saved" in page
    assert "It may not have been saved." in page
    assert "Nothing was saved" not in page
    assert sent["text"] in page


@pytest.mark.django_db
def test_what_never_came_to_its_page_was_not_saved():
    here = scene(START)
    client = signed_in(here.user)
    client.raise_request_exception = False
    sent = {"text": "Rang them twice, no answer.", "submission": str(uuid4())}

    def refuse(*asked):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        answer = client.post(f"/complaints/{here.case.slug}/notes/", sent)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Nothing was saved by this step." in page
    assert "We do not know" not in page
    assert sent["text"] in page


@pytest.mark.django_db(transaction=True)
def test_a_note_that_waited_too_long_for_its_case_is_added_when_sent_again():
    here = scene(START)
    client = signed_in(here.user)
    url = f"/complaints/{here.case.slug}/notes/"
    sent = {"text": "Rang them, no answer.", "submission": str(uuid4())}

    with _held(here.case), connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 200")
        busy = client.post(url, sent)
        cursor.execute("RESET lock_timeout")
    assert busy.status_code == 503
    assert "Nothing was saved by this step." in busy.content.decode()

    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302  # a second click, as ever
    assert here.case.notes.get().text == sent["text"]


@contextmanager
def _held(case):
    """Somebody else has the case, and does not let go of it."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM complaints_case WHERE id = %s FOR UPDATE", [case.pk]
            )
        yield
    finally:
        other.close()


def _cut_this_connection():
    """As a restart of the server cuts it: from the other end."""
    other = connection.copy()
    with connection.connection.cursor() as mine, other.cursor() as cursor:
        mine.execute("SELECT pg_backend_pid()")
        cursor.execute("SELECT pg_terminate_backend(%s)", mine.fetchone())
    other.close()


@pytest.mark.django_db
def test_a_page_that_makes_work_never_talks_to_the_broker(
    monkeypatch, settings, tmp_path
):
    """F07: with the broker away, the row waits and the page is as quick as ever."""
    settings.MEDIA_ROOT = tmp_path
    settings.CLAMD_URL = "tcp://127.0.0.1:1"

    def refused(*args, **kwargs):
        raise AssertionError("a request opened a connection")

    here = scene(START)
    client = signed_in(here.user)
    monkeypatch.setattr(socket.socket, "connect", refused)
    sent = {
        "files": SimpleUploadedFile("heard.txt", b"I heard every word.\n"),
        "submission": "0b0c4d1e-6f4f-4c8e-9a43-2f1f6f0d9a10",
    }

    answer = client.post(f"/complaints/{here.case.slug}/documents/attach/", sent)

    assert answer.status_code == 302
    assert here.case.documents.get().scan == "pending"
    assert Job.objects.get(kind__contains="scan").state == JobState.WAITING


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_work_through_a_real_broker(broker_url, tmp_path):
    """Row, tick, broker, worker process, row: nothing of it imitated."""
    asker = user_with_role("cst-officer")
    whole_case(investigating=True)
    job = actions.ask_for_export(by=asker, at=timezone.now(), query="")
    with working(broker_url, tmp_path) as log:
        app.send_task("casework.tasks.tick")
        done = until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE, 60)
    assert done, log.read_text()
    assert Job.objects.get(pk=job.pk).attempts == 1


@pytest.mark.slow
def test_postgresql_restarted_under_load_needs_no_restart_of_the_web(web):
    assert until(lambda: web.ask()[0] == 302, 60)
    seen, done = [], threading.Event()

    def keep_asking():
        while not done.is_set():
            seen.append(web.ask()[0])

    asking = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in asking:
        thread.start()
    time.sleep(0.5)
    web.restart_at_once()
    status, headers = web.ask()
    assert (status, headers["Retry-After"]) == (503, "10")
    web.start_again()
    assert until(lambda: web.ask()[0] == 302, 20)
    done.set()
    for thread in asking:
        thread.join(20)

    assert web.web.poll() is None
    assert set(seen) <= {302, 503}, set(seen)
    assert {302, 503} <= set(seen)
