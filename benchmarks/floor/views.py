from django.http import HttpResponse, HttpResponseForbidden
from django.shortcuts import render

from complaints.models import Case

ROWS = 25


def alive(request):
    return HttpResponse("ok")


def floor(request):
    """The least that a signed-in page with a list in it costs."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    rows = Case.objects.order_by("-sort_received_on", "-pk").only(
        "reference", "status", "kind", "received_on", "next_due_on", "updated_at"
    )[:ROWS]
    return render(request, "floor/page.html", {"user": request.user, "rows": rows})
