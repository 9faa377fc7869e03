"""Keyset pages over real rows: both directions, ties, counts, cursors, neighbours."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import IntegerField, Value
from django.db.models.functions import Length
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from pages.lists import KeysetPage, Sort, changed_url, neighbours
from pages.refusals import BadInput

pytestmark = pytest.mark.django_db

APP = Sort("app", "App", ("app_label",))
MODEL = Sort("model", "Model", ("model",), descending=True)
PAIR = Sort("pair", "Both", ("app_label", "model"))
SORTS = [APP, MODEL, PAIR]


@pytest.fixture
def kinds():
    """173 rows, many of them equal in the first sort key."""
    made = [
        ContentType(app_label=f"specimen_{number % 5}", model=f"kind{number:03d}")
        for number in range(173)
    ]
    ContentType.objects.bulk_create(made)
    return ContentType.objects.filter(app_label__startswith="specimen_")


def page_of(rows, query="", **options):
    options = {"sorts": SORTS, "default": "app"} | options
    return KeysetPage(rows, params=QueryDict(query), **options)


def walk(rows, query, way, **options):
    """Every page from the first or, backwards, from wherever `query` begins."""
    pages = [page_of(rows, query, **options)]
    while url := getattr(pages[-1], f"{way}_url"):
        pages.append(page_of(rows, url.removeprefix("?"), **options))
    return pages


@pytest.mark.parametrize("clustered", [False, True])
@pytest.mark.parametrize("sort", ["app", "-app", "model", "-model", "pair", "-pair"])
def test_every_row_is_met_once_forwards_and_back(kinds, sort, clustered):
    order = page_of(kinds, f"sort={sort}").order.ordering()
    expected = list(kinds.order_by(*order))

    forwards = walk(kinds, f"sort={sort}", "next", clustered=clustered)
    assert [row for page in forwards for row in page] == expected
    assert [len(page) for page in forwards] == [25, 25, 25, 25, 25, 25, 23]

    last = forwards[-1].previous_url.removeprefix("?")
    backwards = walk(kinds, last, "previous", clustered=clustered)
    assert [list(page) for page in backwards] == [
        list(page) for page in forwards[-2::-1]
    ]


def test_the_first_and_last_pages_know_it(kinds):
    first, *_, last = walk(kinds, "per_page=100", "next")
    assert (first.has_previous, first.has_next) == (False, True)
    assert (last.has_previous, last.has_next) == (True, False)
    assert (first.previous_url, last.next_url) == ("", "")
    assert "cursor" not in last.first_url


def test_a_row_added_before_the_page_moves_nothing(kinds):
    first = page_of(kinds, "sort=model")
    assert first.rows[-1].model == "kind024"
    ContentType.objects.create(app_label="specimen_0", model="aaa")
    second = page_of(kinds, first.next_url.removeprefix("?"))
    assert second.rows[0].model == "kind025"


def test_a_page_whose_rows_have_gone_is_empty(kinds):
    first = page_of(kinds, "per_page=100")
    kinds.exclude(pk__in=[row.pk for row in first]).delete()
    gone = page_of(kinds, first.next_url.removeprefix("?"))
    assert gone.rows == []
    assert (gone.has_next, gone.has_previous) == (False, False)


def test_one_query_for_rows_and_one_for_the_count(kinds):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = page_of(kinds, "per_page=100&sort=-pair")
        assert len(page.rows) == 100
        assert page.has_next
        assert page.count_text == "173"
        assert page.next_url
    assert len(queries) == 2


def test_the_comparison_is_one_of_rows_that_an_index_serves(kinds):
    second = page_of(kinds, page_of(kinds, "sort=-pair").next_url.removeprefix("?"))
    with CaptureQueriesContext(connection) as queries:
        assert second.rows
    sql = queries[0]["sql"]
    assert (
        '("django_content_type"."app_label", "django_content_type"."model", '
        '"django_content_type"."id") < (' in sql
    )


def test_the_count_stops_at_its_cap(kinds):
    page = page_of(kinds, cap=100)
    assert (page.count, page.count_is_capped, page.count_text) == (100, True, "100+")
    exact = page_of(kinds, cap=173)
    assert (exact.count_is_capped, exact.count_text) == (False, "173")


def test_a_count_of_thousands_is_written_with_a_comma(kinds):
    page = page_of(kinds)
    page.__dict__["_counted"] = 1_001
    assert page.count_text == "1,000+"


@pytest.mark.parametrize(
    "query",
    ["sort=password", "sort=--app", "sort=app__x", "per_page=26", "per_page=x"]
    + ["per_page=-1", "cursor=x", "cursor=WzAsMV0:abc:def", "cursor=%F0%9F%98%80"],
)
def test_what_is_not_offered_is_refused(kinds, query):
    with pytest.raises(BadInput):
        page_of(kinds, query)


def test_a_cursor_of_another_order_is_refused(kinds):
    cursor = page_of(kinds, "sort=model").next_cursor
    with pytest.raises(BadInput):
        page_of(kinds, f"sort=app&cursor={cursor}")


def test_an_altered_cursor_is_refused(kinds):
    cursor = page_of(kinds).next_cursor
    with pytest.raises(BadInput):
        page_of(kinds, f"cursor={'X' + cursor[1:]}")


def test_headers_offer_the_other_direction(kinds):
    page = page_of(kinds, "sort=app&cursor=&state=late")
    assert page.header("app") == {
        "label": "App",
        "url": "?sort=-app&state=late",
        "direction": "ascending",
    }
    assert page.header("model")["url"] == "?sort=-model&state=late"
    assert page.header("model")["direction"] == "none"
    assert page_of(kinds, "sort=-app").header("app")["direction"] == "descending"


def test_page_sizes_keep_the_rest_of_the_address(kinds):
    links = page_of(kinds, "state=late&per_page=50").per_page_links()
    assert [link["url"] for link in links] == [
        "?state=late&per_page=25",
        "?state=late&per_page=50",
        "?state=late&per_page=100",
    ]
    assert [link["current"] for link in links] == [False, True, False]


def test_an_address_without_parameters_is_still_one():
    assert changed_url(QueryDict("cursor=x"), cursor="") == "?"


def test_moments_and_text_keys_are_compared_as_what_they_are():
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    Session.objects.bulk_create(
        Session(
            session_key=f"k{number:03d}",
            session_data="",
            expire_date=start + timedelta(microseconds=number // 3),
        )
        for number in range(60)
    )
    sorts = [Sort("ends", "Ends", ("expire_date",))]
    seen, query = [], ""
    while True:
        page = page_of(Session.objects.all(), query, sorts=sorts, default="-ends")
        seen += [row.session_key for row in page]
        if not page.has_next:
            break
        query = page.next_url.removeprefix("?")
    assert len(seen) == len(set(seen)) == 60


def test_annotations_and_dictionaries_can_be_sorted(kinds):
    rows = kinds.annotate(size=Length("model"), one=Value(1, IntegerField()))
    sorts = [Sort("size", "Size", ("size", "one"))]
    dictionaries = rows.values("id", "size", "one")
    first = page_of(dictionaries, sorts=sorts, default="size")
    second = page_of(
        dictionaries, first.next_url.removeprefix("?"), sorts=sorts, default="size"
    )
    assert len({row["id"] for row in [*first, *second]}) == 50


class TestNeighbours:
    @pytest.mark.parametrize("clustered", [False, True])
    @pytest.mark.parametrize("sort", ["pair", "-pair"])
    def test_they_are_the_rows_beside_it_in_the_list(self, kinds, sort, clustered):
        order = page_of(kinds, f"sort={sort}").order.ordering()
        before, row, after = kinds.order_by(*order)[40:43]
        found = neighbours(kinds, row, sorts=SORTS, sort=sort, clustered=clustered)
        assert found == (before, after)

    def test_the_ends_have_one(self, kinds):
        first = kinds.order_by("app_label", "model", "id").first()
        before, after = neighbours(kinds, first, sorts=SORTS, sort="pair")
        assert before is None
        assert after is not None

    def test_a_row_that_left_the_list_still_has_them(self, kinds):
        row = kinds.get(model="kind050")
        others = kinds.exclude(pk=row.pk)
        before, after = neighbours(others, row, sorts=SORTS, sort="model")
        assert (before.model, after.model) == ("kind049", "kind051")

    def test_an_order_that_is_not_offered_is_refused(self, kinds):
        with pytest.raises(BadInput):
            neighbours(kinds, kinds.first(), sorts=SORTS, sort="password")
