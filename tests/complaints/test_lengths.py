"""How long the law gives is read from its rules, wherever a page or form says it."""

from datetime import date

import pytest
from django.urls import reverse

from casework import deadlines
from complaints.models import law
from complaints.rules.law import Law
from complaints.rules.regimes import Forum, Regime, Severity
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def text(role, name, *args):
    page = signed_in(user_with_role(role)).get(reverse(f"complaints:{name}", args=args))
    assert page.status_code == 200
    return page.content.decode()


def test_a_length_is_said_as_its_rule_has_it():
    known = deadlines.load()
    assert known.length_of("appeal", on=TODAY) == "28 days"
    assert known.length_of("foi", on=TODAY) == "20 working days"
    assert known.length_of("foi", on=date(2004, 5, 1)) == ""  # before the Act


def test_the_register_says_how_long_there_is():
    shown = text("cst-manager", "appeal-register")
    assert "28 days from the day after the letter" in shown


def test_an_older_case_says_how_its_time_for_an_appeal_was_counted():
    case = whole_case(notified=True, decided=True, appeal_ends_on=TODAY)
    shown = text("cst-manager", "appeals", case.slug)
    assert "20 November 2026: 28 days from the day after the last letter." in shown


def test_what_nobody_answers_for_is_called_as_the_law_of_its_day_calls_it():
    known = law.load()
    assert known.nothing(date(2009, 1, 5)) == ("none", "none")
    assert known.nothing(None) == ("none", "none")
    day = date(2030, 1, 1)
    dated = {"from_on": day, "to_on": None}
    later = Regime(
        code="later",
        name="Later",
        severities=(
            Severity(code="grave", name="Grave"),
            Severity(code="clear", name="Cleared", breach=False),
        ),
        forums=(Forum(code="end", name="The end", kind="nothing"),),
        **dated,
    )
    assert Law(regimes=(later,)).nothing(day) == ("clear", "end")
