"""Telling users what happened: rows written in the transaction that caused them.

What they are told of may be closed to them later. An app says so, when it is ready:

    notifications.narrow(lambda rows, user: rows_about_what_the_user_may_see)
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from casework.models import Notification

COUNT_CAP = 99

Narrowing = Callable[[QuerySet[Notification], User], QuerySet[Notification]]

_narrowings: list[Narrowing] = []


def narrow(rule: Narrowing) -> None:
    """Leave out of lists and counts what a user may not know of any more."""
    _narrowings.append(rule)


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
    for narrowed in _narrowings:
        rows = narrowed(rows, user)
    return rows


def unread_count(user: User) -> int:
    """How many are unread, counted up to COUNT_CAP + 1.

    Asked for on every page: what the user may see is a dear question, so it is asked
    only of somebody who has unread ones.
    """
    if not Notification.objects.filter(user=user, read_at=None).exists():
        return 0
    return visible_to(user).filter(read_at=None)[: COUNT_CAP + 1].count()


def mark_read(user: User, *, at: datetime, pk: int | None = None) -> int:
    """Mark one notification of the user as read, or all; how many were unread."""
    unread = visible_to(user).filter(read_at=None)
    if pk is not None:
        unread = unread.filter(pk=pk)
    return unread.update(read_at=at)
