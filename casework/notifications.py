"""Telling users what happened: rows written in the transaction that caused them.

What they are told of may be closed to them later: see `out_of_sight`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from casework import out_of_sight
from casework.models import Notification

COUNT_CAP = 99
TURNS = 6  # of reading on, past what is closed
# What the newest unread ones of an account are about, for accounts.signed_in; our own
# SQL and a number of ours.
UNREAD = f"""ARRAY(
    SELECT told.url FROM casework_notification told
    WHERE told.user_id = person.id AND told.read_at IS NULL
    ORDER BY told.id DESC LIMIT {COUNT_CAP + 1}
)"""  # noqa: S608


def tell(
    user: User, event: str, sentence: str, url: str, key: str, *, at: datetime
) -> None:
    """Write a notification, once for each `key` and user."""
    row = Notification(
        user=user,
        event=event,
        sentence=sentence[:300],
        url=url,
        key=f"{key} to {user.pk}",
        at=at,
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)


def told(asked: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Which of these, (key, user), `tell` has told already."""
    keys = {f"{key} to {user}": (key, user) for key, user in asked}
    rows = Notification.objects.filter(key__in=list(keys))
    return {keys[key] for key in rows.values_list("key", flat=True)}


def visible_to(user: User) -> QuerySet[Notification]:
    """A user's own notifications of what they may see now, and nobody else's."""
    rows = Notification.objects.filter(user=user)
    closed = out_of_sight.among(user, rows.values_list("url", flat=True).distinct())
    return rows.exclude(url__in=closed) if closed else rows


def latest(user: User, number: int) -> list[Any]:
    """The newest of those, without a look at all that a user was ever told.

    Rows of `pk`, `sentence`, `url`, `at` and `read_at`.
    """
    fields = ("pk", "sentence", "url", "at", "read_at")
    rows = user.notifications.order_by("-pk").values_list(*fields, named=True)
    return list(islice(_open(user, rows), number))


def unread_count(user: User) -> int:
    """How many are unread, counted up to COUNT_CAP + 1. Asked for on every page."""
    known = user.answered("unread")
    if known is not None and len(known) <= COUNT_CAP:
        closed = out_of_sight.among(user, known) if known else set()
        return sum(url not in closed for url in known)
    unread = user.notifications.filter(read_at=None).order_by("-pk")
    rows = unread.values_list("pk", "url", named=True)
    return sum(1 for _ in islice(_open(user, rows), COUNT_CAP + 1))


def _open(user: User, rows: QuerySet) -> Iterator[Any]:
    """Those of `rows`, newest first, that are not about what is closed to the user.

    Usually the first hundred hold enough; where they do not, it is read on, each time
    twice as far, but not for ever.
    """
    for size in (COUNT_CAP + 1 << turn for turn in range(TURNS)):
        part = list(rows[:size])
        closed = out_of_sight.among(user, (row.url for row in part))
        yield from (row for row in part if row.url not in closed)
        if len(part) < size:
            return
        rows = rows.filter(pk__lt=part[-1].pk)


def mark_read(user: User, *, at: datetime, pk: int | None = None) -> int:
    """Mark one notification of the user as read, or all; how many were unread.

    Of all, those too that are closed to them now: else they would be read over, unseen,
    for every count to come.
    """
    rows = user.notifications.all() if pk is None else visible_to(user).filter(pk=pk)
    return rows.filter(read_at=None).update(read_at=at)
