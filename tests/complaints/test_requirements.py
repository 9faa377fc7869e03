"""Special requirements and the severity of conduct: what the law asks for, and when."""

from datetime import date

import pytest

from complaints.models import Case, CaseLink
from pages.refusals import WrongState
from tests.complaints.handled import assess_severity, do
from tests.complaints.routing import on_a_route
from tests.complaints.verbs import NOW
from tests.factories.complaints import CaseFactory, SubjectFactory

pytestmark = pytest.mark.django_db


class TestSpecialRequirements:
    def test_no_report_without_severity_and_notice(self):
        case = on_a_route(investigating=True)
        do("certify-requirements", case)
        with pytest.raises(WrongState, match="a severity assessment and a notice"):
            do("submit-report", case)

    def test_the_severity_is_assessed_in_time(self):
        case = on_a_route(investigating=True)
        do("certify-requirements", case)
        clock = case.clocks.get(code="severity")
        assert (clock.of, clock.starts_on) == ("subject 1", NOW.date())
        assert clock.due_on == date(2026, 11, 27)
        assess_severity(case)
        clock.refresh_from_db()
        assert (clock.ended, clock.done_on) == ("done", NOW.date())

    def test_not_of_what_came_before_the_law(self):
        before = date(2008, 11, 30)
        case = on_a_route(investigating=True, received_on=before, incident_on=before)
        with pytest.raises(WrongState, match="is not known to the law of"):
            do("certify-requirements", case)


class TestSeverity:
    """From the recording of a conduct matter, of every officer who is known."""

    def test_its_time_runs_from_the_recording(self):
        case = CaseFactory(conduct=True, subject_count=2)
        SubjectFactory(case=case, number=1)
        SubjectFactory(case=case, number=2, unidentified=True)
        do("record", case)
        (clock,) = case.clocks.filter(code="severity")
        assert (clock.of, clock.starts_on) == ("subject 1", NOW.date())
        assert Case.objects.get(pk=case.pk).next_due_on <= clock.due_on

    def test_not_by_the_regulations_before(self):
        before = date(2008, 11, 30)
        case = CaseFactory(conduct=True, received_on=before, incident_on=before)
        SubjectFactory(case=case, number=1)
        do("record", case)
        assert not case.clocks.filter(code="severity").exists()

    def test_it_runs_in_a_complaint_that_goes_on_as_conduct(self):
        case = on_a_route(withdrawn=True)
        do("continue-as-conduct", case)
        after = CaseLink.objects.get(other=case).case
        assert after.clocks.get(code="severity").of == "subject 1"
