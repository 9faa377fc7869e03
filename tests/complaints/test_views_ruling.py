"""What an authority can choose of each subject, and what it is warned of."""

from datetime import date
from html import unescape

import pytest

from casework import guard
from complaints.forms.outcomes import FINAL_WARNING
from complaints.models import Case
from complaints.rules import ONLY_MEMBERS
from tests.complaints.sending import errors, signed_in
from tests.complaints.verb_forms import PAGES, address, post, scene, unmoved
from tests.factories.complaints import OutcomeFactory, SubjectFactory, result

pytestmark = pytest.mark.django_db
PAGE = next(page for page in PAGES if page.verb == "determine")
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
        Case.objects.update(received_on=date(2003, 6, 1), incident_on=None)
        (part,) = opened(unknown)
        assert codes(part, "case_to_answer") == ["yes", "no"]
        assert FINAL_WARNING in part["forum"].help_text

    def test_a_member_can_have_one(self):
        (part,) = opened(scene(PAGE))
        assert codes(part, "case_to_answer") == ["yes", "no"]
        assert codes(part, "severity") == ["none", "misconduct", "gross"]
        assert part["case_to_answer"].value() is None

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


class TestFinalWarning:
    def checked(self, **changes):
        play = scene(PAGE)
        data = PAGE.data() | answers(**changes) | {"version": str(play.case.version)}
        del data["confirmed"]
        page = signed_in(play.user).post(address(play.case, "determine"), data)
        assert "Check your decisions" in page.content.decode()
        return page.content.decode()

    def test_a_hearing_of_misconduct_is_warned_of(self):
        page = self.checked(severity="misconduct", forum="hearing")
        assert f"{FINAL_WARNING} Candour cannot check that yet" in page

    @pytest.mark.parametrize(
        ("severity", "forum"), [("misconduct", "meeting"), ("gross", "hearing")]
    )
    def test_nothing_else_is(self, severity, forum):
        page = self.checked(severity=severity, forum=forum)
        assert "Candour cannot check" not in page
