"""Filters of the list of cases: each finds what it says, and nothing is misread."""

from datetime import date

import pytest
from django.http import QueryDict

from casework import deadlines
from complaints.filters import CaseList
from pages.refusals import BadInput
from tests.factories.accounts import UserFactory, user_with_role
from tests.factories.complaints import (
    AssessmentFactory,
    CaseFactory,
    CaseTagFactory,
    OutcomeFactory,
)
from tests.factories.organisation import MembershipFactory, UnitFactory
from tests.factories.papers import LegacyRecordFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)


@pytest.fixture
def officer():
    return user_with_role("cst-officer")


def listed(user, query=""):
    days = deadlines.load().days
    return CaseList(user, QueryDict(query), today=TODAY, days=days)


def found(user, query):
    return set(listed(user, query).filters.qs)


class TestEachFilter:
    def test_kind(self, officer):
        conduct = CaseFactory(kind="CM", conduct_source="report")
        complaint = CaseFactory()
        assert found(officer, "kind=CM") == {conduct}
        assert found(officer, "kind=CM&kind=PC") == {conduct, complaint}

    def test_state(self, officer):
        reported = CaseFactory(reported=True)
        closed = CaseFactory(withdrawn=True)
        CaseFactory()
        assert found(officer, "state=reported") == {reported}
        assert found(officer, "state=closed") == {closed}
        assert found(officer, "state=reported&state=closed") == {reported, closed}

    def test_any_open_state(self, officer):
        received = CaseFactory()
        CaseFactory(finalised=True)
        assert found(officer, "state=open") == {received}

    def test_clock(self, officer):
        late = CaseFactory(next_due_on=date(2026, 9, 30))
        today = CaseFactory(next_due_on=TODAY)
        soon = CaseFactory(next_due_on=date(2026, 10, 6))
        later = CaseFactory(next_due_on=date(2026, 10, 7))
        CaseFactory()  # no date set
        CaseFactory(withdrawn=True, next_due_on=date(2026, 9, 1))
        assert found(officer, "clock=late") == {late}
        assert found(officer, "clock=due_soon") == {today, soon}
        assert found(officer, "clock=on_time") == {later}

    def test_time_for_an_appeal(self, officer):
        ends = {"appeal_ends_on": date(2026, 9, 30)}
        over = CaseFactory(notified=True, **ends)
        none = CaseFactory(notified=True, appeal_ends_on=None)
        last_day = CaseFactory(notified=True, appeal_ends_on=TODAY)
        CaseFactory(finalised=True, **ends)
        CaseFactory(determined=True)
        assert found(officer, "appeal=running") == {last_day}
        assert found(officer, "appeal=over") == {over, none}
        assert found(officer, "appeal=over&state=finalised") == set()

    def test_unit(self, officer):
        case, other = CaseFactory(), CaseFactory()
        query = f"unit={case.responsible_unit.code}"
        assert found(officer, query) == {case}
        assert other not in found(officer, query)

    def test_my_units(self):
        unit = UnitFactory()
        inspector = user_with_role("team-inspector", unit)
        case = CaseFactory(responsible_unit=unit)
        CaseFactory()
        assert found(inspector, "unit=mine") == {case}

    def test_area_is_that_of_the_day_received(self, officer):
        unit, area = UnitFactory(), UnitFactory(area=True)
        MembershipFactory(unit=unit, group=area, to_on=date(2010, 3, 31))
        before = CaseFactory(responsible_unit=unit, received_on=date(2010, 3, 31))
        CaseFactory(responsible_unit=unit, received_on=date(2010, 4, 1))
        assert found(officer, f"area={area.code}") == {before}

    def test_undated_cases_stand_in_the_area_of_today(self, officer):
        unit, area = UnitFactory(), UnitFactory(family_group=True)
        MembershipFactory(unit=unit, group=area, kind="family_group")
        undated = CaseFactory(
            responsible_unit=unit, received_on=None, origin="legacy", incident_on=None
        )
        assert found(officer, f"area={area.code}") == {undated}

    def test_category_and_behaviour(self, officer):
        incivility = CaseFactory(categories=["U"])
        mixed = CaseFactory(categories=["C", "S"])
        CaseFactory()
        assert found(officer, "category=U") == {incivility}
        assert found(officer, "category=S") == {mixed}
        assert found(officer, "behaviour=Oppressive+behaviour") == {mixed}

    def test_handler(self, officer):
        handler = UserFactory(name="Ivy Quillon")
        mine = CaseFactory(handler=officer)
        hers = CaseFactory(handler=handler)
        nobodys = CaseFactory()
        assert found(officer, "handler=me") == {mine}
        assert found(officer, "handler=Nobody") == {nobodys}
        assert found(officer, "handler=quillon") == {hers}
        assert found(officer, f"handler={handler.email.upper()}") == {hers}
        assert found(officer, f"handler={handler.email[1:]}") == set()

    def test_authority(self, officer):
        decided = CaseFactory(determined=True, authority=UserFactory(name="Ada Verne"))
        CaseFactory()
        assert found(officer, "authority=verne") == {decided}

    def test_result(self, officer):
        outcome = OutcomeFactory(upheld=True, allegation__case__determined=True)
        OutcomeFactory(allegation__case__determined=True)
        OutcomeFactory(upheld=True, allegation__case__investigating=True)  # reopened
        assert found(officer, "result=upheld") == {outcome.allegation.case}

    def test_risk_is_the_highest_of_the_latest_assessment(self, officer):
        raised, lowered = CaseFactory(), CaseFactory()
        AssessmentFactory(case=raised)
        AssessmentFactory(case=raised, number=2, risk_officers="high")
        AssessmentFactory(case=lowered, risk_public="high")
        AssessmentFactory(case=lowered, number=2, risk_public="medium")
        assert found(officer, "risk=high") == {raised}
        assert found(officer, "risk=medium") == {lowered}
        assert found(officer, "risk=low") == set()

    def test_channel_and_confidentiality(self, officer):
        letter = CaseFactory(channel="letter", confidentiality="official")
        CaseFactory()
        assert found(officer, "channel=letter") == {letter}
        assert found(officer, "confidentiality=official") == {letter}

    def test_dates(self, officer):
        case = CaseFactory(received_on=date(2026, 3, 31))
        CaseFactory(received_on=date(2026, 5, 1))
        undated = CaseFactory(received_on=None, incident_on=None, origin="legacy")
        query = "received_from=31/03/2026&received_to=2026-03-31"
        assert found(officer, query) == {case}
        assert undated not in found(officer, "received_to=01/06/2026")
        assert found(officer, "incident_from=28/03/2026&incident_to=30/03/2026") == {
            case
        }

    def test_events_in_and_out(self, officer):
        tagged = CaseTagFactory().case
        plain = CaseFactory()
        assert found(officer, "tag=g20-2009") == {tagged}
        assert found(officer, "without_tag=g20-2009") == {plain}

    def test_origin_and_faults(self, officer):
        faulty = LegacyRecordFactory().case
        clean = LegacyRecordFactory(faults=[]).case
        CaseFactory()
        assert found(officer, "origin=legacy") == {faulty, clean}
        assert found(officer, "origin=faults") == {faulty}

    def test_several_filters_narrow(self, officer):
        case = CaseFactory(categories=["U"], channel="letter")
        CaseFactory(categories=["U"])
        CaseFactory(channel="letter")
        assert found(officer, "category=U&channel=letter") == {case}


class TestStrictness:
    @pytest.mark.parametrize(
        "query", ["colour=red", "kind__in=PC", "unit=a&unit=b", "order=received"]
    )
    def test_refuses_what_it_does_not_know(self, officer, query):
        with pytest.raises(BadInput):
            listed(officer, query)

    @pytest.mark.parametrize("query", ["sort=name", "sort=--due", "per_page=7"])
    def test_refuses_an_unknown_order_or_size(self, officer, query):
        with pytest.raises(BadInput):
            assert listed(officer, query).page

    @pytest.mark.parametrize(
        "query", ["kind=XX", "unit=nowhere", "received_from=31/02/2026", "clock=x"]
    )
    def test_a_wrong_value_finds_nothing_and_says_why(self, officer, query):
        CaseFactory()
        wrong = listed(officer, query)
        assert not wrong.filters.is_valid()
        assert not wrong.filters.qs.exists()
        with pytest.raises(BadInput):
            wrong.filters.check()

    def test_a_period_ends_after_it_begins(self, officer):
        wrong = listed(officer, "received_from=02/03/2026&received_to=01/03/2026")
        assert "received_to" in wrong.filters.form.errors


class TestClasses:
    """A filter of a class is for those who see that class."""

    @pytest.mark.parametrize(
        "query",
        [
            *("state=open", "clock=late", "handler=me", "risk=high", "sort=due"),
            "appeal=over",
        ],
    )
    def test_a_member_of_the_authority_cannot_ask_what_is_official(self, query):
        member = user_with_role("mpa-member")
        with pytest.raises(BadInput):
            assert listed(member, query).page

    def test_but_may_ask_what_is_public(self):
        case = CaseFactory(categories=["U"])
        CaseFactory()
        assert found(user_with_role("mpa-member"), "category=U&sort=reference") == {
            case
        }

    def test_a_second_role_does_not_open_other_units(self):
        """Public everywhere, official in one unit: only that unit is filtered."""
        unit = UnitFactory()
        user = user_with_role("mpa-member")
        user_with_role("champion", unit)
        user.postings.create(role="champion", unit=unit, from_on=date(2015, 1, 1))
        ours = CaseFactory(responsible_unit=unit)
        theirs = CaseFactory()
        assert found(user, "") == {ours, theirs}
        assert found(user, "state=received") == {ours}

    def test_a_champion_is_offered_own_units_only(self):
        unit = UnitFactory()
        other = UnitFactory()
        champion = user_with_role("champion", unit)
        assert not listed(champion, f"unit={other.code}").filters.is_valid()
        assert listed(champion, f"unit={unit.code}").filters.is_valid()


class TestWords:
    def test_chips_say_what_is_in_force_and_lead_to_the_list_without(self, officer):
        chips = listed(officer, "kind=PC&state=open&handler=me").filters.chips
        assert [chip.words for chip in chips] == [
            "Public complaint",
            "Any open state",
            "Handler: me",
        ]
        assert chips[0].url == "?state=open&handler=me"

    def test_the_panel_opens_the_groups_in_use(self, officer):
        groups = {
            group["title"]: group["open"]
            for group in listed(officer, "handler=me").filters.groups
        }
        assert groups["Who"]
        assert not groups["When"]


class TestLength:
    """A short list is found first and then put in order; a long one is not."""

    @pytest.fixture(params=[1, 1_000], ids=["long", "short"], autouse=True)
    def few(self, request, monkeypatch):
        monkeypatch.setattr("complaints.filters.lists.FEW", request.param)
        return request.param

    def test_is_ordered_alike_and_counted_to_its_cap(self, officer, few):
        cases = [
            CaseFactory(channel="letter", received_on=date(2026, 9, day))
            for day in (2, 3, 1)
        ]
        CaseFactory()
        page = listed(officer, "channel=letter&sort=received").page
        assert list(page) == [cases[2], cases[0], cases[1]]
        assert page.count_text == ("3" if few > 3 else "1+")

    def test_neighbours_are_the_same(self, officer):
        first, second = CaseFactory(channel="letter"), CaseFactory(channel="letter")
        found = listed(officer, "channel=letter&sort=reference")
        assert found.neighbours(first) == (None, second)


class TestNeighbours:
    def test_walk_the_list_in_its_order(self, officer):
        first, middle, last = (
            CaseFactory(received_on=date(2026, 9, day)) for day in (3, 2, 1)
        )
        found = listed(officer, "")
        assert found.neighbours(middle) == (first, last)
        assert found.neighbours(first) == (None, middle)

    def test_a_case_that_left_the_list_still_has_them(self, officer):
        first = CaseFactory(received_on=date(2026, 9, 3))
        left = CaseFactory(received_on=date(2026, 9, 2), withdrawn=True)
        last = CaseFactory(received_on=date(2026, 9, 1))
        assert listed(officer, "state=open").neighbours(left) == (first, last)
