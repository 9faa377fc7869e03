"""A question composed once answers for each key what the queryset answers."""

import pytest
from django.contrib.contenttypes.models import ContentType

from pages.lists import among
from pages.prepared import Prepared

pytestmark = pytest.mark.django_db
COLUMNS = ("pk", "app_label", "model")


@pytest.fixture
def asked():
    rows = ContentType.objects.order_by("model").exclude(model="session")
    return Prepared(COLUMNS, lambda key: rows.filter(pk=key).values_list(*COLUMNS))


def test_each_key_has_its_own_answer(asked):
    for kind in ContentType.objects.exclude(model="session")[:5]:
        assert asked.ask(kind.pk) == [
            {"pk": kind.pk, "app_label": kind.app_label, "model": kind.model}
        ]
    assert asked.ask(0) == []


def test_it_is_composed_once(asked, monkeypatch):
    first = asked.ask(1)
    monkeypatch.setattr(asked, "compose", None)
    assert asked.ask(1) == first


def test_columns_that_do_not_fit_are_a_mistake_of_ours():
    kinds = ContentType.objects
    asked = Prepared(("pk",), lambda key: kinds.filter(pk=key).values_list(*COLUMNS))
    with pytest.raises(ValueError, match="zip"):
        asked.ask(ContentType.objects.first().pk)


def test_a_key_that_is_no_parameter_by_itself_is_a_mistake_of_ours():
    rows = ContentType.objects.values_list(*COLUMNS)
    asked = Prepared(COLUMNS, lambda key: rows.filter(among("pk", [key])))
    with pytest.raises(ValueError, match="by itself"):
        asked.ask(1)
