"""The API's base: one JSON, one error, keyset pages, scope and disclosure."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import django_filters
import orjson
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, models
from django.http import Http404
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers
from rest_framework.test import APIRequestFactory

from pages.api import pagination, views
from pages.api.errors import exception_handler
from pages.api.rendering import OrjsonRenderer
from pages.filters import StrictFilterSet
from pages.lists import Sort
from pages.refusals import BadInput, NotAllowed

pytestmark = pytest.mark.django_db


class KindSerializer(serializers.ModelSerializer):
    class Meta:
        model = ContentType
        fields = ["id", "app_label", "model"]


class KindFilters(StrictFilterSet):
    app = django_filters.MultipleChoiceFilter(
        field_name="app_label", choices=[("a", "A"), ("b", "B")]
    )


class Visible:
    """Stands for a queryset method of a domain app: b is out of scope."""

    model = ContentType
    authentication_classes: list = []
    permission_classes: list = []
    serializer_class = KindSerializer
    told: list = []

    def visible(self) -> models.QuerySet:
        return ContentType.objects.filter(app_label="a")

    def disclosed(self, rows):
        self.told.extend(row.pk for row in rows)


class KindList(Visible, views.VisibleList):
    sorts = [Sort("model", "Model", ("model",))]
    default_sort = "model"
    filterset_class = KindFilters


class PlainList(KindList):
    filterset_class = None


class KindDetail(Visible, views.VisibleDetail):
    lookup_field = "model"


@pytest.fixture(autouse=True)
def kinds():
    Visible.told.clear()
    ContentType.objects.bulk_create(
        ContentType(app_label=app, model=f"{app}{number:03d}")
        for app in "ab"
        for number in range(130)
    )


def get(view, query="", **kwargs):
    request = APIRequestFactory().get(f"/api/v1/kinds/{query}")
    answer = view.as_view()(request, **kwargs)
    answer.render()
    return answer


def body(answer):
    return orjson.loads(answer.content)


class TestList:
    def test_gives_25_of_what_is_visible_and_the_way_on(self):
        answer = body(get(KindList))
        assert len(answer["results"]) == 25
        assert answer["previous"] is None
        assert answer["next"].startswith("http://testserver/api/v1/kinds/?cursor=")
        assert "count" not in answer

    @pytest.mark.parametrize("view", [KindList, PlainList])
    def test_every_visible_row_is_met_once(self, view):
        seen, query = [], "?page_size=50"
        while True:
            answer = body(get(view, query))
            seen += [row["model"] for row in answer["results"]]
            if not answer["next"]:
                break
            query = "?" + answer["next"].partition("?")[2]
        assert seen == [f"a{number:03d}" for number in range(130)]
        assert "cursor=" in answer["previous"]

    def test_records_what_left_the_house(self):
        rows = body(get(KindList, "?page_size=3"))["results"]
        assert [row["id"] for row in rows] == Visible.told

    def test_filters_stay_within_scope(self):
        assert body(get(KindList, "?app=b"))["results"] == []

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("?ordering=password", "ordering"),
            ("?app=zz", "app"),
            ("?per_page=50", "per_page"),
            ("?page_size=0", "page_size"),
            ("?page_size=101", "page_size"),
            ("?page_size=1000000000", "page_size"),
            ("?page_size=-1", "page_size"),
            ("?page_size=abc", "page_size"),
            ("?page_size=٣", "page_size"),
            ("?sort=id", "sort"),
            ("?cursor=abc", "cursor"),
            ("?sort=model&sort=-model", "sort"),
        ],
    )
    def test_refuses_what_it_does_not_know(self, query, field):
        answer = get(KindList, query)
        assert answer.status_code == 400
        assert body(answer)["error"]["field"] == field
        assert Visible.told == []

    @pytest.mark.parametrize("query", ["?app=a", "?sort=model&sort=model"])
    def test_without_filters_refuses_them(self, query):
        assert get(PlainList, query).status_code == 400

    def test_describes_its_parameters(self):
        pages = pagination.KeysetPagination()
        described = pages.get_schema_operation_parameters(KindList())
        assert [one["name"] for one in described] == ["cursor", "page_size", "sort"]
        assert described[2]["schema"]["enum"] == ["model", "-model"]
        schema = pages.get_paginated_response_schema({"type": "array"})
        assert schema["required"] == ["results", "next", "previous"]


class TestDetail:
    def test_gives_a_visible_record_and_records_it(self):
        answer = body(get(KindDetail, model="a001"))
        assert Visible.told == [answer["id"]]

    def test_hidden_and_absent_are_the_same(self):
        hidden, absent = get(KindDetail, model="b001"), get(KindDetail, model="zz")
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content

    def test_takes_no_parameters(self):
        assert get(KindDetail, "?expand=all", model="a001").status_code == 400


class TestBase:
    def test_scope_is_the_querysets_own(self):
        class Scoped(views.VisibleMixin):
            class model:
                class _default_manager:
                    @staticmethod
                    def visible_to(user):
                        return f"what {user} may see"

                    @staticmethod
                    def none():
                        return "nothing"

            class request:
                user = "the client"

        assert Scoped().get_queryset() == "what the client may see"
        Scoped.swagger_fake_view = True
        assert Scoped().get_queryset() == "nothing"

    def test_a_door_that_forgets_to_record_does_not_open(self):
        with pytest.raises(NotImplementedError):
            views.VisibleMixin().disclosed([])


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "status", "code"),
        [
            (NotAllowed("No."), 403, "not_allowed"),
            (BadInput("No."), 400, "bad_input"),
            (Http404(), 404, "not_found"),
            (PermissionDenied(), 403, "not_allowed"),
            (OperationalError(), 503, "unavailable"),
            (exceptions.NotAuthenticated(), 401, "not_signed_in"),
            (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
            (exceptions.UnsupportedMediaType("a/b"), 415, "unsupported_media_type"),
            (exceptions.APIException("Odd."), 500, "error"),
        ],
    )
    def test_have_one_shape(self, error, status, code):
        answer = exception_handler(error, {})
        assert answer.status_code == status
        assert answer.data["error"]["code"] == code
        assert answer.data["error"]["sentence"].endswith(".")

    def test_validation_names_the_field_inside(self):
        error = exceptions.ValidationError({"people": [{"name": ["Enter a name."]}]})
        assert exception_handler(error, {}).data["error"] == {
            "code": "bad_input",
            "sentence": "Enter a name.",
            "field": "people.name",
        }

    def test_headers_go_with_them(self):
        error = exceptions.NotAuthenticated()
        error.auth_header = "Bearer"
        assert exception_handler(error, {})["WWW-Authenticate"] == "Bearer"
        assert exception_handler(exceptions.Throttled(4), {})["Retry-After"] == "5"

    def test_a_fault_of_ours_is_not_hidden(self):
        assert exception_handler(RuntimeError(), {}) is None


class TestOrjsonRenderer:
    def test_writes_what_the_domain_uses(self):
        data = {
            "day": date(2026, 3, 1),
            "at": datetime(2026, 3, 1, 10, tzinfo=UTC),
            "money": Decimal("1.50"),
            "key": UUID(int=1),
            "lazy": gettext_lazy("Late"),
            "set": {1},
            1: None,
        }
        assert orjson.loads(OrjsonRenderer().render(data)) == {
            "day": "2026-03-01",
            "at": "2026-03-01T10:00:00Z",
            "money": "1.50",
            "key": str(UUID(int=1)),
            "lazy": "Late",
            "set": [1],
            "1": None,
        }

    def test_writes_nothing_for_nothing(self):
        assert OrjsonRenderer().render(None) == b""
