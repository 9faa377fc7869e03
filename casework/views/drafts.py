from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

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


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What somebody typed into forms that are closed to them now, to copy."""
    closed = [(row, drafts.own_words(row)) for row in drafts.closed_to(request.user)]
    context = {"kept": [(row, texts) for row, texts in closed if texts]}
    return render(request, "casework/draft_words.html", context)


@require_POST
def forget_words(request: HttpRequest) -> HttpResponse:
    """Forget what the page showed: not what was closed since, nor what it left out."""
    shown = request.POST.getlist("kept")
    for row in drafts.closed_to(request.user):
        if row.updated_at.isoformat() in shown and drafts.own_words(row):
            drafts.discard(request.user, row.form)
    return redirect("casework:draft-words")
