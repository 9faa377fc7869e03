"""Appeals to the IPCC: until when, on what grounds, and what they hold up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import trail
from casework import deadlines, guard
from complaints import rules
from complaints.actions.inputs import NewDirection
from complaints.models import Appeal, CaseClock, HandlingRoute, Outcome
from complaints.models.choices import AppealKind
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import again, case_with, inspector
from tests.complaints.ipcc_appeals import TODAY, decide, lodge, waits_for
from tests.complaints.sending import signed_in
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.appeals import AppealFactory, DirectionFactory
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    result,
    whole_case,
)
from tests.factories.ipcc import ReferralFactory
from tests.factories.papers import LetterFactory

pytestmark = pytest.mark.django_db


@given(
    letter_on=st.dates(date(2004, 4, 1), date(2030, 12, 1)),
    after=st.integers(0, 60),
)
def test_the_window_is_28_days_from_the_day_after_the_letter(letter_on, after):
    """Against a count by hand: the day after the letter is day 1."""
    last_on = deadlines.load().of_matter(
        "appeal", starts_on=letter_on, noticed_on=letter_on
    )
    day, counted = letter_on, 0
    while counted < 28:
        day += timedelta(days=1)
        counted += 1
    assert last_on.due_on == day
    received_on = letter_on + timedelta(days=after)
    assert rules.is_in_time(received_on, last_on.due_on) is (after <= 28)
    appeal = AppealFactory.build(
        case=None, complainant=None, by=None, received_on=received_on, last_on=day
    )
    assert appeal.is_late is (after > 28)


class TestLodging:
    def test_it_answers_the_last_letter_of_its_kind_to_whoever_appeals(self):
        case = case_with(notified=True)
        complainant = case.complainants.get()
        for dated_on in (date(2026, 9, 22), date(2026, 10, 30)):
            LetterFactory(case=case, complainant=complainant, dated_on=dated_on)
        other = ComplainantFactory(case=case, number=2)
        LetterFactory(case=case, complainant=other, dated_on=date(2026, 11, 10))
        appeal = lodge(case)
        assert appeal.letter_on == date(2026, 10, 30)
        assert appeal.last_on == date(2026, 11, 27)
        assert not appeal.is_late

    def test_a_late_one_is_recorded_and_says_so(self):
        case = case_with(notified=True)
        appeal = lodge(case, letter_on=TODAY - timedelta(days=29))
        assert appeal.is_late
        assert appeal.status == "lodged"
        assert "1 day after the last day" in appeal.received_on_words
        assert "for the IPCC to decide" in appeal.received_on_words

    def test_its_time_ends_when_it_comes(self):
        case = case_with(determined=True)
        case = DO["notify"](again(case), user_with_role("cst-officer"), NOW, 4)
        clock = CaseClock.objects.get(case=case, code="appeal")
        assert (clock.of, clock.starts_on) == ("complainant 1", TODAY)
        assert clock.due_on == case.appeal_ends_on == TODAY + timedelta(days=28)
        lodge(case)
        clock.refresh_from_db()
        assert clock.ended == "done"

    def test_each_complainant_has_a_time_of_their_own(self):
        case = case_with(determined=True)
        ComplainantFactory(case=case, number=2)
        DO["notify"](again(case), user_with_role("cst-officer"), NOW, 4)
        clocks = CaseClock.objects.filter(case=case, code="appeal")
        assert {each.of for each in clocks} == {"complainant 1", "complainant 2"}

    @pytest.mark.parametrize(
        ("state", "kind"),
        [("notified", "recording"), ("not_recorded", "investigation")],
    )
    def test_its_kind_fits_what_was_decided(self, state, kind):
        case = case_with(**{state: True})
        with pytest.raises(BadInput, match="does not fit here") as refused:
            lodge(case, kind=kind)
        assert refused.value.field == "kind"

    @pytest.mark.parametrize(
        ("route", "kind", "other"),
        [
            ("local_resolution", "resolution", "investigation"),
            ("investigation", "investigation", "resolution"),
        ],
    )
    def test_its_kind_fits_the_route_by_the_law_of_its_day(self, route, kind, other):
        case = case_with(notified=True, route=route)
        with pytest.raises(BadInput, match="does not fit here: .* is handled by"):
            lodge(case, kind=other)
        assert lodge(case, kind=kind).kind == kind

    def test_what_was_resolved_locally_is_appealed_whatever_route_it_came_by(self):
        case = case_with(notified=True, route="investigation")
        with guard.writing("test"):
            rows = Outcome.objects.filter(allegation__case=case)
            rows.update(result=result("locally-resolved"))
        assert lodge(case, kind="resolution").kind == AppealKind.RESOLUTION

    def test_not_where_the_law_of_its_day_has_no_such_appeal(self):
        HandlingRoute.objects.filter(code="local_resolution").update(appeal="")
        case = case_with(notified=True, route="local_resolution")
        with pytest.raises(WrongState, match="The law knows no appeal against how"):
            lodge(case, kind="resolution")

    @pytest.mark.parametrize("route", ["direction_and_control", "dispensation"])
    def test_nor_against_a_route_that_has_none(self, route):
        case = case_with(notified=True, route=route)
        with pytest.raises(WrongState, match="The law knows no appeal against how"):
            lodge(case)

    @pytest.mark.parametrize("state", ["investigating", "determined", "withdrawn"])
    def test_there_is_something_to_appeal_against(self, state):
        case = case_with(**{state: True})
        with pytest.raises(WrongState, match="Nothing has been decided"):
            lodge(case)

    def test_nobody_appeals_in_a_conduct_matter(self):
        case = case_with(notified=True, conduct=True)
        with pytest.raises(WrongState, match="nobody can appeal"):
            lodge(case, complainant=None)

    def test_who_appeals_complains_in_the_case(self):
        case = case_with(notified=True)
        stranger = ComplainantFactory(case=CaseFactory())
        with pytest.raises(BadInput, match="a complainant of this case"):
            lodge(case, complainant=stranger)

    @pytest.mark.parametrize("grounds", [[], ["process"], ["findings", "unheard-of"]])
    def test_its_grounds_are_those_of_its_kind(self, grounds):
        with pytest.raises(BadInput, match="grounds of this kind"):
            lodge(case_with(notified=True), grounds=grounds)

    def test_one_may_come_after_the_case_was_finalised(self):
        case = case_with(finalised=True)
        assert lodge(case).status == "lodged"
        assert again(case).status == "finalised"

    def test_against_not_recording(self):
        case = case_with(not_recorded=True)
        assert lodge(case, kind="recording").kind == AppealKind.RECORDING

    def test_declining_begins_its_time(self):
        case = whole_case(version=4)
        DO["decline"](again(case), user_with_role("cst-officer"), NOW, 4)
        clock = CaseClock.objects.get(case=case, code="appeal")
        assert clock.due_on == TODAY + timedelta(days=28)


class TestFinalising:
    def test_it_waits_for_the_window(self):
        case = case_with(notified=True, appeal_ends_on=TODAY)
        assert "the end of the time for an appeal" in waits_for(case)

    def test_for_an_undecided_appeal(self):
        case = case_with(notified=True)
        AppealFactory(case=case)
        assert "the IPCC's decision on 1 appeal" in waits_for(case)
        with pytest.raises(WrongState, match="the IPCC's decision on 1 appeal"):
            DO["finalise"](again(case), user_with_role("cst-manager"), NOW, 4)

    def test_for_a_direction(self):
        case = case_with(notified=True)
        DirectionFactory(case=case)
        assert "1 direction of the IPCC" in waits_for(case)

    def test_not_for_those_that_are_done(self):
        case = case_with(notified=True)
        DirectionFactory(case=case, carried_out=True)
        assert "IPCC" not in waits_for(case)

    @pytest.mark.parametrize("mode", ["managed", "independent"])
    def test_there_is_no_window_where_no_appeal_lies(self, mode):
        case = case_with(determined=True)
        ReferralFactory(case=case, number=1, decided=True, mode=mode)
        case = DO["notify"](again(case), user_with_role("cst-officer"), NOW, 4)
        assert case.appeal_ends_on is None
        assert not CaseClock.objects.filter(case=case, code="appeal").exists()
        DO["finalise"](again(case), user_with_role("cst-manager"), NOW, 5)
        assert again(case).status == "finalised"


def test_a_whole_appeal_stands_in_the_trail():
    """Each step once, the last one first."""
    case = case_with(notified=True)
    lodge(case)
    decide(case, directions=[NewDirection("apology", "Write.")])
    assert Appeal.objects.filter(case=case).count() == 1
    events = [each.event for each in trail.history_of(case)]
    assert events == ["case.decide-appeal", "case.lodge-appeal"]


def test_pages_say_until_when_and_what_waits():
    case = case_with(determined=True)
    DO["notify"](again(case), user_with_role("cst-officer"), NOW, 4)
    lodge(case)
    client = signed_in(inspector(case))
    url = case.get_absolute_url()
    shown = client.get(f"{url}appeals/").content.decode()
    assert "Until when they may appeal" in shown
    assert "Why this date?" in shown
    assert str(case.complainants.get().person) in shown
    assert "The IPCC has not decided 1 appeal." in client.get(url).content.decode()
    log = client.get(f"{url}decisions/").content.decode()
    assert "Appeal 1 against the outcome of the investigation" in log


@pytest.mark.parametrize("mode", ["managed", "independent"])
def test_a_page_says_where_no_appeal_lies(mode):
    case = case_with(notified=True)
    ReferralFactory(case=case, number=1, decided=True, mode=mode)
    page = signed_in(inspector(case)).get(f"{case.get_absolute_url()}appeals/")
    assert "No appeal lies" in page.content.decode()
