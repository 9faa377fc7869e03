"""For orchestrators: does this process live, and is everything it needs there?"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from casework.models import Heartbeat
from config.celery import app

WORKER_SILENT_AFTER = timedelta(minutes=3)
SEALS_MISSED_AFTER = timedelta(hours=2)


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "live"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Every part by name; 503 when one is not ready."""
    parts = {name: check() for name, check in CHECKS.items()}
    well = all(state == "ready" for state in parts.values())
    return JsonResponse(
        {"status": "ready" if well else "not ready", "parts": parts},
        status=200 if well else 503,
    )


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "does not answer"
    return "ready"


def broker() -> str:
    try:
        with app.connection_for_write(connect_timeout=2) as broker_connection:
            broker_connection.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        return "does not answer"
    return "ready"


def worker() -> str:
    """A worker writes a row whenever it ticks."""
    return _beaten(
        "worker", WORKER_SILENT_AFTER, "has not ticked for more than 3 minutes"
    )


def seals() -> str:
    """And one whenever it has sealed the trail: once an hour."""
    return _beaten(
        "seal", SEALS_MISSED_AFTER, "has not been written for more than 2 hours"
    )


def _beaten(name: str, after: timedelta, silent: str) -> str:
    try:
        last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    except Error:
        return "unknown: the database does not answer"
    return silent if last is None or timezone.now() - last > after else "ready"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "broker": broker,
    "worker": worker,
    "seal": seals,
}
