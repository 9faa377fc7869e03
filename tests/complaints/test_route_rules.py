"""When a dispensation may be applied for, what stood still, and which route is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules.routes import (
    ApplicationFacts,
    check_application,
    days_stopped,
    latest_for_dispensation,
    route_after,
)
from complaints.workflow import Status

DAYS = st.dates(date(2004, 4, 1), date(2030, 12, 31))


def _facts(**changes):
    usual = {
        "grounds": ["out-of-time"],
        "complained_on": date(2026, 9, 1),
        "latest_incident_on": date(2025, 8, 31),
        "no_good_reason": True,
        "injustice": None,
    }
    return ApplicationFacts(**usual | changes)


class TestOutOfTime:
    @given(incident_on=DAYS, complained_on=DAYS)
    def test_more_than_twelve_months_as_a_calendar_counts_them(
        self, incident_on, complained_on
    ):
        """Twelve months after an incident is the same day of the next year."""
        over = (incident_on.year + 1, incident_on.month, incident_on.day)
        later = (complained_on.year, complained_on.month, complained_on.day)
        assert (incident_on <= latest_for_dispensation(complained_on)) == (over < later)

    @given(incident_on=DAYS, complained_on=DAYS)
    def test_twelve_months_alone_are_never_enough(self, incident_on, complained_on):
        facts = _facts(
            complained_on=complained_on,
            latest_incident_on=incident_on,
            no_good_reason=False,
            injustice=False,
        )
        assert check_application(facts)

    def test_it_says_that_they_are_not(self):
        (problem,) = check_application(_facts(no_good_reason=None))
        assert problem.sentence == (
            "More than 12 months alone are not enough: there must also be no good "
            "reason for the delay, or injustice must be likely."
        )

    @pytest.mark.parametrize("reason", ["no_good_reason", "injustice"])
    def test_either_reason_is_enough_beside_them(self, reason):
        nothing = {"no_good_reason": False, "injustice": False}
        assert check_application(_facts(**nothing | {reason: True})) == []

    def test_twelve_months_to_the_day_are_not_more(self):
        (problem,) = check_application(_facts(latest_incident_on=date(2025, 9, 1)))
        assert "no more than 12 months lie between" in problem.sentence

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"grounds": []}, "Select the grounds"),
            ({"latest_incident_on": None}, "Enter the date of the latest incident"),
            ({"complained_on": None}, "It is not known when the complaint"),
        ],
    )
    def test_what_is_not_known_is_asked_for(self, changes, said):
        (problem,) = check_application(_facts(**changes))
        assert problem.sentence.startswith(said)

    def test_other_grounds_ask_for_no_dates(self):
        assert check_application(_facts(grounds=["anonymous"])) == []


@given(began=DAYS, lasted=st.integers(0, 400), later=st.integers(0, 400))
def test_the_time_that_stood_still_is_counted_to_today(began, lasted, later):
    ended = began + timedelta(days=lasted)
    today = ended + timedelta(days=later)
    assert days_stopped([(began, ended)], today=today) == lasted
    assert days_stopped([(ended, None)], today=today) == later


@pytest.mark.parametrize("status", Status.values)
def test_a_case_keeps_its_route_only_where_the_state_says_no_other(status):
    after = route_after(status, "local_resolution")
    kept = {"determined", "notified", "finalised", "withdrawn", "sub_judice"}
    if status in kept | {"resolving"}:
        assert after == "local_resolution"
    else:
        assert after != "local_resolution"
