"""The page that decides a case: what it asks, what is read beside it, the way back."""

from html import unescape

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from complaints.forms.verbs import name_of_subject
from complaints.models import Case
from complaints.views.frame import Frame
from pages.refusals import NotAllowed, Stale
from tests.complaints.sending import errors, hidden, send, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AllegationFactory,
    AssessmentFactory,
    ConflictFactory,
    OutcomeFactory,
    StatusChangeFactory,
    result,
)

pytestmark = pytest.mark.django_db


class TestDetermine:
    page = next(page for page in PAGES if page.verb == "determine")

    def check(self, play, **changes):
        return post(self.page, play, **{"confirmed": ""} | changes)

    def test_answers_are_checked_before_it_is_done(self):
        play = scene(self.page)
        client = signed_in(play.user)
        data = self.page.data()
        del data["confirmed"]
        shown = send(client, address(play.case, "determine"), version=4, **data)
        assert "Check your decisions" in shown.content.decode()
        assert "20 working days" in shown.content.decode()
        assert unmoved(play)
        changed = client.post(
            address(play.case, "determine"), hidden(shown) | {"change": "yes"}
        )
        assert "Check the decisions" in changed.content.decode()
        assert data["reasons"] in changed.content.decode()
        done = client.post(
            address(play.case, "determine"), hidden(shown) | {"confirmed": "yes"}
        )
        assert done.status_code == 302

    def test_departing_needs_reasons(self):
        play = scene(self.page)
        cleared = {"result": "not-upheld", "case_to_answer": "no"}
        cleared |= {"severity": "none", "forum": "none"}
        changes = {f"outcome-1-1-{name}": value for name, value in cleared.items()}
        sent = post(self.page, play, **changes)
        assert errors(sent) == [
            "Give your reasons for departing from the recommendation, Upheld."
        ]

    def test_of_two_rulings_the_summary_says_which_is_meant(self):
        play = scene(self.page)
        subject = play.case.subjects.get()
        second = AllegationFactory(case=play.case, number=2)
        OutcomeFactory(allegation=second, subject=subject, recommended=result("upheld"))
        unanswered = errors(post(self.page, play))
        assert len(unanswered) == 4
        where = f"Allegation 2, {name_of_subject(subject)}"
        for line in unanswered:  # a sentence that says it is not told it again
            assert unescape(line).casefold().count(where.casefold()) == 1
        answers = {
            "outcome-2-1-result": "not-upheld",
            "outcome-2-1-case_to_answer": "no",
            "outcome-2-1-severity": "none",
            "outcome-2-1-forum": "none",
        }
        (line,) = errors(post(self.page, play, **answers))
        departing = "Give your reasons for departing from the recommendation, Upheld."
        assert unescape(line) == f"{where}: {departing}"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            (
                {"outcome-1-1-result": "not-upheld", "outcome-1-1-reasons": "No."},
                "An allegation that is not upheld leaves no case to answer.",
            ),
            (
                {"outcome-1-1-case_to_answer": "no", "outcome-1-1-severity": "none"},
                "A misconduct meeting needs a case to answer.",
            ),
            (
                {"outcome-1-1-severity": "none"},
                "A case to answer is one of misconduct or of gross misconduct.",
            ),
        ],
    )
    def test_answers_that_do_not_fit_are_refused_at_the_field(self, changes, sentence):
        play = scene(self.page)
        assert errors(post(self.page, play, **changes)) == [sentence]
        assert unmoved(play)

    def test_whoever_comes_too_late_is_told_no_names(self):
        play = scene(self.page)
        late = signed_in(user_with_role("appropriate-authority"))
        assert post(self.page, play).status_code == 302
        sent = post(self.page, play, late)
        assert sent.status_code == 409
        told = sent.content.decode()
        assert "Determined, since" in told
        assert self.page.data()["reasons"] in told
        assert str(play.case.subjects.get().member) not in told

    def test_whoever_handled_it_is_refused(self):
        play = scene(self.page)
        handler = play.case.handler
        handler.postings.update(role="appropriate-authority")
        sent = post(self.page, play, signed_in(handler))
        assert sent.status_code == 403
        assert "because you have been its handler" in sent.content.decode()
        other = signed_in(user_with_role("appropriate-authority"))
        sent = post(self.page, play, other)
        assert sent.status_code == 302, errors(sent)


class TestReading:
    """What the decider reads beside the form, without leaving it."""

    page = next(page for page in PAGES if page.verb == "determine")

    def opened(self, play):
        with CaptureQueriesContext(connection) as asked:
            page = signed_in(play.user).get(address(play.case, "determine"))
        return page.content.decode(), len(asked)

    def told(self, play):
        """The case with terms of reference, and issues written twice."""
        StatusChangeFactory(case=play.case, reason="Find who spoke first.")
        for number, issues in enumerate(("First guess.", "Who said what?"), start=2):
            AssessmentFactory(
                case=play.case, number=number, stage="check", issues=issues
            )
        AssessmentFactory(
            case=play.case, number=4, stage="assess", response="dps_investigation"
        )

    def test_what_was_said_is_to_be_answered_and_was_found(self):
        play = scene(self.page)
        self.told(play)
        page, _ = self.opened(play)
        for words in (
            "What was said</span>",
            play.case.said,
            "Issues</span>",
            "Who said what?",
            "Terms of reference and first steps</span>",
            "Find who spoke first.",
            "Two agree.",
            "Recommended: Upheld",
            "Heard by two.",
        ):
            assert words in page
        assert "First guess." not in page

    def test_it_asks_no_question_more_for_that(self):
        play = scene(self.page)
        self.opened(play)
        _, before = self.opened(play)
        self.told(play)
        _, after = self.opened(play)
        assert after == before

    def test_a_long_account_is_folded_and_a_short_one_open(self):
        play = scene(self.page)
        page, _ = self.opened(play)
        assert '<details class="govuk-details" open>' in page
        Case.objects.filter(pk=play.case.pk).update(said="And then again. " * 40)
        page, _ = self.opened(play)
        assert '<details class="govuk-details" open>' not in page
        assert '<details class="govuk-details">' in page


class TestWayBack:
    """A refusal leads back to the case, if it is still there for the person."""

    page = next(page for page in PAGES if page.verb == "determine")

    @pytest.mark.parametrize("verb", ["assess", "determine", "finalise"])
    def test_of_a_page_that_is_refused(self, verb):
        play = scene(self.page)
        by = signed_in(user_with_role("cst-officer"))
        refused = by.get(address(play.case, verb))
        assert refused.status_code == 403
        assert f"Go back to {play.case}</a>" in refused.content.decode()
        assert f'href="{play.case.get_absolute_url()}"' in refused.content.decode()

    def test_of_a_form_that_came_too_late(self):
        play = scene(self.page)
        assert post(self.page, play).status_code == 302
        refused = signed_in(play.user).get(address(play.case, "determine"))
        assert refused.status_code == 409
        assert f"Go back to {play.case}</a>" in refused.content.decode()

    def test_of_a_part_that_the_role_does_not_show(self):
        play = scene(self.page)
        member = signed_in(user_with_role("mpa-member"))
        refused = member.get(f"{play.case.get_absolute_url()}history/")
        assert refused.status_code == 403
        assert f"Go back to {play.case}</a>" in refused.content.decode()

    def test_not_to_a_case_that_was_closed_to_them_meanwhile(self):
        play = scene(self.page)
        frame = Frame(_request(play.user), play.case.slug)
        ConflictFactory(case=play.case, user=play.user)
        refusal = frame.lead_back(NotAllowed("This is no longer within your reach."))
        assert refusal.back == "/"

    def test_one_that_leads_elsewhere_is_left_alone(self):
        play = scene(self.page)
        frame = Frame(_request(play.user), play.case.slug)
        assert frame.lead_back(Stale(back="/here/")).back == "/here/"


def _request(user):
    request = RequestFactory().get("/")
    request.user = user
    return request
