"""What was decided in a case: in short on its summary, with reasons in the log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import guard
from tests.complaints.case_pages import get, sign_in, text
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, post, scene, today
from tests.complaints.verbs import DO, NOW
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    StatusChangeFactory,
    SubjectFactory,
    result,
    whole_case,
)
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
FORMS = {page.verb: page for page in PAGES}


def done(verb, play=None, client=None, **changes):
    """The verb done on its page; the scene afterwards."""
    play = play or scene(FORMS[verb])
    sent = post(FORMS[verb], play, client, **changes)
    assert sent.status_code == 302, errors(sent)
    play.case.refresh_from_db()
    return play


def summary(user, case):
    return text(signed_in(user), case)


class TestSummary:
    def test_says_what_was_decided_by_whom_and_where_the_reasons_are(self):
        play = done("determine")
        page = summary(play.user, play.case)
        assert "What was determined" in page
        subject = play.case.subjects.get().member
        category = play.case.allegations.get().category
        assert f"1. {category}: <bdi>{subject}</bdi>" in page
        assert (
            "Upheld. A case to answer for misconduct. A misconduct meeting follows."
            in page
        )
        assert f"Determined by <bdi>{play.user.name}</bdi>" in page
        assert f'href="{play.case.get_absolute_url()}decisions/"' in page
        assert "The file goes to the CPS" not in page

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            (
                {"severity": "gross", "forum": "hearing"},
                "Upheld. A case to answer for gross misconduct. "
                "A misconduct hearing follows.",
            ),
            (
                {"forum": "management_action"},
                "Upheld. A case to answer for misconduct. Management action follows.",
            ),
            (
                {"case_to_answer": "no", "severity": "none", "forum": "none"},
                "Upheld. No case to answer. No further action.",
            ),
        ],
    )
    def test_says_what_follows(self, answers, words):
        named = {f"outcome-1-1-{name}": value for name, value in answers.items()}
        play = done("determine", to_cps="yes", **named)
        page = summary(play.user, play.case)
        assert words in page
        assert "The file goes to the CPS." in page

    def test_a_member_of_the_authority_reads_the_result_and_nothing_of_how(self):
        play = done("determine")
        page = summary(user_with_role("mpa-member"), play.case)
        assert "Subject 1</bdi></dt><dd>Upheld.</dd>" in page
        for official in ("case to answer", "Determined by", play.user.name, "reasons"):
            assert official not in page

    def test_who_sees_no_identity_reads_no_name(self):
        play = done("determine")
        page = summary(user_with_role("investigator"), play.case)
        assert "Upheld. A case to answer" in page
        assert "Subject 1, Constable" in page
        assert str(play.case.subjects.get().member) not in page

    def test_says_nothing_before_a_determination(self):
        play = scene(FORMS["determine"])
        with CaptureQueriesContext(connection) as asked:
            page = summary(play.user, play.case)
        assert "What was determined" not in page
        assert not _about_decisions(asked)

    def test_asks_one_question_more_once_there_is_one(self):
        play = done("determine")
        for _ in range(3):
            with guard.writing("test"):
                allegation = play.case.allegations.get()
                subject = SubjectFactory(case=play.case)
                allegation.outcomes.create(subject=subject, result=result("upheld"))
        with CaptureQueriesContext(connection) as asked:
            assert summary(play.user, play.case).count("Upheld.") == 4
        assert len(_about_decisions(asked)) == 1

    def test_a_reopened_case_is_decided_anew_and_the_latest_stands(self):
        play = done("determine")
        first, case = play.user, play.case
        with guard.writing("test"):
            case.allocations.create(
                number=1, by=first, at=NOW, unit=play.unit, handler=case.handler
            )
        done("notify", play, signed_in(user_with_role("cst-officer")))
        _finalised(case)
        DO["reopen"](case, first, NOW, case.version)
        case.refresh_from_db()
        assert "What was determined" not in summary(first, case)
        DO["submit-report"](case, case.handler, NOW, case.version)
        case.refresh_from_db()
        second = user_with_role("appropriate-authority")
        DO["determine"](case, second, NOW, case.version)
        page = summary(first, case)
        assert f"Determined by <bdi>{second.name}</bdi>" in page
        assert f"Determined by <bdi>{first.name}</bdi>" not in page
        assert page.count("Upheld.") == 1

    def test_of_an_imported_result_nobody_here_is_the_maker(self):
        case = whole_case(finalised=True, decided=True)
        with guard.writing("test"):  # as no import brings one
            case.assessments.all().delete()
        user = user_with_role("cst-officer")
        page = summary(user, case)
        assert "Upheld. No case to answer. No further action." in page
        assert "Determined by" not in page
        assert "Decisions and their reasons" not in page
        log = signed_in(user).get(f"{case.get_absolute_url()}decisions/")
        assert "Nothing was decided here." in log.content.decode()

    def test_a_case_finalised_without_results_says_nothing(self):
        case = whole_case(finalised=True)
        assert "What was determined" not in summary(user_with_role("cst-officer"), case)


def _about_decisions(asked):
    return [one for one in asked if '"complaints_determination"' in one["sql"]]


def _finalised(case):
    """As if the time for an appeal had passed and the case had been finalised."""
    with guard.writing("test"):
        type(case).objects.filter(pk=case.pk).update(
            status="finalised", finalised_on=today(), awaits=[]
        )
    case.refresh_from_db()


class TestLog:
    def test_begins_with_the_decision_to_record(self):
        play = done("record")
        page = text(signed_in(play.user), play.case, "decisions/")
        assert "Recorded <span" in page
        assert f"<bdi>{play.user.name}</bdi>" in page
        assert "Date recorded" in page

    def test_says_why_a_case_was_not_recorded(self):
        play = done("decline", reason="It repeats PC/00007/26.")
        page = text(signed_in(play.user), play.case, "decisions/")
        assert "Not recorded <span" in page
        assert "It repeats PC/00007/26." in page
        assert f"<bdi>{play.user.name}</bdi>" in page

    def test_its_reason_is_of_class_identity(self):
        play = done("decline", reason="It repeats what Mrs Quill said.")
        page = text(
            signed_in(user_with_role("commander", play.unit)), play.case, "decisions/"
        )
        assert "Not recorded <span" in page
        assert "Mrs Quill" not in page

    @pytest.mark.parametrize(
        ("verb", "title", "field"),
        [
            ("return", "Report returned to the investigator", "missing"),
            ("reopen", "Reopened", "reason"),
            ("withdraw", "Withdrawn", "reason"),
        ],
    )
    def test_says_why_a_case_was_moved_back_or_ended(self, verb, title, field):
        play = done(verb)
        page = text(signed_in(play.user), play.case, "decisions/")
        assert f"{title} <span" in page
        assert FORMS[verb].data()[field] in page

    def test_a_decision_is_told_as_it_is_elsewhere(self):
        play = done("determine")
        client = signed_in(play.user)
        means = "A case to answer for misconduct. A misconduct meeting follows."
        assert f"Upheld. {means}" in text(client, play.case, "decisions/")
        assert means in text(client, play.case, "allegations/")

    def test_one_that_departs_says_from_what_and_why(self):
        answers = {
            "result": "not-upheld",
            "reasons": "Nobody heard it.",
            "case_to_answer": "no",
            "severity": "none",
            "forum": "none",
        }
        named = {f"outcome-1-1-{name}": value for name, value in answers.items()}
        play = done("determine", **named)
        words = (
            "Not upheld. No case to answer. No further action. Departs from “Upheld”. "
            "Nobody heard it."
        )
        assert words in text(signed_in(play.user), play.case, "decisions/")

    def test_an_imported_move_was_the_imports(self, client):
        sign_in(client, "cst-officer")
        case = whole_case(recorded=True)
        StatusChangeFactory(case=case, verb="record", by=None)
        assert "<bdi>The import</bdi>" in text(client, case, "decisions/")

    def test_another_boroughs_is_not_there(self, client):
        sign_in(client, "champion", UnitFactory())
        assert get(client, done("decline").case, "decisions/").status_code == 404
