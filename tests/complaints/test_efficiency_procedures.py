"""What came to notice before 2008 goes by the efficiency procedures of its day."""

from datetime import date

import pytest

from casework import guard
from complaints import rules
from complaints.actions.proceedings import openable
from complaints.models import Allegation, law
from tests.complaints.hearing import TODAY, Told, hear, name, open_it
from tests.complaints.sending import signed_in
from tests.complaints.steps.proceedings import ruled
from tests.complaints.verb_forms import PAGES, address, scene
from tests.factories.organisation import MemberFactory

pytestmark = pytest.mark.django_db


class TestEfficiencyProcedures:
    """What came to notice in 2007 goes by the procedures of its day."""

    NOTICED = date(2007, 5, 1)

    def taken_up(self, **how):
        told = Told(received_on=self.NOTICED)
        ruled(told, forum="performance", **how)
        with guard.writing("test"):
            rows = Allegation.objects.filter(case=told.case)
            rows.update(raised_on=self.NOTICED)
        return told

    @pytest.mark.parametrize("to_answer", [True, False])
    def test_it_is_lawful_to_take_it_up(self, known, to_answer):
        facts = rules.RulingFacts(
            *("upheld", "Substantiated", to_answer, "misconduct", "performance"),
            of_member=True,
        )
        assert rules.check_ruling(known, facts, noticed_on=self.NOTICED) == []

    def test_a_first_interview_and_then_a_second(self):
        told = self.taken_up(severity="misconduct")
        office = "misconduct-office"
        row = open_it(told, office, "performance-1999.first-interview.unsatisfactory")
        assert row.forum_name == "First interview"
        name(told, office, row, "manager", member=MemberFactory(rank="inspector"))
        hear(told, office, row, "unsatisfactory", "notice-to-improve")
        known = law.load()
        (offered,) = openable(told.case, known, on=TODAY)[told.subject]
        assert offered.forum.code == "second-interview"

    def test_not_of_what_came_to_notice_later(self, known):
        told = Told()
        ruled(told, severity="none", case_to_answer=False, forum="performance")
        offered = openable(told.case, known, on=TODAY)[told.subject]
        assert {one.regime.code for one in offered} == {"performance-2008"}


def test_the_authority_may_take_a_matter_of_2007_up_so():
    """Its page offers the procedures of the matter's day."""
    page = next(page for page in PAGES if page.verb == "determine")
    play = scene(page)
    with guard.writing("test"):
        Allegation.objects.filter(case=play.case).update(raised_on=date(2007, 5, 1))
    shown = signed_in(play.user).get(address(play.case, "determine"))
    (part,) = shown.context["form"].outcome_parts
    offered = dict(part.fields["forum"].choices)
    assert offered["performance"] == "Action under efficiency procedures"
