"""F66: what somebody else puts on the broker runs nothing that nobody may."""

import pickle
from pathlib import Path

import pytest
from django.utils import timezone
from kombu import Connection

from casework.models import Job
from casework.models.jobs import JobState
from complaints import actions
from config.celery import app
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.faults.serving import working
from tests.launcher.conftest import until

NOBODY = 2**62


class Trap:
    """Unpickled, it makes a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def forge(broker_url, path):
    """Messages of every wrong kind, as somebody with the broker's password sends."""
    trap = pickle.dumps(((Trap(path),), {}, {}))
    headers = {"task": "casework.tasks.run_job", "id": "forged", "lang": "py"}
    with Connection(broker_url) as connection:
        producer = connection.Producer()
        for kind in ("application/x-python-serialize", "application/json", "text/x"):
            producer.publish(
                trap,
                routing_key=app.conf.task_default_queue,
                content_type=kind,
                content_encoding="binary",
                headers=headers,
            )
    for name, given in (
        ("os.system", [f"touch {path}"]),
        ("celery.backend_cleanup", [str(path)]),
        ("casework.tasks.run_job", [NOBODY]),
        ("casework.tasks.run_job", [{"pk__gt": 0}]),
        ("casework.tasks.run_job", ["1; DROP TABLE complaints_case"]),
        ("casework.tasks.run_job", [1, 2, 3]),
    ):
        app.send_task(name, args=given)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_forged_messages_do_nothing_and_work_goes_on(broker_url, tmp_path):
    asker, leaver = (user_with_role("cst-officer") for _ in range(2))
    whole_case(investigating=True)
    mine, left, done = (
        actions.ask_for_export(by=by, at=timezone.now(), query=query)
        for by, query in ((asker, ""), (leaver, ""), (asker, "kind=PC"))
    )
    leaver.postings.update(to_on="2016-03-31")
    Job.objects.filter(pk=done.pk).update(state=JobState.DONE, attempts=1)

    with working(broker_url, tmp_path) as log:
        forge(broker_url, tmp_path / "sprung")
        for job in (left, done, mine):
            app.send_task("casework.tasks.run_job", args=[job.pk])
        worked = until(lambda: Job.objects.get(pk=mine.pk).state == JobState.DONE, 60)

    assert worked, log.read_text()
    assert not (tmp_path / "sprung").exists()
    # Asked for when it was allowed; whoever sends the message, rights are asked again.
    assert Job.objects.get(pk=left.pk).state == JobState.REFUSED
    assert Job.objects.get(pk=done.pk).attempts == 1
