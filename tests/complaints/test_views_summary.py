"""The first page of a case: what it says, to whom, and the notes on it."""

from datetime import date

import pytest

from accounts.submissions import new_token
from tests.complaints.case_pages import post, sign_in, text
from tests.factories.complaints import (
    AssessmentFactory,
    CaseFactory,
    CaseLinkFactory,
    CaseTagFactory,
    CaseTaskFactory,
    LegacyRecordFactory,
    OutcomeFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


class TestSummary:
    def test_says_what_is_alleged_and_what_is_due(self, client, officer):
        case = whole_case(next_due_on=date(2026, 9, 15), next_due="recording")
        page = text(client, case)
        assert "It alleges incivility" in page
        assert "received by telephone on 1 September 2026" in page
        assert "Why this date?" in page
        assert "10 working days" in page

    def test_lists_what_stands_before_finalising(self, client, officer):
        case = whole_case(notified=True, decided=True)
        OutcomeFactory(allegation=case.allegations.get())
        CaseTaskFactory(case=case)
        page = text(client, case)
        assert "Before you can finalise" in page
        assert "1 without a result" in page
        assert "1 open" in page

    def test_what_nobody_began_is_not_called_started(self, client, officer):
        case = whole_case(investigating=True)
        reopened = whole_case(investigating=True, decided=True)
        for each in (case, reopened):
            assert "Started, something missing" not in text(client, each)
        CaseTaskFactory(case=case)
        assert "Started, something missing" in text(client, case)

    def test_a_conduct_matter_has_nobody_to_tell_but_officers(self, client, officer):
        page = text(client, whole_case(conduct=True, investigating=True))
        assert "Officers told the outcome" in page
        assert "Complainant and officers" not in page

    @pytest.mark.parametrize(
        ("conduct", "words"), [(False, "What was said: "), (True, "What is known: ")]
    )
    def test_what_is_hidden_is_called_by_the_kind_of_case(self, client, conduct, words):
        unit = UnitFactory()
        sign_in(client, "commander", unit)
        assert words in text(client, whole_case(responsible_unit=unit, conduct=conduct))

    def test_a_closed_case_has_no_such_list(self, client, officer):
        assert "Before you can finalise" not in text(client, whole_case(finalised=True))

    def test_shows_links_only_to_cases_in_reach(self, client):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        case = whole_case(responsible_unit=unit)
        ours = CaseFactory(responsible_unit=unit)
        theirs = CaseFactory()
        CaseLinkFactory(case=case, other=ours)
        CaseLinkFactory(case=theirs, other=case)
        page = text(client, case)
        assert ours.reference in page
        assert theirs.reference not in page

    def test_shows_events_risk_and_where_an_import_came_from(self, client, officer):
        record = LegacyRecordFactory()
        CaseTagFactory(case=record.case)
        AssessmentFactory(case=record.case, risk_public="high")
        page = text(client, record.case)
        assert "G20 protests, April 2009" in page
        assert "High" in page
        assert record.source_reference in page
        assert "31.02.2009" in page
        assert "no received date" in page

    def test_buttons_are_the_verbs_that_pass_and_refusals_say_why(self, client):
        sign_in(client, "cst-officer")
        case = CaseFactory()
        page = text(client, case)
        assert f'href="{case.get_absolute_url()}record/"' in page
        assert "Withdraw:" in page
        assert "Your role does not allow you to withdraw" in page


class TestNote:
    def test_is_added_and_shown(self, client, officer):
        case = whole_case()
        response = post(client, case, "notes/", text="Rang twice.")
        assert response.url == f"{case.get_absolute_url()}#notes"
        assert "Rang twice." in text(client, case)

    def test_sent_twice_is_added_once(self, client, officer):
        case = whole_case()
        token = new_token()
        for _ in range(2):
            post(client, case, "notes/", text="Rang twice.", submission=token)
        assert case.notes.count() == 1

    def test_an_empty_one_is_asked_for_again(self, client, officer):
        case = whole_case()
        answer = post(client, case, "notes/", text="")
        assert "Enter the note." in answer.content.decode()
        assert not case.notes.exists()

    @pytest.mark.parametrize("role", ["commander", "mpa-member"])
    @pytest.mark.parametrize("state", ["received", "withdrawn"])
    def test_an_empty_one_is_not_asked_for_again_of_who_may_not(
        self, client, role, state
    ):
        unit = UnitFactory()
        sign_in(client, role, unit)
        traits = {} if state == "received" else {state: True}
        case = whole_case(responsible_unit=unit, **traits)
        assert post(client, case, "notes/", text="").status_code == 403

    def test_is_refused_to_whom_the_case_is_not_with(self, client):
        sign_in(client, "investigator")
        case = whole_case()
        assert "Add a note" not in text(client, case)
        assert post(client, case, "notes/", text="Hello there").status_code == 403
