"""Pages and JSON for everything that is not an ordinary answer."""

import logging
import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme

from pages.doubts import is_in_doubt
from pages.refusals import Refused, Stale

API_PREFIX = "/api/"
HOME = "/"
RETRY_SECONDS = "10"

log = logging.getLogger("candour.pages")

# The last resort, when not even a template can be drawn.
BARE = (
    "<!doctype html><html lang='en-GB'><title>{heading} - Candour</title>"
    "<h1>{heading}</h1><p>{sentence}</p><p><a href='/'>Go to your home page</a></p>"
)
SORRY = (
    "Sorry, something went wrong",
    "{saved} Go back, copy any words you need and try again in a moment.",
)
BUSY = (
    "Sorry, this is not available for a moment",
    "The system is busy or is being looked after. {saved} Wait ten seconds, go back "
    "and try again.",
)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# What a view says instead in `request.saved_so_far`, once a part of its work stands.
NOTHING_SAVED = "Nothing was saved by this step."
# What stands there where the database was lost before it answered.
NOT_KNOWN = (
    "We do not know whether this step was saved: look for it before you try again."
)


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith(API_PREFIX)


def json_error(
    status: int, code: str, sentence: str, field: str | None = None
) -> HttpResponse:
    body = {"error": error_body(code, sentence, field)}
    return HttpResponse(
        orjson.dumps(body), content_type="application/json", status=status
    )


def error_body(code: str, sentence: str, field: str | None = None) -> dict[str, Any]:
    """The one shape of an error in the API."""
    body: dict[str, Any] = {"code": code, "sentence": sentence}
    if field:
        body["field"] = field
    return body


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page, or JSON, of a refusal that escaped a view."""
    if wants_json(request):
        return json_error(
            refusal.status,
            refusal.code,
            refusal.sentence,
            getattr(refusal, "field", None),
        )
    template = (
        "errors/stale.html" if isinstance(refusal, Stale) else "errors/refused.html"
    )
    context = {
        "refusal": refusal,
        "back": refusal.back or way_back(request),
        "typed": _typed_safely(request),
    }
    return HttpResponse(
        loader.render_to_string(template, context, request), status=refusal.status
    )


def way_back(request: HttpRequest) -> str:
    """The page the person came from, if it was one of ours; else their home.

    A form is sent from its own page, which is a way back; one that was only opened and
    refused is none to itself.
    """
    came_from = request.headers.get("Referer", "")
    try:
        host, here = request.get_host(), request.build_absolute_uri()
    except DisallowedHost:
        return HOME
    ours = url_has_allowed_host_and_scheme(
        came_from, {host}, require_https=request.is_secure()
    )
    elsewhere = request.method == "POST" or came_from != here
    return came_from if ours and elsewhere else HOME


def _typed_safely(request: HttpRequest) -> list[tuple[str, str]]:
    """Nothing for a body that could not be read: asking again would fail again."""
    return [] if getattr(request, "unreadable", False) else typed_words(request)


SECRETS = ("password", "csrf", "token", "otp")
WORTH_KEEPING = 20
# What a form carries of the house's own: its token, what it was opened with, the keys
# of the rows that were chosen from a list.
HOUSE_FIELDS = frozenset({"submission", "opened"})
HOUSE_KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def is_secret(name: str) -> bool:
    """Whether a field of a form holds what is kept and shown nowhere."""
    lowered = name.lower()
    return lowered == "code" or any(word in lowered for word in SECRETS)


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """(name, text) of the longer texts of a form that was not saved.

    Answers are not kept by the browser, so its Back button would show empty boxes:
    whatever refuses a form shows the person's words. Only for forms of our own pages.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") not in (
        None,
        "same-origin",
    ):
        return []
    return longer_texts(request.POST.lists())


def longer_texts(fields: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """(name, text) of what it would be a pity to type again; never a secret."""
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, values in fields
        if name not in HOUSE_FIELDS and not is_secret(name)
        for value in values
        if (len(value) > WORTH_KEEPING or "\n" in value)
        and not HOUSE_KEY.fullmatch(value)
    ]


def error_page(
    request: HttpRequest,
    status: int,
    code: str,
    sentence: str,
    typed: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """templates/errors/<status>.html in the frame, or the same as JSON."""
    if wants_json(request):
        return json_error(status, code, sentence)
    context = {"back": way_back(request), "typed": typed}
    page = loader.render_to_string(f"errors/{status}.html", context, request)
    return HttpResponse(page, status=status)


def static_page(
    request: HttpRequest, status: int, words: tuple[str, str]
) -> HttpResponse:
    """An error page that needs neither user nor database, nor even its template."""
    in_doubt = getattr(request, "in_doubt", False)
    told = [getattr(request, "saved_so_far", ""), NOT_KNOWN if in_doubt else ""]
    saved = " ".join(filter(None, told)) or NOTHING_SAVED
    heading, sentence = words[0], words[1].format(saved=saved)
    if wants_json(request):
        code = HTTPStatus(status).phrase.lower().replace(" ", "_")
        return json_error(status, code, f"{heading}. {sentence}")
    try:
        context = {
            "typed": typed_words(request),
            "saved": saved,
            "in_doubt": in_doubt,
        }
        page: str = loader.render_to_string(f"errors/{status}.html", context)
    except Exception:
        log.exception("The page for status %s could not be drawn", status)
        page = BARE.format(heading=heading, sentence=escape(sentence))
    return HttpResponse(page, status=status)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The database is away, or two people wanted one row for too long."""
    log.warning("503 after %s", type(error.__cause__ or error).__name__)
    _tell_doubt(request, error)
    response = static_page(request, 503, BUSY)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def broken(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    if error is not None:
        _tell_doubt(request, error)
    return static_page(request, 500, SORRY)


def _tell_doubt(request: HttpRequest, error: BaseException) -> None:
    """Read by whatever page is drawn of it, here or by Django's own handler.

    What failed before its address was looked up, such as the reading of the session,
    never came to a view that saves.
    """
    reached = request.method not in SAFE and request.resolver_match is not None
    vars(request)["in_doubt"] = reached and is_in_doubt(error)
