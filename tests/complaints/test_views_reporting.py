"""The report that was sent back: it opens again with what was written, to be mended."""

import pytest
from django.utils import timezone

from casework import drafts, guard
from complaints.models import Recommendation, Report
from tests.complaints.sending import signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AllegationFactory,
    OutcomeFactory,
    result,
    whole_case,
)

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "submit-report")


def opened(play, client=None):
    """The form of the report, as its page shows it."""
    page = (client or signed_in(play.user)).get(address(play.case, "submit-report"))
    return page.context["form"]


def answered(form, place=0):
    part = form.outcome_parts[place]
    return part["result"].value(), part["reasons"].value()


def reported_again(case):
    """A second report of other words, which was sent back as well."""
    outcome = case.allegations.get(number=1).outcomes.get()
    with guard.writing("test"):
        report = Report.objects.create(
            case=case,
            number=2,
            by=case.handler,
            at=timezone.now(),
            text="Only one agrees.",
        )
        Recommendation.objects.create(
            report=report,
            outcome=outcome,
            result=result("not-upheld"),
            reasons="Heard by one.",
        )


def test_a_first_report_begins_empty():
    investigator = user_with_role("investigator")
    case = whole_case(handler=investigator, investigating=True)
    page = signed_in(investigator).get(address(case, "submit-report"))
    form = page.context["form"]
    assert (form["text"].value(), *answered(form)) == (None, None, None)
    assert "as it was submitted" not in page.content.decode()


def test_one_that_was_sent_back_opens_with_its_text_and_findings():
    play = scene(PAGE)
    assert opened(play)["text"].value() == "Two agree."
    assert answered(opened(play)) == ("upheld", "Heard by two.")
    page = signed_in(play.user).get(address(play.case, "submit-report"))
    assert "Report 1 is filled in below" in page.content.decode()


def test_of_several_the_last_one_is_mended():
    play = scene(PAGE)
    reported_again(play.case)
    assert opened(play)["text"].value() == "Only one agrees."
    assert answered(opened(play)) == ("not-upheld", "Heard by one.")


def test_what_was_added_since_has_still_to_be_answered():
    play = scene(PAGE)
    second = AllegationFactory(case=play.case, number=2)
    OutcomeFactory(allegation=second, subject=play.case.subjects.get())
    form = opened(play)
    assert answered(form, 0) == ("upheld", "Heard by two.")
    assert answered(form, 1) == (None, None)


def test_words_kept_as_a_draft_win_over_it():
    play = scene(PAGE)
    content = {"text": ["Three agree by now."], "outcome-1-1-reasons": [""]}
    path = address(play.case, "submit-report")
    drafts.save(play.user, path, content, at=timezone.now())
    form = opened(play)
    assert form["text"].value() == "Three agree by now."
    assert answered(form) == (None, "")


def test_a_form_that_came_too_late_shows_the_report_as_it_stands_by_then():
    play = scene(PAGE)
    reported_again(play.case)
    sent = post(PAGE, play, version="3")
    told = sent.content.decode()
    assert sent.status_code == 409
    assert "Only one agrees." in told
    assert PAGE.data()["text"] in told


def test_a_refusal_gives_back_what_was_typed_and_not_what_stood_there():
    play = scene(PAGE)
    path = address(play.case, "submit-report")
    found = "Heard by two, who stood beside them."
    content = {
        "text": ["Three agree, and the recording has all of it."],
        "outcome-1-1-reasons": [found],
    }
    sent = post(PAGE, play, **{"outcome-1-1-reasons": found})
    assert sent.status_code == 302
    drafts.save(play.user, path, content, at=timezone.now())
    page = signed_in(play.user).get(path)
    assert page.status_code == 409
    kept = dict(page.context["typed"])
    assert list(kept.values()) == ["Three agree, and the recording has all of it."]
