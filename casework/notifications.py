"""Telling users what happened: rows written in the transaction that caused them."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from casework.models import Notification

COUNT_CAP = 99


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
    """A user's own notifications, and nobody else's."""
    return Notification.objects.filter(user=user)


def unread_count(user: User) -> int:
    """How many are unread, counted up to COUNT_CAP + 1."""
    return visible_to(user).filter(read_at=None)[: COUNT_CAP + 1].count()


def mark_read(user: User, *, at: datetime, pk: int | None = None) -> int:
    """Mark one notification of the user as read, or all; how many were unread."""
    unread = visible_to(user).filter(read_at=None)
    if pk is not None:
        unread = unread.filter(pk=pk)
    return unread.update(read_at=at)
