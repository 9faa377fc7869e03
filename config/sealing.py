"""Notes that the trail was sealed, and seals it when a worker starts.

So a folder that cannot be written to is seen on the health page at once, and not an
hour after the first start.
"""

from typing import Any

from celery import Task
from celery.signals import task_success, worker_ready
from django.utils import timezone

from audit.tasks import seal
from casework.heartbeats import beat


@task_success.connect
def note_seal(sender: Task, **_: Any) -> None:
    if sender.name == seal.name:
        beat("seal", timezone.now())


@worker_ready.connect
def seal_now(**_: Any) -> None:
    seal.delay()
