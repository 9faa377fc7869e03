"""What the part of the IPCC in a case forbids, orders and makes possible."""

from datetime import date, timedelta

import pytest

from audit import trail
from casework import guard
from complaints import actions, permissions, rules
from complaints.actions.ending import closing_facts
from complaints.models import Case, CaseClock, Referral, ReferralTest
from complaints.models.choices import CaseMode
from complaints.permissions.ipcc import check_ipcc_lets, untested
from pages.refusals import BadInput, NotAllowed, WrongState
from tests.complaints.sending import signed_in
from tests.complaints.steps.referrals import criteria
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory, result, whole_case
from tests.factories.ipcc import (
    IpccRequestFactory,
    ReferralFactory,
    ReferralTestFactory,
    ReportFactory,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
CLEAR = date(2026, 11, 16)  # a Monday
HELD_UP = ("start", "submit-report", "determine")


def again(case):
    return Case.objects.get(pk=case.pk)


def inspector(case):
    return user_with_role("team-inspector", case.responsible_unit)


def case_with(**fields):
    unit = UnitFactory(team=True)
    handler = user_with_role("investigator", unit)
    return whole_case(responsible_unit=unit, handler=handler, version=4, **fields)


def do_test(case, *, by=None, **met):
    given = {"reasons": "Looked at as a whole.", "clear_on": CLEAR if met else None}
    return actions.test_referral(
        case=again(case),
        by=by or inspector(case),
        at=NOW,
        version=again(case).version,
        criteria=criteria(case, **met),
        **given,
    )


def refer(case, *, referred_on, **more):
    given = {
        "basis": "mandatory",
        "grounds": ["serious-assault"],
        "clear_on": CLEAR,
        "reasons": "A broken arm.",
    }
    return actions.refer(
        case=again(case),
        by=inspector(case),
        at=NOW,
        version=again(case).version,
        referred_on=referred_on,
        **given | more,
    )


MET = {"serious-assault": "A broken arm in custody."}


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
        with pytest.raises(BadInput, match="not met, as its category says"):
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


class TestHeldUp:
    @pytest.mark.parametrize("verb", HELD_UP)
    @pytest.mark.parametrize(
        ("mode", "sentence"),
        [("to_refer", "must be referred to the IPCC"), ("waiting", "waits for the")],
    )
    def test_until_the_ipcc_has_decided(self, verb, mode, sentence):
        case = CaseFactory.build(mode=mode)
        with pytest.raises(WrongState, match=sentence):
            check_ipcc_lets(verb, case)

    @pytest.mark.parametrize("mode", ["", "local"])
    @pytest.mark.parametrize("verb", HELD_UP)
    def test_nothing_changes_where_the_force_handles_it(self, verb, mode):
        check_ipcc_lets(verb, CaseFactory.build(mode=mode))

    @pytest.mark.parametrize("verb", ["start", "submit-report"])
    def test_the_force_does_not_investigate_an_independent_case(self, verb):
        state = {"start": "allocated", "submit-report": "investigating"}[verb]
        case = case_with(**{state: True})
        ReferralFactory(case=case, number=1, decided=True, mode="independent")
        with pytest.raises(WrongState, match="The IPCC investigates .* itself"):
            DO[verb](again(case), case.handler, NOW, 4)
        assert trail.history_of(case)[0].outcome == "refused"

    def test_it_cannot_be_finalised_before_it_is_referred(self):
        case = case_with(notified=True, decided=True)
        ReferralTestFactory(case=case, number=1, mandatory=True)
        items = rules.before_finalising(closing_facts(again(case)), today=TODAY)
        assert "its referral to the IPCC" in rules.waits_for(items)

    def test_nor_while_the_ipcc_has_no_answer(self):
        case = case_with(notified=True, decided=True)
        ReferralFactory(case=case, number=1, decided=True)
        IpccRequestFactory(case=case, number=1)
        items = rules.before_finalising(closing_facts(again(case)), today=TODAY)
        assert "1 request of the IPCC" in rules.waits_for(items)

    def test_notes_and_documents_are_still_taken(self):
        case = case_with(allocated=True)
        ReferralFactory(case=case, number=1)
        actions.note(case=again(case), by=case.handler, at=NOW, text="CCTV is kept.")
        assert case.notes.get().text == "CCTV is kept."


class TestModes:
    """What each mode changes: a matrix of modes and verbs."""

    @pytest.mark.parametrize(
        ("mode", "approved", "may"),
        [
            ("local", False, True),
            ("supervised", False, True),
            ("managed", False, False),
            ("managed", True, True),
            ("independent", True, False),
        ],
    )
    def test_start(self, mode, approved, may):
        case = case_with(allocated=True)
        more = {"approved": case.handler, "approved_on": TODAY} if approved else {}
        ReferralFactory(case=case, number=1, decided=True, mode=mode, **more)
        if may:
            DO["start"](again(case), case.handler, NOW, 4)
            return
        with pytest.raises(WrongState, match="IPCC"):
            DO["start"](again(case), case.handler, NOW, 4)

    def test_a_supervised_one_where_the_ipcc_wants_to_approve_the_investigator(self):
        case = case_with(allocated=True)
        ReferralFactory(case=case, number=1, decided=True, approval_wanted=True)
        with pytest.raises(WrongState, match="has not approved"):
            DO["start"](again(case), case.handler, NOW, 4)
        actions.approve_investigator(
            case=again(case),
            by=inspector(case),
            at=NOW,
            version=4,
            number=1,
            approved_on=TODAY,
        )
        DO["start"](again(case), case.handler, NOW, 5)

    def test_another_handler_is_approved_anew(self):
        case = case_with(allocated=True)
        ReferralFactory(
            case=case,
            number=1,
            decided=True,
            mode="managed",
            approved=user_with_role("investigator"),
            approved_on=TODAY,
        )
        with pytest.raises(WrongState, match=f"has not approved {case.handler.name}"):
            DO["start"](again(case), case.handler, NOW, 4)

    @pytest.mark.parametrize("mode", ["supervised", "managed"])
    def test_the_ipcc_has_the_report_before_the_decision(self, mode):
        case = case_with(investigating=True)
        ReferralFactory(case=case, number=1, decided=True, mode=mode)
        case = DO["submit-report"](again(case), case.handler, NOW, 4)
        authority = user_with_role("appropriate-authority")
        with pytest.raises(WrongState, match="has not been sent to the IPCC"):
            DO["determine"](case, authority, NOW, case.version)
        actions.send_report_ipcc(
            case=case,
            by=case.handler,
            at=NOW,
            version=case.version,
            number=1,
            report_sent_on=TODAY,
        )
        case = again(case)
        if mode == "managed":
            with pytest.raises(WrongState, match="has not said yet"):
                DO["determine"](case, authority, NOW, case.version)
            actions.record_ipcc_views(
                case=case,
                by=inspector(case),
                at=NOW,
                version=case.version,
                number=1,
                views="It answers the terms.",
                views_on=TODAY,
            )
        DO["determine"](again(case), authority, NOW, again(case).version)
        assert again(case).status == "determined"

    def test_a_report_that_was_mended_is_sent_again(self):
        case = case_with(reported=True)
        ReferralFactory(case=case, number=1, sent=True)
        ReportFactory(case=case, number=2)
        with pytest.raises(WrongState, match="Report 2 on .* has not been sent"):
            check_ipcc_lets("determine", again(case))

    def test_the_report_of_an_independent_one_is_the_ipccs(self):
        case = case_with(investigating=True)
        ReferralFactory(case=case, number=1, decided=True, mode="independent")
        by = inspector(case)
        case = DO["receive-ipcc-report"](again(case), by, NOW, 4)
        assert case.status == "reported"
        assert case.reports.get().text == "The IPCC's report."
        authority = user_with_role("appropriate-authority")
        DO["determine"](again(case), authority, NOW, again(case).version)
        assert again(case).status == "determined"

    def test_a_report_of_the_force_does_not_do(self):
        case = case_with(investigating=True)
        case = DO["submit-report"](case, case.handler, NOW, 4)
        ReferralFactory(case=case, number=1, decided=True, mode="independent")
        with pytest.raises(WrongState, match="return this one first"):
            check_ipcc_lets("determine", again(case))

    @pytest.mark.parametrize("mode", ["", "local", "supervised", "managed"])
    def test_the_ipcc_reports_only_where_it_investigates(self, mode):
        case = case_with(investigating=True)
        if mode:
            ReferralFactory(case=case, number=1, decided=True, mode=mode)
        with pytest.raises(WrongState, match="does not investigate"):
            DO["receive-ipcc-report"](again(case), inspector(case), NOW, 4)

    @pytest.mark.parametrize("verb", ["record-ipcc-terms", "approve-investigator"])
    def test_what_a_local_one_has_not(self, verb):
        case = case_with(investigating=True)
        part = ReferralFactory(case=case, number=1, decided=True, mode="local")
        with pytest.raises(WrongState, match="IPCC"):
            permissions.check_part_verb(verb, case, part, by=inspector(case))

    def test_the_mode_is_changed_later(self):
        case = case_with(investigating=True)
        ReferralFactory(case=case, number=1, decided=True)
        actions.record_mode(
            case=again(case),
            by=inspector(case),
            at=NOW,
            version=4,
            number=1,
            mode="independent",
            decided_on=TODAY,
        )
        assert again(case).mode == CaseMode.INDEPENDENT

    @pytest.mark.parametrize(
        ("mode", "right"),
        [
            ("", True),
            ("local", True),
            ("supervised", True),
            ("managed", False),
            ("independent", False),
        ],
    )
    def test_the_right_to_appeal(self, mode, right):
        assert rules.has_right(mode) is right


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


class TestRequests:
    def test_its_clock_runs_until_the_day_given_and_is_done(self):
        case = case_with(investigating=True)
        due_on = TODAY + timedelta(days=9)
        row = actions.log_ipcc_request(
            case=again(case),
            by=case.handler,
            at=NOW,
            version=4,
            kind="directed",
            asked_on=TODAY,
            what="Interview the sergeant.",
            due_on=due_on,
        )
        clock = CaseClock.objects.get(case=case, code="ipcc_request")
        assert (clock.of, clock.due_on) == (row.name, due_on)
        actions.answer_ipcc_request(
            case=again(case),
            by=case.handler,
            at=NOW,
            version=5,
            number=1,
            answered_on=TODAY,
            answer="Interviewed.",
        )
        clock.refresh_from_db()
        assert clock.ended == "done"

    def test_it_runs_on_in_a_closed_case(self):
        case = case_with(finalised=True, decided=True)
        by = inspector(case)
        given = {"kind": "asked", "asked_on": TODAY, "what": "The file."}
        actions.log_ipcc_request(
            case=again(case),
            by=fresh(by),
            at=NOW,
            version=4,
            due_on=TODAY + timedelta(days=5),
            **given,
        )
        clock = CaseClock.objects.get(case=case, code="ipcc_request")
        assert clock.runs

    def test_nobody_without_the_right(self):
        case = case_with(investigating=True)
        with pytest.raises(NotAllowed, match="role does not allow"):
            actions.log_ipcc_request(
                case=again(case),
                by=user_with_role("cst-officer"),
                at=NOW,
                version=4,
                kind="asked",
                asked_on=TODAY,
                what="The file.",
            )


def test_the_decision_log_tells_of_tests_and_referrals():
    case = case_with(allocated=True)
    ReferralTestFactory(case=case, number=1, mandatory=True)
    ReferralFactory(case=case, number=1, decided=True)
    page = signed_in(inspector(case)).get(f"{case.get_absolute_url()}decisions/")
    titles = [each["title"] for each in page.context["entries"]]
    assert "Tested for referral: must be referred" in titles
    assert "Referred to the IPCC" in titles
    assert "Supervised by the IPCC" in page.content.decode()
