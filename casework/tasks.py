"""Doors for the worker: they read the clock and pass it on. See config/schedule."""

from celery import shared_task
from django.utils import timezone

from casework import jobs
from casework.heartbeats import beat
from casework.sweeping import sweep as mend_everything


@shared_task(name="casework.tasks.tick")
def tick() -> int:
    """Send the ids of what is due to the workers; how many."""
    now = timezone.now()
    beat("worker", now)
    unsent = jobs.claim(now)
    sent = 0
    try:
        while unsent:
            run_job.delay(unsent[0])
            unsent.pop(0)
            sent += 1
    finally:
        jobs.release(unsent)
    return sent


# An import of a force's whole past takes longer than other tasks may. Delivered again
# meanwhile, it finds the job's lease held and ends.
@shared_task(name="casework.tasks.run_job", soft_time_limit=3_300, time_limit=3_600)
def run_job(job_id: int) -> str | None:
    """Do one piece of work, unless it is done or under way elsewhere."""
    return jobs.run(job_id, clock=timezone.now)


@shared_task(name="casework.tasks.sweep")
def sweep() -> dict[str, int]:
    """Mend what is stuck."""
    now = timezone.now()
    mended = mend_everything(now)
    beat("sweeper", now)
    return mended


@shared_task(name="casework.tasks.heartbeat")
def heartbeat() -> None:
    """Write that a worker takes tasks."""
    beat("worker", timezone.now())
