"""What the frame around every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from audit.exports import MARKING
from pages import navigation

WARN_SECONDS = 120


def frame(request: HttpRequest) -> dict[str, Any]:
    """Names that templates/base.html reads; safe for requests without a user."""
    user = getattr(request, "user", None)
    return {
        "marking": MARKING,
        "demonstration": settings.DEMONSTRATION,
        "areas": SimpleLazyObject(lambda: navigation.areas_of(user, request.path)),
        "signed_in": SimpleLazyObject(lambda: _signed_in(user)),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "warn_seconds": WARN_SECONDS,
    }


def _signed_in(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False))
