"""What the sweeper mends each minute. A step that fails does not stop the others."""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import connection

from accounts import sessions, submissions
from casework import drafts, files, jobs, periods, scan_jobs
from casework.faults import described

log = structlog.get_logger("candour.sweep")

Step = Callable[[datetime], int]

STEPS: dict[str, Step] = {
    "jobs": jobs.mend,
    "periods": periods.open_due,
    "scans": scan_jobs.ask_again,
    "files": files.sweep_orphans,
    "drafts": drafts.forget_old,
    "submissions": submissions.forget_old,
    "sessions": sessions.forget_old,
}


def sweep(now: datetime) -> dict[str, int]:
    """Run every step; how much each mended, -1 where it failed."""
    mended = {}
    for name, step in STEPS.items():
        try:
            mended[name] = step(now)
        except Exception as fault:
            log.error("sweep_fault", step=name, **described(fault))
            mended[name] = -1
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
    if any(mended.values()):
        log.info("swept", **mended)
    return mended
