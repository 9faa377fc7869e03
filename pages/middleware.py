"""What stands between the wire and every view: bad text, headers, refusals."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

import orjson
from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.http.multipartparser import MultiPartParserError

from pages import answers, strict_parts
from pages.content_types import SET_ASIDE, why_refused
from pages.refusals import BadInput, Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]

UNREADABLE = "What was sent contains characters that cannot be read."
NOT_UTF8 = re.compile("%[89A-F][0-9A-F]")


class BadText(BadInput):
    """Bytes that are no text, or text that no database can hold."""

    def __init__(self, sentence: str = UNREADABLE) -> None:
        super().__init__(
            sentence,
            what_next="Go back, type the words again instead of pasting them, and send "
            "them once more.",
        )


class BadName(BadText):
    """A file whose name cannot be read; the words beside it can."""


class TooBig(BadInput):
    """More than one request may carry."""

    status = 413
    code = "too_big"
    heading = "What was sent is too big"
    what_next = "Send less at a time, or split the text or file into parts."


class RejectBadText:
    """Refuses NUL, invalid UTF-8 and half characters wherever a request carries text.

    Addresses and headers are checked first of all; the body once a view is found, so
    that its size limits have been set by then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            check_content_type(request)
            check_address(request)
        except BadInput as refusal:
            request.unreadable = True
            return answers.refused(request, refusal)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return None
        try:
            check_body(request)
        except BadInput as refusal:
            request.unreadable = not isinstance(refusal, BadName)
            return answers.refused(request, refusal)
        return None


def check_content_type(request: HttpRequest) -> None:
    """Both what config.wsgi set aside and what a test's client let through."""
    sent = request.META.get("CONTENT_TYPE", "")
    sentence = request.META.get(SET_ASIDE) or why_refused(sent)
    if sentence:
        request.encoding = None  # the page of the refusal may look at the query
        raise BadText(sentence)


def check_address(request: HttpRequest) -> None:
    """Path, query string and headers."""
    # Django has decoded the path by now and left what is no UTF-8 percent-encoded.
    if "\0" in request.path_info or NOT_UTF8.search(request.path_info):
        raise BadText
    _check_bytes(unquote_to_bytes(request.META.get("QUERY_STRING", "")))
    for name, value in request.META.items():
        if name.startswith("HTTP_") and "\0" in str(value):
            raise BadText


def check_body(request: HttpRequest) -> None:
    """Form fields, file names and JSON."""
    try:
        if request.content_type == "application/json":
            _check_json(request.body)
        elif request.content_type == "application/x-www-form-urlencoded":
            _check_bytes(unquote_to_bytes(request.body.replace(b"+", b" ")))
            _ = request.POST  # counts the fields
        elif request.content_type == "multipart/form-data":
            _check_multipart(request)
    except RequestDataTooBig as error:
        raise TooBig(_limit_sentence()) from error
    except (TooManyFieldsSent, TooManyFilesSent) as error:
        raise TooBig("What was sent has too many fields or files.") from error
    except (MultiPartParserError, SuspiciousOperation, BadRequest) as error:
        raise BadText("What was sent is not a complete form.") from error


def _limit_sentence() -> str:
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_048_576
    return f"One form may hold {megabytes:.1f} MB of text, files not counted."


def _check_bytes(sent: bytes) -> None:
    if b"\0" in sent:
        raise BadText
    try:
        sent.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadText from error


def _check_multipart(request: HttpRequest) -> None:
    strict_parts.read_strictly(request)
    try:
        fields = request.POST.lists()
    except (UnicodeDecodeError, TypeError) as error:
        # The latter from the email package, for the header of a part that is nonsense.
        raise BadText from error
    for name, values in fields:
        if strict_parts.REPLACEMENT in name or any(
            "\0" in text for text in (name, *values)
        ):
            raise BadText
    # What cannot be read in a name has been replaced by now, not refused.
    for name, files in request.FILES.lists():
        for value in (name, *(file.name or "" for file in files)):
            if "\0" in value or strict_parts.REPLACEMENT in value:
                raise BadName("The name of the file cannot be read.")


def _check_json(body: bytes) -> None:
    if not body:
        return
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadText("The body is not JSON that can be read.") from error
    if b"\\u0000" in body and any("\0" in text for text in _strings(sent)):
        raise BadText


def _strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value, without recursion."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += [*item, *item.values()]
        elif isinstance(item, list):
            waiting += item


CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb")
)
# Search and filters stand in the query string, so no address leaves the house; a
# same-origin form needs one for Django's own check of where it came from.
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
SIGN_OUT_PATH = "/sign-out/"


class SecurityHeaders:
    """The same strict headers on every answer, errors and redirects included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        if request.method == "POST" and request.path == SIGN_OUT_PATH:
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


class Refusals:
    """Turns what escapes a view into a page that says what happened and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBase | None:
        if isinstance(error, Refused):
            return answers.refused(request, error)
        if isinstance(error, (OperationalError, InterfaceError)):
            return answers.unavailable(request, error)
        return None
