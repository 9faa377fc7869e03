"""One shape for every error: {"error": {"code", "sentence", "field"}}."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from pages.answers import RETRY_SECONDS, error_body
from pages.refusals import Refused

SENTENCES: dict[type[Exception], tuple[str, str]] = {
    exceptions.NotAuthenticated: (
        "not_signed_in",
        "Send a token: Authorization: Bearer TOKEN.",
    ),
    exceptions.AuthenticationFailed: (
        "not_signed_in",
        "The token is not known, has expired or belongs to a closed account.",
    ),
    exceptions.PermissionDenied: (
        "not_allowed",
        "This client's role does not include this.",
    ),
    exceptions.NotFound: ("not_found", "There is nothing here that you may see."),
    exceptions.MethodNotAllowed: (
        "method_not_allowed",
        "This address does not take that method.",
    ),
    exceptions.NotAcceptable: ("not_acceptable", "Answers are application/json only."),
    exceptions.UnsupportedMediaType: (
        "unsupported_media_type",
        "Send application/json.",
    ),
    exceptions.ParseError: ("bad_input", "The body is not JSON that can be read."),
    exceptions.Throttled: (
        "too_many_requests",
        "Too many requests. Wait and try again.",
    ),
}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as {"error": {"code", "sentence", "field"}}."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, Refused):
        field = getattr(error, "field", None)
        return _error(error.status, error.code, error.sentence, field)
    if isinstance(error, (OperationalError, InterfaceError)):
        answer = _error(503, "unavailable", "Not available for a moment. Try again.")
        answer["Retry-After"] = RETRY_SECONDS
        return answer
    if isinstance(error, exceptions.ValidationError):
        return _validation_error(error)
    if isinstance(error, exceptions.APIException):
        return _api_error(error)
    return None


def _error(status: int, code: str, sentence: str, field: str | None = None) -> Response:
    return Response({"error": error_body(code, sentence, field)}, status=status)


def _api_error(error: exceptions.APIException) -> Response:
    code, sentence = SENTENCES.get(type(error), (error.default_code, str(error.detail)))
    answer = _error(error.status_code, code, sentence)
    if getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None):
        answer["Retry-After"] = str(int(error.wait) + 1)
    return answer


def _validation_error(error: exceptions.ValidationError) -> Response:
    field, detail = None, error.detail
    while isinstance(detail, (dict, list)) and detail:
        if isinstance(detail, dict):
            name, detail = next(iter(detail.items()))
            field = f"{field}.{name}" if field else str(name)
        else:
            detail = detail[0]
    return _error(400, "bad_input", str(detail), field)
