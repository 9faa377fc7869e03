"""A server that goes away: the page says so, nothing is lost, and it comes back."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection
from django.utils import timezone

from casework.models import Job
from casework.models.jobs import JobState
from complaints import actions
from config.celery import app
from config.launcher import postgres
from config.launcher.places import ROOT
from config.launcher.processes import stop
from tests.complaints.sending import signed_in
from tests.complaints.verb_forms import PAGES, scene
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.launcher.conftest import free_port, until
from tests.template import Kept

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
    command = [sys.executable, "-m", "celery", "--app", "config", "worker"]
    command += ["--pool", "solo", "--loglevel", "ERROR", "--without-gossip"]
    command += ["--without-mingle", "--without-heartbeat"]
    environment = os.environ | {
        "REDIS_URL": broker_url,
        "CANDOUR_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    with (tmp_path / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    before = app.conf.broker_write_url
    app.conf.broker_write_url = broker_url
    try:
        app.send_task("casework.tasks.tick")
        done = until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE, 60)
    finally:
        app.conf.broker_write_url = before
        worker.terminate()
        worker.wait(30)
    assert done, (tmp_path / "worker.log").read_text()
    assert Job.objects.get(pk=job.pk).attempts == 1


class Web:
    """gunicorn on a PostgreSQL of its own, which may be stopped and started."""

    def __init__(self, home: Path):
        kept = Kept(ROOT / ".pytest_cache/candour", anew=False)
        self.server = postgres.locate(home, kept.password)
        assert kept.copy_into(self.server)
        self.log = home / "postgres.log"
        self.port = free_port()
        self.database = postgres.start(self.server, self.log)
        environment = os.environ | {
            "DATABASE_URL": self.server.url(postgres.APP),
            "DATABASE_OWNER_URL": self.server.url(postgres.OWNER),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "CANDOUR_VAR": str(home / "var"),
            "CANDOUR_BIND": f"127.0.0.1:{self.port}",
            "WEB_WORKERS": "1",
        }
        self.web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, path="/"):
        """Status and headers, for somebody with a session cookie of no session."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            asked.request("GET", path, headers={"Cookie": f"sessionid={'a' * 32}"})
            answer = asked.getresponse()
            return answer.status, answer.headers
        except OSError:
            return 0, {}
        finally:
            asked.close()

    def restart_at_once(self):
        stop(self.database, signal.SIGQUIT, seconds=20)

    def start_again(self):
        self.database = postgres.start(self.server, self.log)

    def end(self):
        stop(self.web, signal.SIGTERM, seconds=30)
        stop(self.database, signal.SIGQUIT, seconds=20)


@pytest.fixture
def web(open_folder):
    made = Web(open_folder)
    yield made
    made.end()


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
