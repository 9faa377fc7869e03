"""What every view of the API is made of: one JSON, one error, keyset pages, scope."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import orjson
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from rest_framework import exceptions
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import BasePagination
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from pages.answers import RETRY_SECONDS, error_body
from pages.filters import StrictFilterSet
from pages.lists import KeysetPage, Sort
from pages.refusals import BadInput, Refused

PAGE_SIZE = 25
MOST_ROWS = 100
PARAMETERS = ("cursor", "page_size", "sort")


class OrjsonRenderer(BaseRenderer):
    """JSON by orjson: a tenth of the standard library's time."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        if data is None:
            return b""
        return orjson.dumps(
            data, default=_plain, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, (set, frozenset, QuerySet)):
        return list(value)
    return str(value)


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


class KeysetPagination(BasePagination):
    """25 rows, 100 at most; `next` and `previous` are addresses; nothing is counted."""

    def paginate_queryset(
        self, queryset: QuerySet, request: Request, view: Any = None
    ) -> list[Any]:
        self.request = request
        self.page: KeysetPage = KeysetPage(
            queryset,
            sorts=view.sorts,
            default=view.default_sort,
            params=request.query_params,
            per_page=_page_size(request.query_params.get("page_size")),
        )
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "results": data,
                "next": self._address(self.page.next_url),
                "previous": self._address(self.page.previous_url),
            }
        )

    def _address(self, query: str) -> str | None:
        if not query:
            return None
        return self.request.build_absolute_uri(f"{self.request.path}{query}")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "nullable": True, "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": address, "previous": address},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        keys = [key for sort in view.sorts for key in (sort.key, f"-{sort.key}")]
        size = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
        return [
            _parameter("cursor", "Where the page begins, from `next` or `previous`."),
            _parameter("page_size", "Rows on a page.", size | {"default": PAGE_SIZE}),
            _parameter(
                "sort",
                "The order, a minus for descending.",
                {"type": "string", "enum": keys, "default": view.default_sort},
            ),
        ]


def _parameter(
    name: str, description: str, schema: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema or {"type": "string"},
    }


def _page_size(text: str | None) -> int:
    if text is None:
        return PAGE_SIZE
    # isdecimal() alone takes digits of other scripts, and int() any length of them.
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        raise BadInput("page_size must be a whole number.", field="page_size")
    if not 1 <= int(text) <= MOST_ROWS:
        raise BadInput(
            f"page_size must be between 1 and {MOST_ROWS}.", field="page_size"
        )
    return int(text)


class VisibleMixin:
    """Reads start from what the client may see, and every answer is recorded.

    Subclasses say `model`, `disclosed` and, for filters, `filterset_class`, a
    StrictFilterSet; without one, a parameter other than the page's own is refused.
    """

    model: ClassVar[type[Model]]
    filterset_class: ClassVar[type[StrictFilterSet] | None] = None
    request: Request

    def visible(self) -> QuerySet:
        """Everything of this model that the client may see."""
        return self.model._default_manager.visible_to(self.request.user)

    def get_queryset(self) -> QuerySet:
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        return self.visible()

    def disclosed(self, rows: Sequence[Any]) -> None:
        """Record in the trail that these rows left the house. Each door says how."""
        raise NotImplementedError(f"{type(self).__name__} must record its answers.")


class VisibleList(VisibleMixin, ListAPIView):
    """A list: strict parameters, filters, keyset pages, one record of disclosure."""

    pagination_class = KeysetPagination
    filter_backends: ClassVar[list] = []
    sorts: ClassVar[Sequence[Sort]] = ()
    default_sort: ClassVar[str] = ""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        params = self.request.query_params
        if self.filterset_class is None:
            refuse_unknown(params, PARAMETERS)
            return queryset
        filters = for_api(self.filterset_class)(params, queryset, request=self.request)
        filters.check()
        return filters.qs

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        answer = self.get_serializer(rows, many=True).data
        self.disclosed(rows)
        return self.get_paginated_response(answer)


class VisibleDetail(VisibleMixin, RetrieveAPIView):
    """One record by its reference; 404 whether it is absent or out of scope."""

    filter_backends: ClassVar[list] = []

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        refuse_unknown(request.query_params, ())
        row = self.get_object()
        answer = self.get_serializer(row).data
        self.disclosed([row])
        return Response(answer)


def for_api(filters: type[StrictFilterSet]) -> type[StrictFilterSet]:
    """The page's own filter set, knowing the API's parameters instead of a page's."""
    return type(f"{filters.__name__}Api", (filters,), {"page_parameters": PARAMETERS})


def refuse_unknown(params: Any, known: Iterable[str]) -> None:
    """400 for a parameter that is not known here, or given twice."""
    allowed = set(known)
    for name, values in params.lists():
        if name not in allowed:
            raise BadInput(f"“{name[:40]}” is not a parameter here.", field=name)
        if len(values) > 1:
            raise BadInput(f"“{name}” was given more than once.", field=name)
