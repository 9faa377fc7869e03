from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from casework import drafts


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what is typed in a form; called by the page itself, now and then."""
    form = drafts.check_form(request.GET.get("form", ""))
    content = dict(request.POST.lists())
    drafts.save(request.user, form, content, at=timezone.now())
    return HttpResponse(status=204)


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Forget a draft and show its form empty."""
    form = drafts.check_form(request.GET.get("form", ""))
    drafts.discard(request.user, form)
    return redirect(form)
