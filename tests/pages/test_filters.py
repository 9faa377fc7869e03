"""Filters: what they refuse, the chips they show, the addresses they make."""

import django_filters
import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from pages.filters import (
    ChoicesFilter,
    DateFilter,
    StrictFilterSet,
    TextFilter,
    refuse_unknown,
)
from pages.refusals import BadInput
from tests.pages.specimen import TickFilter

pytestmark = pytest.mark.django_db

UNITS = [("South", [("kingston", "Kingston"), ("merton", "Merton")]), ("x", "Other")]


class Filters(StrictFilterSet):
    q = TextFilter(field_name="model", lookup_expr="icontains", label="Words")
    app = ChoicesFilter(
        field_name="app_label", choices=[("a", "Able"), ("b", "Baker")], label="App"
    )
    unit = django_filters.ChoiceFilter(
        field_name="app_label", choices=UNITS, label="Unit"
    )
    late = TickFilter(field_name="app_label", lookup_expr="in", label="Late")
    since = DateFilter(method="keep", label="Received from")
    kind = django_filters.ModelChoiceFilter(
        field_name="id", queryset=ContentType.objects.all(), label="Kind"
    )
    kinds = django_filters.ModelMultipleChoiceFilter(
        field_name="id", queryset=ContentType.objects.all(), label="Kinds"
    )
    between = django_filters.DateFromToRangeFilter(method="keep", label="Closed")

    class Meta:
        model = ContentType
        fields: list[str] = []

    def keep(self, queryset, name, value):
        return queryset


def filters(query: str = "") -> Filters:
    return Filters(QueryDict(query), ContentType.objects.all())


class TestRefusals:
    @pytest.mark.parametrize(
        "name",
        ["password", "model__startswith", "_connector", "app[]", "q ", "ordering"],
    )
    def test_an_unknown_filter_is_refused(self, name):
        query = QueryDict(mutable=True)
        query[name] = "x"
        with pytest.raises(BadInput, match="is not a filter on this page") as refusal:
            Filters(query, ContentType.objects.all())
        assert refusal.value.field == name

    @pytest.mark.parametrize("name", ["q", "unit", "sort", "cursor", "per_page"])
    def test_a_doubled_scalar_is_refused(self, name):
        with pytest.raises(BadInput, match="more than once"):
            filters(f"{name}=a&{name}=b")

    @pytest.mark.parametrize("query", ["", "q=a", "q=a&cursor=b", "q="])
    def test_a_page_without_filters_takes_what_it_knows(self, query):
        refuse_unknown(QueryDict(query), ("q", "cursor"))

    @pytest.mark.parametrize(
        ("query", "field", "said"),
        [
            ("q=a&foo=1", "foo", "“foo” is not a parameter here."),
            ("q=a&q=b", "q", "“q” was given more than once."),
        ],
    )
    def test_a_page_without_filters_refuses_the_rest(self, query, field, said):
        with pytest.raises(BadInput) as refusal:
            refuse_unknown(QueryDict(query), ("q", "cursor"))
        assert (refusal.value.field, refusal.value.sentence) == (field, said)

    def test_too_many_choices_are_refused(self):
        with pytest.raises(BadInput):
            filters("&".join(["app=a"] * 101))

    @pytest.mark.parametrize(
        ("query", "field"),
        [("unit=camden", "unit"), ("app=zz", "app"), ("since=31/02/2026", "since")]
        + [("q=a%E2%80%AEb", "q"), (f"q={'x' * 201}", "q"), ("kind=99999999", "kind")],
    )
    def test_programs_are_told_which_value_is_wrong(self, query, field):
        with pytest.raises(BadInput) as refusal:
            filters(query).check()
        assert refusal.value.field == field

    def test_a_wrong_value_shows_no_rows(self):
        wrong = filters("since=31/02/2026")
        assert not wrong.qs.exists()
        assert wrong.chips == []

    def test_the_lists_own_parameters_are_known(self):
        known = filters("sort=-app&per_page=50&cursor=x")
        known.check()
        assert known.in_force() == {}

    def test_parameters_of_several_inputs_are_known(self):
        known = filters("between_after=2026-01-01&between_before=2026-02-01")
        known.check()
        assert set(known.in_force()) == {"between"}

    def test_other_multiple_widgets_are_known(self):
        class Moment(django_filters.Filter):
            field_class = forms.SplitDateTimeField

        class Pair(StrictFilterSet):
            when = Moment(field_name="model")

        pair = Pair(QueryDict("when_0=&when_1="), ContentType.objects.all())
        pair.check()
        assert set(pair.parameters) == {"when_0", "when_1"}


class TestRows:
    def test_filters_filter(self):
        ContentType.objects.create(app_label="a", model="one")
        ContentType.objects.create(app_label="b", model="two")
        assert {row.model for row in filters("app=a").qs} == {"one"}
        assert {row.model for row in filters("app=a&app=b").qs} == {"one", "two"}
        assert filters("late=").qs.count() == ContentType.objects.count()

    def test_a_flag_filters_only_when_ticked(self):
        class Flags(StrictFilterSet):
            users = TickFilter(method="only_users")

            def only_users(self, queryset, name, value):
                return queryset.filter(model="user")

        rows = ContentType.objects.all()
        assert Flags(QueryDict("users=on"), rows).qs.count() == 1
        assert Flags(QueryDict("users=false"), rows).qs.count() == rows.count()


class TestChips:
    def words(self, query):
        return [chip.words for chip in filters(query).chips]

    def test_each_says_what_it_is(self):
        assert self.words("unit=kingston&late=on&since=31/03/2026&q=rude") == [
            "Words: rude",
            "Kingston",
            "Late",
            "Received from: 31 March 2026",
        ]
        assert self.words("unit=x") == ["Other"]

    def test_records_are_named(self):
        kind = ContentType.objects.create(app_label="a", model="one")
        assert self.words(f"kind={kind.pk}") == [str(kind)]
        assert self.words(f"kinds={kind.pk}") == [str(kind)]

    def test_ranges_say_their_ends(self):
        assert self.words("between_after=2026-01-01") == ["Closed from 1 January 2026"]

    def test_one_of_several_choices_can_be_removed(self):
        able, baker = filters("app=a&app=b&sort=app&cursor=x").chips
        assert (able.words, able.url) == ("Able", "?app=b&sort=app")
        assert baker.url == "?app=a&sort=app"

    def test_removing_the_last_leaves_the_list(self):
        [chip] = filters("unit=kingston").chips
        assert chip.url == "?"

    def test_a_range_is_removed_whole(self):
        [chip] = filters("between_after=2026-01-01&between_before=2026-02-01").chips
        assert chip.url == "?"

    def test_clear_all_keeps_order_and_page_size(self):
        cleared = filters("unit=kingston&sort=-app&per_page=50&cursor=x").clear_url
        assert cleared == "?sort=-app&per_page=50"
        assert filters("unit=kingston").clear_url == "?"

    def test_the_criteria_in_one_line(self):
        assert filters("unit=kingston&late=on").words() == "Kingston, Late"
