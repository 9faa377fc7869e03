"""What the part of the IPCC in a case forbids, orders and makes possible."""

from datetime import timedelta

import pytest

from audit import trail
from complaints import actions, permissions, rules
from complaints.actions.ending import closing_facts
from complaints.models import CaseClock
from complaints.models.choices import CaseMode
from complaints.permissions.ipcc import check_ipcc_lets
from pages.refusals import NotAllowed, WrongState
from tests.complaints.handled import again, case_with, inspector
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import fresh, user_with_role
from tests.factories.complaints import CaseFactory
from tests.factories.ipcc import (
    IpccRequestFactory,
    ReferralFactory,
    ReferralTestFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db


TODAY = NOW.date()


HELD_UP = ("start", "submit-report", "determine")


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
        items = rules.before_finalising(
            closing_facts(again(case), on=TODAY), today=TODAY
        )
        assert "its referral to the IPCC" in rules.waits_for(items)

    def test_nor_while_the_ipcc_has_no_answer(self):
        case = case_with(notified=True, decided=True)
        ReferralFactory(case=case, number=1, decided=True)
        IpccRequestFactory(case=case, number=1)
        items = rules.before_finalising(
            closing_facts(again(case), on=TODAY), today=TODAY
        )
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
