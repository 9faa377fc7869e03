"""Pages that belong to no domain: errors, keeping a session alive."""

import sys
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pages import answers


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return answers.error_page(
        request, 400, "bad_input", "What was sent cannot be read."
    )


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return answers.error_page(
        request, 403, "not_allowed", "You are not allowed to do this."
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Also for what a person may not see any more, who may have typed meanwhile."""
    # Without a view the body was never checked, nor where it came from.
    checked = request.resolver_match is not None
    signed_in = getattr(getattr(request, "user", None), "is_authenticated", False)
    typed = answers.typed_words(request) if checked and signed_in else []
    return answers.error_page(
        request, 404, "not_found", "There is nothing here.", typed
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A lost database shows here too, when it was lost before a view was reached."""
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)):
        return answers.unavailable(request, error)
    return answers.broken(request, error)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old or came from elsewhere; the words are in the browser yet."""
    if answers.wants_json(request):
        return answers.json_error(403, "csrf", "The form's check did not match.")
    context = {"typed": answers.typed_words(request), "back": answers.way_back(request)}
    return render(request, "errors/csrf.html", context, status=403)


@require_POST
def keep_alive(request: HttpRequest) -> HttpResponse:
    """Answers a person who pressed "Stay signed in"; being a request is enough."""
    return HttpResponse(status=204)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")
