"""Keyset pages of the API: 25 rows, 100 at most, nothing counted."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from pages.lists import KeysetPage
from pages.refusals import BadInput

PAGE_SIZE = 25
MOST_ROWS = 100
PARAMETERS = ("cursor", "page_size", "sort")


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
