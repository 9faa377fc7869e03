"""Whether a case must be referred to the IPCC, and that it is in time."""

from datetime import timedelta

import pytest

from casework import guard
from complaints import actions
from complaints.models import CaseClock, Referral, ReferralTest
from complaints.models.choices import CaseMode
from complaints.permissions.ipcc import untested
from pages.refusals import BadInput, WrongState
from tests.complaints.handled import again, case_with, inspector
from tests.complaints.referring import CLEAR, MET, do_test, refer
from tests.complaints.sending import signed_in
from tests.complaints.steps.referrals import criteria
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import result
from tests.factories.ipcc import ReferralFactory, ReferralTestFactory, ReportFactory

pytestmark = pytest.mark.django_db


TODAY = NOW.date()


class TestTheTest:
    def test_one_criterion_met_makes_the_referral_mandatory(self):
        case = case_with(allocated=True)
        made = do_test(case, **MET)
        assert (made.result, made.met, made.clear_on) == (
            "mandatory",
            ["serious-assault"],
            CLEAR,
        )
        assert "Serious assault: met. A broken arm in custody." in made.criteria
        assert "Serious corruption: not met." in made.criteria
        assert again(case).mode == CaseMode.TO_REFER

    def test_its_clock_runs_from_when_it_was_clear(self):
        case = case_with(allocated=True)
        do_test(case, **MET)
        clock = CaseClock.objects.get(case=case, code="referral")
        assert (clock.of, clock.starts_on) == ("referral 1", CLEAR)
        assert clock.due_on == CLEAR + timedelta(days=1)
        assert again(case).next_due == "referral"

    def test_every_version_is_kept_and_the_last_one_counts(self):
        case = case_with(allocated=True)
        do_test(case, **MET)
        do_test(case)
        assert ReferralTest.objects.filter(case=case).count() == 2
        assert again(case).mode == CaseMode.NONE
        clock = CaseClock.objects.get(case=case, code="referral")
        assert clock.ended == "dropped"

    def test_none_met_may_still_be_referred_voluntarily(self):
        case = case_with(allocated=True)
        made = actions.test_referral(
            case=again(case),
            by=inspector(case),
            at=NOW,
            version=4,
            criteria=criteria(case),
            reasons="Public concern.",
            voluntary=True,
        )
        assert made.result == "voluntary"
        assert again(case).mode == CaseMode.NONE

    def test_a_criterion_that_is_met_has_its_reason(self):
        case = case_with(allocated=True)
        answers = criteria(case, **MET)
        bare = [type(each)(each.code, each.met) for each in answers]
        with pytest.raises(BadInput, match="Say why: Serious assault, it is met."):
            actions.test_referral(
                case=again(case),
                by=inspector(case),
                at=NOW,
                version=4,
                criteria=bare,
                reasons="Looked at.",
                clear_on=CLEAR,
            )

    def test_what_the_category_proposes_is_not_set_aside_without_reasons(self):
        case = case_with(allocated=True, categories=["A"])
        with pytest.raises(BadInput, match="suggests “Serious assault”: say why"):
            do_test(case)

    def test_every_criterion_is_answered(self):
        case = case_with(allocated=True)
        with pytest.raises(BadInput, match="every criterion"):
            actions.test_referral(
                case=again(case),
                by=inspector(case),
                at=NOW,
                version=4,
                criteria=criteria(case)[1:],
                reasons="Looked at.",
            )

    def test_a_mandatory_one_says_when_it_was_clear(self):
        case = case_with(allocated=True)
        with pytest.raises(BadInput, match="Enter the day"):
            actions.test_referral(
                case=again(case),
                by=inspector(case),
                at=NOW,
                version=4,
                criteria=criteria(case, **MET),
                reasons="Looked at.",
            )

    def test_the_page_proposes_what_the_category_does(self):
        case = case_with(allocated=True, categories=["A"])
        page = signed_in(inspector(case)).get(
            f"{case.get_absolute_url()}test-referral/"
        )
        text = page.content.decode()
        assert "Category A proposes it." in text
        assert page.context["form"]["serious-assault"].initial == "met"


class TestUntested:
    def test_start_waits_for_the_test_where_a_category_proposes_a_referral(self):
        case = case_with(allocated=True, categories=["A"])
        with pytest.raises(WrongState, match="Nobody has tested yet"):
            DO["start"](again(case), case.handler, NOW, 4)
        ReferralTestFactory(case=case, number=1)
        DO["start"](again(case), case.handler, NOW, 4)
        assert again(case).status == "investigating"

    def test_other_categories_ask_for_none(self):
        assert untested(case_with(allocated=True)) == {}
        assert "serious-assault" in untested(case_with(recorded=True, categories=["A"]))

    @pytest.mark.parametrize(
        ("verb", "state"), [("allocate", "assessed"), ("determine", "reported")]
    )
    def test_pages_warn(self, verb, state):
        case = case_with(**{state: True}, categories=["A"])
        ReportFactory(case=case)
        outcome = case.allegations.get().outcomes.get()
        outcome.recommended = result("upheld")
        with guard.writing("test"):
            outcome.save()
        role = "appropriate-authority" if verb == "determine" else "team-inspector"
        by = user_with_role(role, case.responsible_unit)
        unit = case.responsible_unit.code
        text = signed_in(by).get(f"{case.get_absolute_url()}{verb}/?unit={unit}")
        assert "nobody has tested yet" in text.content.decode()


class TestReferring:
    def test_within_its_time_needs_no_reason(self):
        case = case_with(allocated=True)
        do_test(case, **MET)
        refer(case, referred_on=CLEAR + timedelta(days=1))
        assert again(case).mode == CaseMode.WAITING
        clock = CaseClock.objects.get(case=case, code="referral")
        assert (clock.ended, clock.done_on) == ("done", CLEAR + timedelta(days=1))

    def test_later_than_that_needs_one(self):
        case = case_with(allocated=True)
        with pytest.raises(BadInput, match="had to be referred by Tuesday") as refused:
            refer(case, referred_on=CLEAR + timedelta(days=2))
        assert refused.value.field == "late_reason"
        made = refer(
            case, referred_on=CLEAR + timedelta(days=2), late_reason="A long weekend."
        )
        assert made.late_reason == "A long weekend."

    def test_a_voluntary_one_has_no_limit(self):
        case = case_with(allocated=True)
        refer(
            case,
            basis="voluntary",
            grounds=["gravity"],
            referred_on=CLEAR + timedelta(days=3),
        )
        assert not CaseClock.objects.filter(case=case, code="referral").exists()

    @pytest.mark.parametrize(
        ("basis", "grounds"),
        [("mandatory", ["gravity"]), ("voluntary", []), ("mandatory", [])],
    )
    def test_its_grounds_are_those_of_its_basis(self, basis, grounds):
        case = case_with(allocated=True)
        with pytest.raises(BadInput, match="grounds"):
            refer(case, basis=basis, grounds=grounds, referred_on=CLEAR)

    def test_one_at_a_time(self):
        case = case_with(allocated=True)
        ReferralFactory(case=case, number=1)
        with pytest.raises(WrongState, match="has been referred already"):
            refer(case, referred_on=CLEAR)
        assert Referral.objects.filter(case=case).count() == 1

    def test_whoever_was_not_told_has_a_reason(self):
        case = case_with(allocated=True)
        ReferralFactory(case=case, number=1)
        with pytest.raises(BadInput, match="Say why somebody was not told"):
            actions.tell_of_referral(
                case=again(case),
                by=inspector(case),
                at=NOW,
                version=4,
                number=1,
                complainant_told_on=TODAY,
            )

    def test_a_referral_that_was_clear_before_it_answers_the_test(self):
        case = case_with(allocated=True)
        ReferralFactory(case=case, number=1, decided=True, referred_on=CLEAR)
        do_test(case, **MET)
        assert again(case).mode == CaseMode.SUPERVISED

    def test_something_new_is_referred_again(self):
        case = case_with(allocated=True)
        ReferralFactory(case=case, number=1, decided=True)
        do_test(case, **MET)
        assert again(case).mode == CaseMode.TO_REFER


def test_the_decision_log_tells_of_tests_and_referrals():
    case = case_with(allocated=True)
    ReferralTestFactory(case=case, number=1, mandatory=True)
    ReferralFactory(case=case, number=1, decided=True)
    page = signed_in(inspector(case)).get(f"{case.get_absolute_url()}decisions/")
    titles = [each["title"] for each in page.context["entries"]]
    assert "Tested for referral: must be referred" in titles
    assert "Referred to the IPCC" in titles
    assert "Supervised by the IPCC" in page.content.decode()
