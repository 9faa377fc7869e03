"""The areas in the bar."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse

from pages import navigation


class Person:
    is_authenticated = True


@pytest.fixture(autouse=True)
def areas(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.pages.specimen"
    monkeypatch.setattr(navigation, "_areas", {})
    navigation.register("List", "list", lambda user: True, order=2)
    navigation.register("Rules", "accessibility-statement", lambda user: True, order=1)
    navigation.register("Hidden", "keep-alive", lambda user: False)


def test_only_the_areas_a_person_has_in_their_order():
    shown = navigation.areas_of(Person(), "/list/search/")
    assert [area["label"] for area in shown] == ["Rules", "List"]


def test_the_area_one_is_in_is_marked():
    _, inside = navigation.areas_of(Person(), "/list/search/")
    assert (inside["active"], inside["current"]) == (True, False)
    _, at = navigation.areas_of(Person(), "/list/")
    assert at["current"]


def test_so_is_the_area_that_owns_a_page_that_stands_elsewhere():
    navigation.register("List", "list", lambda user: True, order=2, owns=["keep-alive"])
    for below in ("", "more/"):
        shown = navigation.areas_of(Person(), f"{reverse('keep-alive')}{below}")
        marked = [(area["label"], area["current"]) for area in shown if area["active"]]
        assert marked == [("List", False)]


def test_nobody_has_none():
    assert navigation.areas_of(AnonymousUser(), "/") == []
    assert navigation.areas_of(None, "/") == []


def test_a_mistyped_address_is_a_fault_and_no_missing_area():
    navigation.register("Unbuilt", "no-such-name", lambda user: True)
    with pytest.raises(NoReverseMatch):
        navigation.areas_of(Person(), "/")
