"""The time for an appeal of each complainant, whatever becomes of the others'."""

from datetime import timedelta

import pytest

from complaints import actions
from complaints.models import CaseClock
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import again, case_with, do, inspector
from tests.complaints.ipcc_appeals import lodge
from tests.complaints.sending import signed_in
from tests.complaints.test_directions import directed
from tests.complaints.verbs import NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ComplainantFactory
from tests.factories.ipcc import ReferralFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def told(**fields):
    """A case in which two complainants were told the outcome today."""
    case = case_with(determined=True, **fields)
    ComplainantFactory(case=case, number=2)
    return do("notify", case)


def window(case, number):
    of = f"complainant {number}"
    return CaseClock.objects.filter(case=case, code="appeal", of=of).latest("number")


def second(case):
    return case.complainants.get(number=2)


def sent_again(case, party, dated_on):
    case = again(case)
    return actions.log_letter(
        case=case,
        by=user_with_role("cst-officer", case.responsible_unit),
        at=NOW + timedelta(days=9),
        version=case.version,
        kind="outcome",
        dated_on=dated_on,
        complainant=party,
    )


class TestWhileItIsTakenUpAgain:
    @pytest.fixture
    def case(self):
        case = told()
        lodge(case, complainant=case.complainants.get(number=1))
        directed(case, "reinvestigate", number=2)
        return do("reinvestigate", case)

    def test_another_complainant_keeps_their_time_and_may_appeal(self, case):
        assert window(case, 1).ended == "done"
        assert window(case, 2).runs
        appeal = lodge(case, complainant=second(case))
        assert (appeal.status, appeal.is_late) == ("lodged", False)
        assert window(case, 2).ended == "done"
        assert again(case).status == "investigating"

    @pytest.mark.parametrize("ended", ["", "passed"])
    def test_one_that_comes_late_is_recorded_too(self, case, ended):
        late = TODAY + timedelta(days=40)
        row = window(case, 2)
        done_on = row.due_on if ended else None
        CaseClock.objects.filter(pk=row.pk).update(ended=ended, done_on=done_on)
        appeal = lodge(
            case,
            complainant=second(case),
            received_on=late,
            at=NOW + timedelta(days=40),
        )
        assert appeal.is_late

    def test_of_the_kind_that_was_decided(self, case):
        with pytest.raises(BadInput, match="does not fit here"):
            lodge(case, complainant=second(case), kind="resolution")

    def test_the_page_offers_it(self, case):
        page = signed_in(inspector(case)).get(f"{case.get_absolute_url()}appeals/")
        assert "/lodge-appeal/" in page.content.decode()

    def test_not_once_nobody_has_time_left(self, case):
        lodge(case, complainant=second(case))
        with pytest.raises(WrongState, match="Nothing has been decided"):
            lodge(case, complainant=second(case))


def test_an_appeal_comes_while_the_case_stands_still():
    case = told()
    do("suspend-sub-judice", case)
    assert lodge(case).status == "lodged"


def test_not_where_it_stands_still_before_anybody_was_told():
    case = case_with(determined=True)
    do("suspend-sub-judice", case)
    with pytest.raises(WrongState, match="Nothing has been decided"):
        lodge(case)


class TestSentAgain:
    LATER = TODAY + timedelta(days=8)

    def test_it_begins_the_time_of_whoever_it_went_to(self):
        case = told()
        sent_again(case, second(case), self.LATER)
        rows = CaseClock.objects.filter(case=case, code="appeal").order_by("number")
        shown = [(row.of, row.ended, row.starts_on) for row in rows]
        assert shown == [
            ("complainant 1", "", TODAY),
            ("complainant 2", "dropped", TODAY),
            ("complainant 2", "", self.LATER),
        ]
        assert again(case).appeal_ends_on == self.LATER + timedelta(days=28)
        lodge(case, complainant=second(case), received_on=self.LATER, at=NOW_LATER)
        assert window(case, 2).ended == "done"

    def test_the_case_waits_for_whoever_was_told_last(self):
        case = told()
        sent_again(case, second(case), self.LATER)
        first = case.complainants.get(number=1)
        sent_again(case, first, TODAY + timedelta(days=3))
        assert window(case, 1).starts_on == TODAY + timedelta(days=3)
        assert again(case).appeal_ends_on == self.LATER + timedelta(days=28)

    @pytest.mark.parametrize("mode", ["managed", "independent"])
    def test_not_where_no_appeal_lies_by_its_mode(self, mode):
        case = case_with(determined=True)
        ReferralFactory(case=case, number=1, decided=True, mode=mode)
        do("notify", case)
        sent_again(case, case.complainants.get(), self.LATER)
        self.has_none(case)

    @pytest.mark.parametrize("route", ["dispensation", "direction_and_control"])
    def test_nor_by_its_route(self, route):
        case = told(route=route)
        sent_again(case, second(case), self.LATER)
        self.has_none(case)

    def has_none(self, case):
        assert not CaseClock.objects.filter(case=case, code="appeal").exists()
        assert again(case).appeal_ends_on is None

    def test_nor_for_somebody_who_has_appealed(self):
        case = told()
        lodge(case, complainant=second(case))
        sent_again(case, second(case), self.LATER)
        assert window(case, 2).ended == "done"

    def test_nor_for_an_older_letter(self):
        case = told()
        sent_again(case, second(case), TODAY - timedelta(days=1))
        assert window(case, 2).starts_on == TODAY

    def test_nor_before_anybody_was_told_nor_while_it_is_taken_up(self):
        case = case_with(determined=True)
        sent_again(case, case.complainants.get(), self.LATER)
        self.has_none(case)


NOW_LATER = NOW + timedelta(days=10)


class TestAfterARefusal:
    """What comes to nothing leaves the first steps the time that they have."""

    @pytest.mark.parametrize(
        ("state", "code"),
        [("recorded", "check"), ("checked", "assess"), ("assessed", "allocate")],
    )
    def test_of_a_dispensation_its_limits_begin_with_it(self, state, code):
        case = case_with(**{state: True})
        do("apply-dispensation", case)
        refused = do("refuse-dispensation", case, at=NOW_LATER)
        assert (refused.status, refused.next_due) == (state, code)
        clock = CaseClock.objects.get(case=case, code=code, ended="")
        assert clock.starts_on == NOW_LATER.date()
        assert clock.due_on > NOW_LATER.date()

    def test_they_run_on_from_there_whatever_is_done_to_the_case(self):
        case = case_with(recorded=True)
        do("apply-dispensation", case)
        do("refuse-dispensation", case)
        do("offer-recovery", case, at=NOW_LATER)
        clock = CaseClock.objects.get(case=case, code="check", ended="")
        assert clock.starts_on == TODAY
        do("check", case, at=NOW_LATER)
        clock = CaseClock.objects.get(case=case, code="assess", ended="")
        assert clock.starts_on == TODAY

    def test_nor_where_it_was_about_conduct_after_all(self):
        case = case_with(checked=True)
        do("handle-direction", case)
        do("end-direction", case)
        clock = CaseClock.objects.get(case=case, code="assess", ended="")
        assert clock.starts_on == TODAY
