"""What the frame of every page asks of casework."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from casework import notifications


def unread_notifications(request: HttpRequest) -> dict[str, Any]:
    """`unread_notifications`, counted only where a template shows it."""
    user = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return {"unread_notifications": 0}
    return {
        "unread_notifications": SimpleLazyObject(
            lambda: notifications.unread_count(user)
        )
    }
