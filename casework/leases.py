"""While a handler works: its lease is renewed and its progress written down.

A thread with a connection of its own does both, so that progress is seen while the
handler's transaction is still open, and a worker that dies lets go within a minute.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import DatabaseError, connection

from casework.models import Job
from casework.models.jobs import JobState

LEASE = timedelta(seconds=60)
RENEWED_EVERY = 15.0
WRITTEN_EVERY = 1.0

log = structlog.get_logger("candour.jobs")


class Progress:
    """How far a handler is. Reporting costs nothing: the thread writes it down.

    `now()` is the time, for handlers that must not read the clock themselves.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.done = 0
        self.total: int | None = None
        self.message = ""
        self.changed = False

    def report(
        self, done: int, total: int | None = None, message: str | None = None
    ) -> None:
        """`done` things so far, of `total` if it is known."""
        self.done = done
        if total is not None:
            self.total = total
        if message is not None:
            self.message = message[:500]
        self.changed = True

    def values(self) -> dict[str, Any]:
        return {"progress": self.done, "total": self.total, "message": self.message}


@contextmanager
def held(row: Job, progress: Progress) -> Generator[None, None, None]:
    """Keep the lease of a running job while the block runs."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(row, progress, ended), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep(row: Job, progress: Progress, ended: threading.Event) -> None:
    ours = Job.objects.filter(pk=row.pk, state=JobState.RUNNING, attempts=row.attempts)
    waited = 0.0
    try:
        while not ended.wait(WRITTEN_EVERY):
            waited += WRITTEN_EVERY
            if not progress.changed and waited < RENEWED_EVERY:
                continue
            progress.changed, waited = False, 0.0
            _write(ours, progress)
    finally:
        connection.close()


def _write(ours: Any, progress: Progress) -> None:
    try:
        ours.update(leased_until=progress.now() + LEASE, **progress.values())
    except DatabaseError as error:
        # The next round tries again; a lease that lapses is mended by the sweeper.
        log.warning("lease_not_renewed", fault=type(error).__name__)
        connection.close()
