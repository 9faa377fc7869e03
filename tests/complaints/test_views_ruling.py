"""What an authority can choose of each subject, and what it is warned of."""

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from casework import guard
from complaints import actions
from complaints.actions.inputs import Ruling
from complaints.actions.investigating import outcomes_of
from complaints.models import Allegation, Case
from complaints.rules import ONLY_MEMBERS
from pages.refusals import BadInput
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.accounts import fresh
from tests.factories.complaints import (
    OutcomeFactory,
    SubjectFactory,
    result,
    whole_case,
)
from tests.factories.proceedings import ImposedSanctionFactory, ProceedingFactory

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "determine")
FINAL_WARNING = (
    "A misconduct hearing of misconduct is open only where a final written warning was "
    "live when the severity was assessed."
)
CLEARED = {"case_to_answer": "no", "severity": "none", "forum": "none"}


@pytest.fixture
def unknown():
    """A reported case whose only subject nobody knows."""
    play = scene(PAGE)
    with guard.writing("test"):
        play.case.subjects.update(kind="unidentified", member=None)
    return play


def opened(play):
    page = signed_in(play.user).get(address(play.case, "determine"))
    return page.context["form"].outcome_parts


def came(play, day):
    """Let the case, and what it alleges, have come to notice on a day."""
    with guard.writing("test"):
        Case.objects.update(received_on=day, incident_on=None)
        Allegation.objects.update(raised_on=day)


def codes(part, name):
    return [code for code, _ in part.fields[name].choices]


def answers(number="1-1", **changes):
    return {f"outcome-{number}-{name}": value for name, value in changes.items()}


class TestUnknown:
    def test_only_what_leaves_no_case_to_answer_is_offered(self, unknown):
        (part,) = opened(unknown)
        assert codes(part, "case_to_answer") == ["no"]
        assert codes(part, "severity") == ["none"]
        assert codes(part, "forum") == ["none", "management_action"]
        assert part["case_to_answer"].value() == "no"
        assert part["severity"].value() == "none"
        assert part["forum"].value() is None
        assert part["case_to_answer"].help_text == ONLY_MEMBERS
        assert part["forum"].help_text == ""

    def test_the_organisation_is_no_member_either(self, unknown):
        with guard.writing("test"):
            unknown.case.subjects.update(kind="organisation")
        (part,) = opened(unknown)
        assert codes(part, "case_to_answer") == ["no"]

    def test_before_any_law_of_it_everything_is_offered(self, unknown):
        came(unknown, date(2003, 6, 1))
        (part,) = opened(unknown)
        assert codes(part, "case_to_answer") == ["yes", "no"]
        assert "hearing" in codes(part, "forum")
        assert part["forum"].help_text == ""
        assert "no regulations of the day" in part.governed

    def test_a_member_can_have_one(self):
        (part,) = opened(scene(PAGE))
        assert codes(part, "case_to_answer") == ["yes", "no"]
        assert codes(part, "severity") == ["none", "misconduct", "gross"]
        assert codes(part, "forum") == [
            *("none", "management_action", "performance", "meeting", "hearing"),
            "special",
        ]
        assert part["case_to_answer"].value() is None
        assert part["forum"].help_text == FINAL_WARNING

    def test_what_is_offered_can_be_decided(self, unknown):
        assert post(PAGE, unknown, **answers(**CLEARED)).status_code == 302

    def test_what_is_not_offered_is_refused(self, unknown):
        sent = post(PAGE, unknown, **answers(**CLEARED | {"case_to_answer": "yes"}))
        assert errors(sent) == [ONLY_MEMBERS]
        assert unmoved(unknown)

    def test_of_several_the_refusal_names_the_allegation_and_the_subject(self):
        play = scene(PAGE)
        subject = SubjectFactory(
            case=play.case, number=2, unidentified=True, description="Tall, bearded"
        )
        allegation = play.case.allegations.get()
        OutcomeFactory(
            allegation=allegation, subject=subject, recommended=result("upheld")
        )
        given = CLEARED | {"result": "upheld", "case_to_answer": "yes"}
        sent = post(PAGE, play, **answers("1-2", **given))
        assert [unescape(line) for line in errors(sent)] == [
            "Only a known member of the force can have a case to answer, so there is "
            "none for allegation 1, Not identified: Tall, bearded."
        ]
        assert unmoved(play)


class TestRegime:
    """What is offered, and in what words, follows from the day it came to notice."""

    def test_of_the_day_before_the_regulations_of_2008(self):
        play = scene(PAGE)
        came(play, date(2008, 11, 30))
        (part,) = opened(play)
        assert part.governed == (
            "Police (Conduct) Regulations 2004: it came to notice on 30 November 2008."
        )
        assert part.fields["forum"].choices[-1] == (
            *("hearing", "Misconduct hearing before a full board"),
        )
        assert codes(part, "forum") == [
            *("none", "management_action", "performance", "hearing"),
        ]
        sent = post(PAGE, play, **answers(forum="meeting", reasons="As it was."))
        assert len(errors(sent)) == 1
        assert unmoved(play)
        sent = post(PAGE, play, **answers(forum="hearing", reasons="As it was."))
        assert sent.status_code == 302

    def test_an_allegation_goes_by_its_own_day_not_the_cases(self):
        play = scene(PAGE)
        came(play, date(2008, 11, 30))
        with guard.writing("test"):
            Allegation.objects.update(raised_on=date(2008, 12, 1))
        (part,) = opened(play)
        assert "Regulations 2008" in part.governed
        sent = post(PAGE, play, **answers(forum="meeting", reasons="As it was."))
        assert sent.status_code == 302

    def test_one_that_says_no_day_goes_by_the_cases(self):
        play = scene(PAGE)
        came(play, date(2008, 12, 1))
        with guard.writing("test"):
            Allegation.objects.update(raised_on=None)
        (part,) = opened(play)
        assert "came to notice on 1 December 2008" in part.governed

    def test_a_rule_that_was_not_read_in_its_source_says_so(self):
        page = checked(severity="gross", forum="special")
        assert "15 working days" in page
        assert "has not been checked against its source" in page
        page = checked(severity="gross", forum="hearing")
        assert "30 working days" in page
        assert "The Hearings Office reviews it before it is arranged." in page
        assert "has not been checked" not in page


def checked(**changes):
    """The page of answers to check."""
    play = scene(PAGE)
    data = PAGE.data() | answers(**changes) | {"version": str(play.case.version)}
    del data["confirmed"]
    page = signed_in(play.user).post(address(play.case, "determine"), data)
    assert "Check your decisions" in page.content.decode()
    return page.content.decode()


def warned(play, sanction="final-written-warning", **more):
    """Let the officer have had a warning in another case."""
    other = ProceedingFactory(case=whole_case(determined=True), number=1, told=True)
    ImposedSanctionFactory(
        case=other.case,
        number=1,
        proceeding=other,
        member=play.case.subjects.get().member,
        sanction=sanction,
        **{"imposed_on": date(2026, 1, 5), "live_until": date(2027, 7, 4)} | more,
    )


class TestFinalWarning:
    """A warning that was live when the severity was assessed opens a hearing.

    The scene is of a severity assessed on 2 September 2026.
    """

    HEARING = answers(severity="misconduct", forum="hearing")

    def test_a_hearing_of_misconduct_needs_one(self):
        play = scene(PAGE)
        sent = post(PAGE, play, **self.HEARING)
        assert [unescape(line) for line in errors(sent)] == [FINAL_WARNING]
        assert unmoved(play)

    @pytest.mark.parametrize(
        "more",
        [
            {"sanction": "written-warning"},
            {"live_until": date(2026, 8, 1)},
            {"set_aside_on": date(2026, 3, 1)},
            {"field": "performance"},
        ],
        ids=["a milder one", "run out", "set aside", "of performance"],
    )
    def test_another_warning_is_not_enough(self, more):
        play = scene(PAGE)
        warned(play, **more)
        sent = post(PAGE, play, **self.HEARING)
        assert [unescape(line) for line in errors(sent)] == [FINAL_WARNING]

    def test_with_one_it_is_open(self):
        play = scene(PAGE)
        warned(play)
        assert post(PAGE, play, **self.HEARING).status_code == 302
        assert play.case.allegations.get().outcomes.get().forum == "hearing"

    def test_the_action_asks_as_the_form_does(self):
        play = scene(PAGE)
        (outcome,) = outcomes_of(play.case)
        upheld = outcome.recommended
        given = {
            "case": play.case,
            "by": fresh(play.user),
            "at": timezone.now(),
            "version": play.case.version,
            "rulings": [Ruling(outcome, upheld, "", True, "misconduct", "hearing")],
            "to_cps": False,
            "reasons": "Consistent evidence.",
        }
        with pytest.raises(BadInput) as refused:
            actions.determine(**given)
        assert refused.value.sentence == FINAL_WARNING
        warned(play)
        assert actions.determine(**given).status == "determined"

    @pytest.mark.parametrize(
        ("severity", "forum"), [("misconduct", "meeting"), ("gross", "hearing")]
    )
    def test_nothing_else_asks_for_one(self, severity, forum):
        assert FINAL_WARNING not in unescape(checked(severity=severity, forum=forum))
