"""Tags, dates and money in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.formats import date_format

from pages.templatetags import components


def test_a_tag_escapes_its_words():
    assert components.tag("<b>", "late") == (
        '<strong class="govuk-tag govuk-tag--red">&lt;b&gt;</strong>'
    )


def test_an_unknown_tone_is_grey():
    assert "govuk-tag--grey" in components.tag("Odd", "odd")


@pytest.mark.parametrize("clock", components.CLOCKS)
def test_every_clock_has_words(clock):
    assert components.CLOCKS[clock][0] in components.clock_tag(clock)
    assert "in 2 days" in components.clock_tag(clock, "in 2 days")


MOMENT = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("day", date(2026, 11, 21), "21 November 2026"),
        ("short_day", date(2026, 11, 21), "21 Nov 2026"),
        ("weekday", date(2026, 11, 24), "Tuesday 24 November 2026"),
        ("day", MOMENT, "2 July 2026"),
        ("moment", MOMENT, "2 July 2026 at 00:30"),
        ("short_moment", MOMENT, "2 Jul 2026, 00:30"),
        ("day", None, ""),
        ("money", None, ""),
        ("money", Decimal("1250.00"), "£1,250"),
        ("money", Decimal("1250.5"), "£1,250.50"),
        ("money", -3, "-£3"),
    ],
)
def test_values_are_said_as_people_say_them(name, value, words):
    assert getattr(components, name)(value) == words


def test_dates_in_templates_are_british_without_a_filter():
    assert date_format(date(2026, 11, 1)) == "1 November 2026"
    assert date_format(MOMENT, "SHORT_DATETIME_FORMAT") == "1 Jul 2026, 23:30"
