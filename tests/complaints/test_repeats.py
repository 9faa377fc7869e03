"""Repeat complainants: how many cases in how many months, told as a fact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.forms.matching import matches
from complaints.forms.repeating import rule_on
from complaints.models import RepeatRule
from complaints.rules.regimes import last_day
from complaints.rules.repeats import most_within
from tests.complaints.case_pages import sign_in, text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    ConflictFactory,
    PersonFactory,
)

DAY = date(2026, 9, 1)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


class TestMostWithin:
    @pytest.mark.parametrize(
        ("days", "within"),
        [
            ([], 0),
            ([date(2026, 9, 1)], 1),
            ([date(2025, 9, 1), date(2026, 9, 1)], 1),  # a year and a day
            ([date(2025, 9, 2), date(2026, 9, 1)], 2),  # twelve months to the day
            ([date(2026, 9, 1), date(2026, 9, 1)], 2),
            ([date(2026, 3, 1), date(2026, 9, 1), date(2027, 2, 28)], 3),
            ([date(2026, 3, 1), date(2026, 9, 1), date(2027, 3, 1)], 2),
            ([date(2027, 1, 1), date(2027, 1, 2)], 0),  # none before or on the day
        ],
    )
    def test_counts_months_from_the_first(self, days, within):
        assert len(most_within(days, around=DAY, months=12)) == within

    @given(days=st.lists(DAYS, max_size=8), around=DAYS, months=st.integers(1, 24))
    def test_no_other_window_around_the_day_holds_more(self, days, around, months):
        found = most_within(days, around=around, months=months)
        best = 0
        for first in (around - timedelta(n) for n in range(800)):
            last = last_day(first, months)
            if around <= last:
                within = [day for day in days if first <= day <= last]
                starts = [day for day in within if day <= around]
                best = max(best, len(within) if starts else 0)
        assert len(found) == best


pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(surname="Quartermain", forenames="Ada")


def case_of(person, received_on, **fields):
    case = CaseFactory(received_on=received_on, **fields)
    ComplainantFactory(case=case, person=person, number=1)
    return case


class TestOnThePeoplePage:
    def test_three_in_a_year_are_told_with_the_cases(self, client, officer, person):
        cases = [case_of(person, DAY - timedelta(days=30 * n)) for n in range(3)]
        page = text(client, cases[1], "people/")
        assert "<strong>Repeat complainant</strong>: 3 cases in 12 months" in page
        assert "no ground to take this complaint less seriously" in page
        assert "a figure of this house" in page
        assert f"{cases[1].reference}, this case" in page
        for case in cases:
            assert case.reference in page
        assert "They may have complained before" not in page

    def test_two_are_not(self, client, officer, person):
        cases = [case_of(person, DAY - timedelta(days=30 * n)) for n in range(2)]
        case_of(person, DAY - timedelta(days=800))
        assert "Repeat complainant" not in text(client, cases[0], "people/")

    @pytest.mark.parametrize("why", ["conflict", "restricted"])
    def test_a_case_out_of_reach_makes_no_pattern(self, client, person, why):
        user = sign_in(client, "cst-officer")
        seen = [case_of(person, DAY), case_of(person, DAY)]
        hidden = case_of(person, DAY, restricted=why == "restricted")
        if why == "conflict":
            ConflictFactory(case=hidden, user=user)
        page = text(client, seen[0], "people/")
        assert "Repeat complainant" not in page
        assert hidden.reference not in page

    def test_people_without_a_name_are_no_one_person(self, client, officer):
        nobody = PersonFactory(surname="", forenames="")
        cases = [case_of(nobody, DAY) for _ in range(3)]
        assert "Repeat complainant" not in text(client, cases[0], "people/")

    def test_an_undated_case_makes_none(self, client, officer, person):
        fields = {"incident_on": None, "origin": "legacy"}
        cases = [case_of(person, None, **fields) for _ in range(3)]
        assert "Repeat complainant" not in text(client, cases[0], "people/")

    def test_by_the_rule_of_the_day(self, client, officer, person):
        rule = RepeatRule.objects.get(code="repeat-complainant")
        rule.to_on = DAY - timedelta(days=1)
        rule.save()
        assert rule_on(DAY) is None
        cases = [case_of(person, DAY) for _ in range(3)]
        assert "Repeat complainant" not in text(client, cases[0], "people/")


class TestAtIntake:
    def test_the_case_that_comes_in_counts(self, person):
        user = user_with_role("cst-officer")
        case_of(person, DAY)
        details = {"surname": "Quartermain"}
        assert matches(details, user, on=DAY)[0].repeat is None
        case_of(person, DAY)
        match = matches(details, user, on=DAY)[0]
        assert "Repeat complainant: with this one, 3 cases in 12" in match.description
        assert len(match.repeat.cases) == 2

    def test_without_a_day_nothing_is_said(self, person):
        for _ in range(3):
            case_of(person, DAY)
        found = matches({"surname": "Quartermain"}, user_with_role("cst-officer"))
        assert found[0].repeat is None
