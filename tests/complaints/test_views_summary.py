"""The first page of a case: what it says, to whom, and the notes on it."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.submissions import new_token
from casework import guard
from complaints.exports import CaseExport
from complaints.models import Case
from pages.words import day_words
from tests.complaints.case_pages import post, sign_in, text
from tests.factories.complaints import (
    NOON,
    AssessmentFactory,
    CaseFactory,
    CaseLinkFactory,
    CaseTagFactory,
    CaseTaskFactory,
    OutcomeFactory,
    StatusChangeFactory,
    whole_case,
)
from tests.factories.organisation import UnitFactory
from tests.factories.papers import LegacyRecordFactory, LetterFactory

pytestmark = pytest.mark.django_db
DATE = re.compile(r'summary-list__key">([^<]+)</dt>.*?<bdi>([^<]+)</bdi>', re.DOTALL)
DUE = date(2026, 10, 15)
BUTTON = re.compile(r'role="button"[^>]*>([^<]+)</a>')
LINK = "Link to another case"
REASON = "It repeats what Mrs Quill said."


def at_noon(day):
    return datetime.combine(day, time(12), tzinfo=UTC)


def reopened_case():
    """A case that was determined, reopened and determined anew."""
    case = whole_case(determined=True, received_on=date(2026, 1, 5))
    days = date(2026, 2, 1), date(2026, 3, 1), case.determined_on
    for verb, day in zip(("determine", "reopen", "determine"), days, strict=True):
        why = REASON if verb == "reopen" else ""
        StatusChangeFactory(case=case, verb=verb, at=at_noon(day), reason=why)
    return case


def ended_case(state, verb, **fields):
    """A case that ended without being finalised, on the day DUE."""
    case = whole_case(**{state: True}, **fields)
    StatusChangeFactory(case=case, verb=verb, at=at_noon(DUE), reason=REASON)
    return case


class TestSummary:
    def test_says_what_is_alleged_and_what_is_due(self, client, officer):
        case = whole_case(next_due_on=date(2026, 9, 15), next_due="recording")
        page = text(client, case)
        assert (
            "A public complaint received by telephone on 1 September 2026, for which "
            f"{case.responsible_unit} is responsible. It alleges incivility"
        ) in page
        assert "Why this date?" in page
        assert "10 working days" in page

    def test_of_an_import_without_a_date_it_says_no_more_than_that(
        self, client, officer
    ):
        case = CaseFactory(
            origin="legacy", channel="unknown", received_on=None, incident_on=None
        )
        start = f"A public complaint, for which {case.responsible_unit} is responsible."
        assert start in text(client, case)

    def test_lists_what_stands_before_finalising(self, client):
        sign_in(client, "cst-manager")
        case = whole_case(notified=True, decided=True)
        OutcomeFactory(allegation=case.allegations.get())
        CaseTaskFactory(case=case)
        page = text(client, case)
        assert "Before you can finalise" in page
        assert "1 without a result" in page
        assert "1 open" in page

    def test_who_does_not_finalise_reads_how_a_decided_case_stands(
        self, client, officer
    ):
        case = whole_case(notified=True, decided=True)
        waiting = text(client, case)
        assert 'id="closing">What finalising waits for</h2>' in waiting
        LetterFactory(case=case, complainant=case.complainants.get())
        LetterFactory(case=case, subject=case.subjects.get())
        Case.objects.update(appeal_ends_on=date(2026, 10, 1))
        ready = text(client, case)
        assert 'id="closing">Ready to be finalised</h2>' in ready
        early = text(client, whole_case(investigating=True))
        assert 'id="closing"' not in early
        for page in (waiting, ready, early):
            assert "Before you can finalise" not in page

    def test_what_nobody_began_is_not_called_started(self, client):
        sign_in(client, "cst-manager")
        case = whole_case(investigating=True)
        reopened = whole_case(investigating=True, decided=True)
        for each in (case, reopened):
            assert "Started, something missing" not in text(client, each)
        CaseTaskFactory(case=case)
        assert "Started, something missing" in text(client, case)

    def test_a_conduct_matter_has_nobody_to_tell_but_officers(self, client):
        sign_in(client, "cst-manager")
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

    def test_a_reopened_case_shows_how_it_went_before(self, client, officer):
        case = reopened_case()
        dates = DATE.findall(text(client, case))
        assert dates[-3:] == [
            ("Earlier determination", "1 February 2026"),
            ("Reopened", "1 March 2026"),
            ("Determined", day_words(case.determined_on)),
        ]
        member = Client()
        sign_in(member, "mpa-member")
        assert "Reopened" not in dict(DATE.findall(text(member, case)))

    def test_so_does_its_line_in_a_file(self, officer):
        case = reopened_case()
        other = whole_case(determined=True)
        StatusChangeFactory(case=other, verb="determine", at=NOON)
        made = CaseExport(Case.objects.order_by("pk"), user=officer, ordering=("pk",))
        reopened, plain = (dict(zip(made.headers, row, strict=True)) for row in made)
        assert reopened["Date reopened"] == date(2026, 3, 1)
        assert reopened["Earlier determinations"] == "2026-02-01"
        assert reopened["Date determined"] == case.determined_on
        assert plain["Date reopened"] is None
        assert plain["Earlier determinations"] == ""

    def test_what_is_next_of_a_report_is_its_decision(self, client, officer):
        case = whole_case(reported=True, next_due="determine", next_due_on=DUE)
        with guard.writing("test"):
            case.clocks.update(starts_on=date(2026, 10, 1))
        page = text(client, case)
        assert "<strong>Next:</strong> Decision on the report:" in page
        assert "That date is Thursday 1 October 2026." in page
        assert "the date reported" in page

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
        assert "No date received" in page

    def test_buttons_are_the_verbs_that_pass_and_refusals_say_why(self, client):
        sign_in(client, "cst-officer")
        case = CaseFactory()
        page = text(client, case)
        assert f'href="{case.get_absolute_url()}record/"' in page
        assert "Withdraw:" in page
        assert "Your role does not allow you to withdraw" in page

    @pytest.mark.parametrize(
        ("role", "state", "first"),
        [
            ("cst-officer", {}, ["Record", "Offer service recovery"]),
            ("team-inspector", {"assessed": True}, ["Allocate", "Amend details"]),
            ("cst-manager", {"investigating": True}, ["Amend details", LINK]),
            ("command", {"investigating": True}, []),
            ("appropriate-authority", {"finalised": True}, []),
        ],
    )
    def test_the_step_forward_is_first_and_what_is_grave_is_no_button(
        self, client, role, state, first
    ):
        unit = UnitFactory()
        sign_in(client, role, unit)
        page = text(client, whole_case(responsible_unit=unit, **state))
        buttons, more = page.split('class="app-more__list"')
        assert BUTTON.findall(buttons) == first
        assert "Declare a conflict of interest</a></li>" in more
        for grave in ("Withdraw</a>", "Restrict who may read it</a>", "Reopen</a>"):
            assert grave not in buttons


class TestTurns:
    """Why a case was reopened, withdrawn or not recorded; who may read it."""

    @pytest.mark.parametrize(
        ("state", "verb", "name", "title"),
        [
            ("not_recorded", "decline", "Not recorded", "Why it was not recorded"),
            ("withdrawn", "withdraw", "Withdrawn", "Why it was withdrawn"),
        ],
    )
    def test_an_end_says_when_and_why(self, client, officer, state, verb, name, title):
        case = ended_case(state, verb)
        page = text(client, case)
        assert DATE.findall(page)[-1] == (name, "15 October 2026")
        assert f">{title}</h2>" in page
        assert REASON in page
        assert f"{name} by <bdi>{case.status_changes.get().by}</bdi>" in page

    @pytest.mark.parametrize(
        ("state", "verb", "kind", "called"),
        [
            ("not_recorded", "decline", "not_recorded", "Letter that says so"),
            ("withdrawn", "withdraw", "withdrawal_request", "Signed request"),
        ],
    )
    def test_and_of_what_day_its_paper_is(
        self, client, officer, state, verb, kind, called
    ):
        case = ended_case(state, verb)
        LetterFactory(case=case, kind="outcome", dated_on=date(2026, 10, 9))
        LetterFactory(case=case, kind=kind, dated_on=date(2026, 10, 14))
        LetterFactory(kind=kind, dated_on=date(2026, 10, 13))  # of another case
        assert DATE.findall(text(client, case))[-1] == (called, "14 October 2026")

    def test_so_does_a_reopening(self, client, officer):
        page = text(client, reopened_case())
        assert ">Why it was reopened</h2>" in page
        assert REASON in page

    def test_the_reason_is_of_class_identity(self, client):
        unit = UnitFactory()
        sign_in(client, "commander", unit)
        page = text(client, ended_case("withdrawn", "withdraw", responsible_unit=unit))
        assert DATE.findall(page)[-1] == ("Withdrawn", "15 October 2026")
        assert "Why it was withdrawn" in page
        assert REASON not in page

    def test_that_there_was_one_is_official(self, client):
        sign_in(client, "mpa-member")
        for case in (ended_case("withdrawn", "withdraw"), reopened_case()):
            page = text(client, case)
            assert REASON not in page
            assert "Why it was" not in page
            assert "15 October 2026" not in page

    @pytest.mark.parametrize(
        ("state", "questions"), [("finalised", 0), ("withdrawn", 1)]
    )
    def test_only_such_a_case_is_asked_for_it(self, client, officer, state, questions):
        case = whole_case(**{state: True})
        with CaptureQueriesContext(connection) as asked:
            text(client, case)
        turned = 'FROM "complaints_statuschange"'
        asked_of = [one["sql"] for one in asked.captured_queries]
        found = [sql for sql in asked_of if turned in sql]
        assert len(found) == questions
        papers = [sql for sql in asked_of if '"complaints_letter"' in sql]
        assert papers == found  # the date of the paper is asked for with it


class TestWithoutAllegations:
    """Whether one may still come is official: others read the same of every case."""

    @pytest.mark.parametrize(
        ("state", "title", "words"),
        [
            ({}, "Nothing recorded yet", "when the case is recorded."),
            ({"not_recorded": True}, "Not recorded", "This case was not recorded"),
            ({"withdrawn": True}, "Nothing recorded", "before this case was closed."),
            ({"investigating": True}, "Nothing recorded yet", "is recorded yet."),
        ],
    )
    def test_it_says_whether_one_may_come(self, client, state, title, words):
        unit = UnitFactory()
        sign_in(client, "champion", unit)
        case = CaseFactory(responsible_unit=unit, **state)
        assert f"<bdi>{title}</bdi></h1>" in text(client, case)
        assert words in text(client, case, "allegations/")
        listed = client.get(f"/complaints/?selected={case.slug}").content.decode()
        assert f'app-cases__what">{title}<' in listed
        assert f"<li>{title}.</li>" in listed

    @pytest.mark.parametrize("state", [{}, {"not_recorded": True}])
    def test_a_member_of_the_authority_reads_nothing_of_it(self, client, state):
        sign_in(client, "mpa-member")
        case = CaseFactory(**state)
        assert "<bdi>Nothing recorded</bdi></h1>" in text(client, case)
        page = text(client, case, "allegations/")
        assert "No allegation is recorded." in page
        assert "not recorded" not in page.lower()
        listed = client.get(f"/complaints/?selected={case.slug}").content.decode()
        assert 'app-cases__what">Nothing recorded<' in listed


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
