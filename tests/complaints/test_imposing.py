"""How long what was imposed counts, and what an earlier one leaves open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import trail
from casework import guard
from complaints import actions, rules
from complaints.actions.proceedings import live_at_assessment
from complaints.models import ImposedSanction, law
from complaints.rules.regimes import Penalty, Regime, Sanction, last_day
from pages.refusals import BadInput
from tests.complaints.hearing import NOW, TODAY, WHY, Told, with_hearing
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    whole_case,
)
from tests.factories.proceedings import (
    ImposedSanctionFactory,
    ProceedingFactory,
    full_panel,
    warned,
)

days = st.dates(date(2008, 12, 1), date(2030, 12, 31))


FINAL = Sanction(
    code="final", name="Final", order=1, months_live=18, extendable_months=18
)
LONGER = Sanction(code="longer", name="Longer", order=2, months_live=18)
REGIME = Regime(
    code="r",
    name="R",
    from_on=date(2008, 12, 1),
    sanctions=(FINAL, LONGER),
    penalties=(
        Penalty(forum="h", sanction="final", from_on=date(2008, 12, 1)),
        Penalty(forum="h", sanction="longer", needs="final", from_on=date(2008, 12, 1)),
    ),
)


def sitting(now):
    return rules.Sitting("h", "gross", date(2010, 1, 1), list(now), now)


class TestLiveUntil:
    @given(days, st.integers(1, 36))
    def test_it_counts_whole_months(self, day, months):
        what = Sanction(code="w", name="W", order=1, months_live=months)
        until = what.live_until(day)
        after = until + timedelta(days=1)
        passed = (after.year - day.year) * 12 + after.month - day.month
        # Where a month has no such day, the warning ends with it.
        whole = passed == months and after.day == day.day
        assert whole or (passed == months + 1 and after.day == 1)

    @given(days)
    def test_an_extension_goes_on_where_the_warning_ends(self, day):
        ends = FINAL.live_until(day)
        until = rules.live_until(
            REGIME, LONGER, sitting({"final": ends}), imposed_on=day
        )
        assert until == last_day(ends + timedelta(days=1), 18)

    @given(days)
    def test_it_is_extended_once(self, day):
        now = {"final": day, "longer": day}
        (problem,) = rules.check_imposed(REGIME, "longer", sitting(now))
        assert problem.sentence == "A final is extended once, and it was."

    def test_nothing_live_is_nothing_to_extend(self):
        before = rules.Sitting("h", "gross", date(2010, 1, 1), ["final"], {})
        (problem,) = rules.check_imposed(REGIME, "longer", before)
        assert "No final is live now" in problem.sentence


@pytest.mark.django_db
class TestSanctions:
    """Every sanction, in every forum that sits, of every regime of the data."""

    def test_what_is_not_open_is_refused_with_its_sentence(self):
        refused = opened = 0
        for regime in law.load().regimes:
            for forum in regime.ruled_on():
                for level in regime.severities if forum.sits else ():
                    here = rules.Sitting(forum.code, level.code, regime.from_on, [], {})
                    offered = {one.code for one in rules.open_now(regime, here)}
                    for one in regime.sanctions:
                        problems = rules.check_imposed(regime, one.code, here)
                        assert bool(problems) == (one.code not in offered)
                        assert all(p.sentence.endswith(".") for p in problems)
                        refused += bool(problems)
                        opened += not problems
        assert refused > 20
        assert opened > 20

    def test_dismissal_for_misconduct_needs_a_live_final_warning(self):
        regime = law.load().regime_on(date(2026, 9, 1))
        for live, is_open in ((["final-written-warning"], True), ([], False)):
            here = rules.Sitting("hearing", "misconduct", date(2026, 9, 1), live, {})
            offered = {one.code for one in rules.open_now(regime, here)}
            assert ("dismissal-with-notice" in offered) == is_open


@pytest.mark.django_db
def test_an_earlier_warning_changes_what_is_open():
    told, row = with_hearing()
    earlier = ProceedingFactory(case=whole_case(determined=True), number=1, told=True)
    ImposedSanctionFactory(
        case=earlier.case,
        number=1,
        proceeding=earlier,
        member=told.subject.member,
        imposed_on=TODAY - timedelta(days=30),
    )
    full_panel(row)
    found = live_at_assessment(told.case, told.subject, "conduct", on=TODAY)
    assert found == ["final-written-warning"]


@pytest.mark.django_db
class TestLiveSince:
    """What opens dismissal for misconduct is a warning that still stands."""

    def held(self, **more):
        told = Told()
        given = {"severity": "misconduct", "severity_name": "Misconduct"} | more
        row = ProceedingFactory(case=told.case, number=1, held=True, **given)
        return told, row

    def dismiss(self, told, row):
        told.do(
            actions.impose_sanction,
            "hearings-office",
            number=row.number,
            concluded_on=row.held_on,
            sanction="dismissal-with-notice",
            sanction_reasons=WHY,
        )

    def test_one_struck_out_since_opens_nothing(self):
        told, row = self.held(live=["final-written-warning"])
        entered = warned(told.subject.member)
        actions.strike_earlier_sanction(
            by=user_with_role("hearings-office"),
            at=NOW,
            member=told.subject.member,
            number=entered.number,
            reason="Another officer's.",
        )
        with pytest.raises(BadInput, match="is open only where a final written"):
            self.dismiss(told, row)

    def test_nor_one_set_aside_since(self):
        told, row = self.held(live=["final-written-warning"])
        entered = warned(told.subject.member)
        with guard.writing("test"):
            ImposedSanction.objects.filter(pk=entered.pk).update(set_aside_on=TODAY)
        with pytest.raises(BadInput, match="is open only where a final written"):
            self.dismiss(told, row)

    def test_one_that_was_entered_after_the_opening_counts(self):
        told, row = self.held(live=[])
        warned(told.subject.member)
        self.dismiss(told, row)
        imposed = ImposedSanction.objects.get(proceeding=row)
        assert imposed.sanction == "dismissal-with-notice"
        row.refresh_from_db()
        assert row.live == ["final-written-warning"]  # what it rests on is kept
        told_of = trail.history_of(told.case)[0].changes
        assert told_of[f"{row.name} live"] == [[], ["final-written-warning"]]

    def test_but_not_one_that_came_after_it(self):
        told, row = self.held(live=[])
        later = row.opened_on + timedelta(days=1)
        warned(told.subject.member, imposed_on=later, notified_on=later)
        with pytest.raises(BadInput, match="is open only where a final written"):
            self.dismiss(told, row)
