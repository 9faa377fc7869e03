"""A final written warning that was extended counts to the last day of its extension."""

from datetime import date, timedelta

import pytest

from complaints import rules
from complaints.actions.proceedings import live_at_assessment
from complaints.models.imposed import live_codes, live_sanctions
from complaints.rules.regimes import last_day
from tests.complaints.hearing import with_hearing
from tests.factories.complaints import whole_case
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory

pytestmark = pytest.mark.django_db


class TestExtendedWarning:
    """A final written warning that was extended is one as long as its extension is."""

    def extended(self, member):
        """18 months from 1 January 2024, and 18 more."""
        first = date(2024, 1, 1)
        until = last_day(first, 18)
        earlier = ProceedingFactory(case=whole_case(determined=True), told=True)
        row = ImposedSanctionFactory(
            case=earlier.case,
            number=1,
            proceeding=earlier,
            member=member,
            imposed_on=first,
            live_until=until,
        )
        ImposedSanctionFactory(
            case=earlier.case,
            number=2,
            proceeding=earlier,
            member=member,
            sanction="final-written-warning-extended",
            sanction_name="Extension of the final written warning",
            imposed_on=first + timedelta(days=100),
            live_until=last_day(until + timedelta(days=1), 18),
            extends=row,
        )

    def test_in_the_nineteenth_month(self, of_2008):
        told, row = with_hearing()
        self.extended(told.subject.member)
        on = date(2025, 7, 15)
        (live,) = live_sanctions(told.subject.member, on=on)
        assert live.sanction == "final-written-warning-extended"
        found = live_at_assessment(told.case, told.subject, "conduct", on=on)
        assert "final-written-warning" in found
        opened = of_2008.forums_open(to_answer=True, severity="misconduct", live=found)
        assert "hearing" in {forum.code for forum in opened}
        here = rules.Sitting(
            "hearing", "misconduct", on, found, {live.sanction: live.live_until}
        )
        offered = {one.code for one in rules.open_now(of_2008, here)}
        assert "dismissal-with-notice" in offered
        assert not offered & {"final-written-warning-extended", "final-written-warning"}

    def test_not_once_both_are_over(self):
        told, _ = with_hearing()
        self.extended(told.subject.member)
        assert (
            live_codes(live_sanctions(told.subject.member, on=date(2027, 1, 1))) == []
        )

    def test_an_extension_of_conduct_is_none_of_performance(self):
        told, _ = with_hearing()
        self.extended(told.subject.member)
        live = live_sanctions(told.subject.member, on=date(2025, 7, 15))
        assert live_codes(live, field="performance") == []
