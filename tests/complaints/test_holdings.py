"""Which unit held a case from when to when, and how long units hold cases."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework import guard
from complaints import actions
from complaints.filters.holdings import held_now, held_of, passed_on
from complaints.models import Allocation
from complaints.rules.holdings import Handover, holdings, totals
from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, ConflictFactory
from tests.factories.organisation import UnitFactory

START = date(2026, 3, 2)


def on(days):
    return START + timedelta(days=days)


def spans(found):
    return [(each.unit, each.from_on, each.to_on, each.days) for each in found]


class TestRule:
    def test_never_handed_over(self):
        assert spans(holdings(START, [], now=1, until=on(40))) == [(1, START, None, 40)]

    def test_one_after_another_and_back(self):
        given = [Handover(on(5), 1, 2), Handover(on(9), 2, 3), Handover(on(30), 3, 2)]
        found = holdings(START, given, now=2, until=on(42))
        assert spans(found) == [
            (1, START, on(5), 5),
            (2, on(5), on(9), 4),
            (3, on(9), on(30), 21),
            (2, on(30), None, 12),
        ]
        assert totals(found) == {1: 5, 2: 16, 3: 21}

    def test_a_new_handler_in_the_same_unit_hands_nothing_over(self):
        given = [Handover(on(5), 1, 2), Handover(on(9), 2, 2)]
        found = holdings(START, given, now=2, until=on(10))
        assert spans(found) == [(1, START, on(5), 5), (2, on(5), None, 5)]

    def test_before_what_was_imported_nobody_knows(self):
        found = holdings(START, [Handover(on(5), None, 2)], now=2, until=on(6))
        assert spans(found) == [(None, START, on(5), 5), (2, on(5), None, 1)]

    def test_days_out_of_order_count_for_nothing(self):
        found = holdings(START, [Handover(on(-3), 1, 2)], now=2, until=on(-1))
        assert [each.days for each in found] == [0, 0]


@pytest.fixture
def units():
    return UnitFactory(team=True), UnitFactory(team=True)


def handed_over(case, source, target, days_ago, number=1):
    at = timezone.now() - timedelta(days=days_ago)
    with guard.writing("test"):
        return Allocation.objects.create(
            case=case,
            number=number,
            by=user_with_role("team-inspector"),
            at=at,
            from_unit=source,
            unit=target,
        )


@pytest.mark.django_db
class TestOfCases:
    def case(self, unit, days_ago=30, **fields):
        received = timezone.localdate() - timedelta(days=days_ago)
        return CaseFactory(
            responsible_unit=unit,
            received_on=received,
            incident_on=received,
            **fields,
        )

    def test_allocating_says_whence_it_came(self, units):
        first, second = units
        case = CaseFactory(assessed=True, responsible_unit=first)
        inspector = user_with_role("team-inspector")
        actions.allocate(
            case=case,
            by=inspector,
            at=timezone.now(),
            version=case.version,
            unit=second,
        )
        row = case.allocations.get()
        assert (row.from_unit, row.unit) == (first, second)
        found, names = held_of(case, until=timezone.localdate())
        assert [names[each.unit] for each in found] == [first.name, second.name]

    def test_what_a_unit_has_and_what_it_passed_on(self, units):
        first, second = units
        today, inspector = timezone.localdate(), user_with_role("team-inspector")
        case = self.case(second)
        handed_over(case, first, second, 10)
        kept = self.case(first, 20)
        assert held_now(inspector, second, today).median == 10
        assert held_now(inspector, first, today).longest == 20
        assert passed_on(inspector, first, today).median == 20
        assert passed_on(inspector, second, today).cases == 0
        ConflictFactory(case=kept, user=inspector)
        reader = type(inspector).objects.get(pk=inspector.pk)
        assert held_now(reader, first, today).cases == 0

    def test_a_case_that_came_back_counts_from_then(self, units):
        first, second = units
        case = self.case(first, 60)
        handed_over(case, first, second, 50)
        handed_over(case, second, first, 10, number=2)
        today, inspector = timezone.localdate(), user_with_role("team-inspector")
        assert held_now(inspector, first, today).longest == 10
        assert passed_on(inspector, second, today).longest == 40

    def test_what_was_passed_on_long_ago_is_not_counted(self, units):
        first, second = units
        handed_over(self.case(second, 400), first, second, 200)
        assert not passed_on(
            user_with_role("team-inspector"), first, timezone.localdate()
        ).cases

    def test_the_page_of_clocks_and_the_workload_say_it(self, client, units):
        first, second = units
        case = self.case(second, assessed=True)
        handed_over(case, first, second, 10)
        client.force_login(user_with_role("team-inspector", second))
        page = text(client.get(f"{case.get_absolute_url()}clocks/"))
        assert "Time with each unit" in page
        assert "20 days" in page
        assert "10 days" in page
        page = text(client.get("/workload/", {"unit": second.code}))
        assert "1 open case: 10 days in the middle, 10 at most" in page

    def test_a_closed_case_is_held_until_its_end(self, client, units):
        case = CaseFactory(finalised=True, responsible_unit=units[0])
        client.force_login(user_with_role("team-inspector", units[0]))
        page = text(client.get(f"{case.get_absolute_url()}clocks/"))
        assert "Still there" not in page
        assert f"{(case.finalised_on - case.received_on).days} days" in page
