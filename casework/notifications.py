"""Telling users what happened: rows written in the transaction that caused them.

What they are told of may be closed to them later: see `out_of_sight`.
"""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from casework import out_of_sight
from casework.models import Notification

COUNT_CAP = 99
READ_AHEAD = 5  # of the latest, so that some are left when others are closed


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


def visible_to(user: User) -> QuerySet[Notification]:
    """A user's own notifications of what they may see now, and nobody else's."""
    rows = Notification.objects.filter(user=user)
    closed = out_of_sight.among(user, rows.values_list("url", flat=True).distinct())
    return rows.exclude(url__in=closed) if closed else rows


def latest(user: User, number: int) -> list[Notification]:
    """The newest of those, without a look at all that a user was ever told."""
    rows = list(user.notifications.order_by("-pk")[: number * READ_AHEAD])
    closed = out_of_sight.among(user, (row.url for row in rows))
    return [row for row in rows if row.url not in closed][:number]


def unread_count(user: User) -> int:
    """How many are unread, counted up to COUNT_CAP + 1. Asked for on every page."""
    rows = user.notifications.filter(read_at=None).order_by("-pk")
    urls = list(rows.values_list("url", flat=True)[: COUNT_CAP + 1])
    closed = out_of_sight.among(user, urls)
    return sum(url not in closed for url in urls)


def mark_read(user: User, *, at: datetime, pk: int | None = None) -> int:
    """Mark one notification of the user as read, or all; how many were unread."""
    unread = visible_to(user).filter(read_at=None)
    if pk is not None:
        unread = unread.filter(pk=pk)
    return unread.update(read_at=at)
