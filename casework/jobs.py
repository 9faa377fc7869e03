"""Background work: asked for in a transaction, done by a worker, once at a time.

An app says what a kind of work does, in its tasks.py::

    @jobs.job("import_cases", label="Import of legacy records", permission=CASE_IMPORT)
    def import_cases(job, progress):
        progress.report(0, total=12_000)
        return {"created": 12_000}

and an action asks for it with `enqueue`. The row is the truth: a handler may be run
twice, so it writes under business keys; it gets ids, and checks rights again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from audit import trail
from casework.faults import described
from casework.leases import LEASE, Progress, held
from casework.models import Job
from casework.models.jobs import JobState
from casework.notifications import tell
from pages.refusals import NotAllowed, Refused

ATTEMPTS = 3
# After a claim the message may wait so long in the queue before it is sent again.
DISPATCHED = timedelta(seconds=60)
CLAIMED_AT_ONCE = 50
MENDED_AT_ONCE = 200
FIRST_RETRY = timedelta(seconds=10)
MESSAGE_LENGTH = 500
PLAIN_RESULT = "casework/results/plain.html"

log = structlog.get_logger("candour.jobs")

Handler = Callable[[Job, Progress], Mapping[str, Any] | None]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Kind:
    """A kind of work. `template` draws its result inside the job's page."""

    name: str
    label: str
    run: Handler
    permission: Permission | None = None
    template: str = PLAIN_RESULT
    tells: bool = False  # the asker gets a notification at the end


class NotYet(Exception):
    """Raised by a handler when something it needs is away: no attempt is used up."""

    def __init__(self, sentence: str, *, after: timedelta):
        super().__init__(sentence)
        self.sentence = sentence
        self.after = after


_kinds: dict[str, Kind] = {}


def job(name: str, *, label: str, **more: Any) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of work."""

    def register(run: Handler) -> Handler:
        if name in _kinds and _kinds[name].run is not run:
            raise ValueError(f"The kind of work {name} is registered twice.")
        _kinds[name] = Kind(name, label, run, **more)
        return run

    return register


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)


def enqueue(
    kind: str,
    key: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    by: User | None,
    at: datetime,
    due_at: datetime | None = None,
) -> Job:
    """Write the row of a piece of work, in the caller's transaction.

    The same `key` again answers with the row that exists. `by` is None for work that
    nobody asked for.
    """
    if kind not in _kinds:
        raise LookupError(f"No kind of work is called {kind}.")
    row = Job(
        kind=kind,
        key=key,
        arguments=dict(arguments or {}),
        asked_by=by,
        created_at=at,
        due_at=due_at or at,
    )
    Job.objects.bulk_create([row], ignore_conflicts=True)
    return Job.objects.get(key=key)


def revive(row: Job, *, now: datetime) -> bool:
    """Have work that was given up tried again; False when it was not given up."""
    given_up = Job.objects.filter(pk=row.pk, state=JobState.FAILED)
    return bool(
        given_up.update(
            state=JobState.WAITING,
            attempts=0,
            due_at=now,
            leased_until=None,
            finished_at=None,
        )
    )


def visible_to(user: User) -> QuerySet[Job]:
    """One's own work; everybody's for those who look after the system."""
    rows = Job.objects.select_related("asked_by")
    if user.rights.allow(Permission.JOB_READ_ALL):
        return rows
    return rows.filter(asked_by=user)


def claim(now: datetime, limit: int = CLAIMED_AT_ONCE) -> list[int]:
    """Ids of work that is due, marked so that nobody else sends them for a while."""
    unclaimed = Q(leased_until=None) | Q(leased_until__lt=now)
    with transaction.atomic():
        due = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(unclaimed, state=JobState.WAITING, due_at__lte=now)
            .order_by("due_at", "id")
        )
        ids = list(due.values_list("pk", flat=True)[:limit])
        Job.objects.filter(pk__in=ids).update(leased_until=now + DISPATCHED)
    return ids


def release(ids: list[int]) -> None:
    """Give back claims whose messages could not be sent."""
    waiting = Job.objects.filter(pk__in=ids, state=JobState.WAITING)
    waiting.update(leased_until=None)


def run(pk: int, *, clock: Clock) -> str | None:
    """Do a piece of work; None when it is not waiting: done, or under way elsewhere."""
    row = _begin(pk, clock())
    if row is None:
        return None
    progress = Progress(clock)
    try:
        with held(row, progress):
            result = _perform(row, progress)
    except NotYet as later:
        _postpone(row, later, progress, clock())
    except Refused as refusal:
        _refuse(row, refusal, progress, clock())
    except Exception as fault:
        named = {"kind": row.kind, "job": row.pk, "attempt": row.attempts}
        log.error("job_fault", **named, **described(fault))
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        _fault(row, fault, progress, clock())
    else:
        _finish(row, JobState.DONE, progress, clock(), result=dict(result or {}))
    return Job.objects.values_list("state", flat=True).get(pk=pk)


def mend(now: datetime) -> int:
    """Return work whose worker died to the queue, or give it up; how many."""
    lost = Job.objects.filter(state=JobState.RUNNING, leased_until__lt=now)
    mended = 0
    for row in lost.order_by("due_at")[:MENDED_AT_ONCE]:
        mended += _fault(row, None, None, now)
    return mended


def _begin(pk: int, now: datetime) -> Job | None:
    waiting = Job.objects.filter(pk=pk, state=JobState.WAITING, due_at__lte=now)
    begun = waiting.update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        leased_until=now + LEASE,
    )
    return Job.objects.select_related("asked_by").get(pk=pk) if begun else None


def _perform(row: Job, progress: Progress) -> Mapping[str, Any] | None:
    kind = _kinds[row.kind]
    asker = row.asked_by
    if asker is not None:
        _check_asker(asker, kind)
    return kind.run(row, progress)


def _check_asker(asker: User, kind: Kind) -> None:
    """The work is done with the rights of whoever asked, as they are now."""
    if not asker.is_active:
        raise NotAllowed(f"The account of {asker}, who asked for this, is closed.")
    if kind.permission is not None and not asker.rights.allow(kind.permission):
        raise NotAllowed(f"{asker} asked for this and may no longer do it.")


def _finish(
    row: Job,
    state: str,
    progress: Progress | None,
    now: datetime,
    **changes: Any,
) -> bool:
    """End this attempt, unless another has begun meanwhile.

    Without `progress` it is ended from outside: only if its lease has lapsed.
    """
    ours = Job.objects.filter(pk=row.pk, state=JobState.RUNNING, attempts=row.attempts)
    if progress is None:
        ours = ours.filter(leased_until__lt=now)
    else:
        changes = progress.values() | changes
    if state != JobState.WAITING:
        changes |= {"finished_at": now}
    with transaction.atomic():
        ended = ours.update(state=state, leased_until=None, **changes)
        if ended and state != JobState.WAITING:
            _tell_asker(row, state, now)
    return bool(ended)


def _postpone(row: Job, later: NotYet, progress: Progress, now: datetime) -> None:
    _finish(
        row,
        JobState.WAITING,
        progress,
        now,
        due_at=now + later.after,
        attempts=row.attempts - 1,
        message=later.sentence[:MESSAGE_LENGTH],
    )


def _refuse(row: Job, refusal: Refused, progress: Progress, now: datetime) -> None:
    sentence = refusal.sentence[:MESSAGE_LENGTH]
    if _finish(row, JobState.REFUSED, progress, now, message=sentence):
        trail.record_refusal(
            f"job.{row.kind}",
            subject=trail.Subject("job", row.key, row.pk),
            by=row.asked_by or trail.SYSTEM,
            sentence=sentence,
        )


def _fault(
    row: Job, fault: Exception | None, progress: Progress | None, now: datetime
) -> bool:
    """Have it tried again, a little later each time, or give it up for good."""
    name = type(fault).__name__ if fault else "the worker stopped"
    if row.attempts < ATTEMPTS:
        wait = FIRST_RETRY * 2 ** (row.attempts - 1)
        message = f"Attempt {row.attempts} failed ({name}). It will be tried again."
        return _finish(
            row, JobState.WAITING, progress, now, due_at=now + wait, message=message
        )
    message = (
        f"Given up after {ATTEMPTS} attempts ({name}). Nothing is tried again by "
        f"itself: tell a system administrator, and name job {row.pk}."
    )
    given_up = _finish(row, JobState.FAILED, progress, now, message=message)
    if given_up:
        log.error("job_given_up", kind=row.kind, job=row.pk)
    return given_up


ENDINGS = {
    JobState.DONE: "is done",
    JobState.REFUSED: "was refused",
    JobState.FAILED: "failed and was given up",
}


def _tell_asker(row: Job, state: str, now: datetime) -> None:
    kind = _kinds.get(row.kind)
    if row.asked_by is None or kind is None or not kind.tells:
        return
    tell(
        row.asked_by,
        f"job.{state}",
        f"{kind.label} {ENDINGS[JobState(state)]}.",
        reverse("casework:job", args=[row.pk]),
        f"job {row.pk} {row.attempts} {state}",
        at=now,
    )
