"""What every read of the API is made of: scope, strict parameters, disclosure."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from pages.api.pagination import PARAMETERS, KeysetPagination
from pages.filters import StrictFilterSet, refuse_unknown
from pages.lists import Sort


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
