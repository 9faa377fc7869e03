from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework import notifications
from pages.filters import refuse_unknown
from pages.lists import PARAMETERS, KeysetPage, Sort

SORTS = [Sort("told", "When", ("id",), descending=True)]


@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    """What a user was told, newest first."""
    refuse_unknown(request.GET, PARAMETERS)
    rows = notifications.visible_to(request.user)
    page = KeysetPage(rows, sorts=SORTS, default="-told", params=request.GET)
    unread = notifications.unread_count(request.user)
    return render(
        request, "casework/notifications.html", {"page": page, "unread": unread}
    )


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    notifications.mark_read(request.user, at=timezone.now())
    return redirect("casework:notifications")


@require_POST
def open_notification(request: HttpRequest, number: int) -> HttpResponse:
    """Mark it as read and go to what it is about."""
    row = get_object_or_404(notifications.visible_to(request.user), pk=number)
    notifications.mark_read(request.user, at=timezone.now(), pk=row.pk)
    return redirect(row.url)
