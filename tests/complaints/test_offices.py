"""Cases of an earlier version come before the offices that have to do with them."""

import pytest
from django.core.management import call_command

from casework import guard
from complaints.models import Case, Outcome
from complaints.querysets import awaiting
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, whole_case

pytestmark = pytest.mark.django_db

ARRANGES = "case.arrange-meeting"


@pytest.fixture
def sent_to_a_meeting():
    case = whole_case(determined=True, decided=True)
    with guard.writing("test"):
        Outcome.objects.filter(allegation__case=case).update(
            case_to_answer=True, severity="misconduct", forum="meeting"
        )
    assert (case.offices, case.awaits) == ([], [])
    return case


def find():
    call_command("find_offices", verbosity=0)


def test_what_was_sent_to_a_meeting_waits_for_whoever_arranges_it(sent_to_a_meeting):
    find()
    case = Case.objects.get()
    assert (case.offices, case.awaits) == ([ARRANGES], [ARRANGES])
    assert case.version == sent_to_a_meeting.version
    assert _waiting() == 1


def _waiting():
    office = user_with_role("misconduct-office")
    return Case.objects.visible_to(office).filter(awaiting(ARRANGES)).count()


def test_a_conduct_matter_nobody_has_assessed_waits_for_its_severity():
    case = CaseFactory(conduct=True, allocated=True)
    find()
    case.refresh_from_db()
    assert case.awaits == ["case.assess-severity"]


def test_it_can_be_run_again_and_leaves_every_other_case(sent_to_a_meeting, capsys):
    whole_case(investigating=True)
    ended = whole_case(finalised=True, conduct=True)
    call_command("find_offices")
    call_command("find_offices")
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["1", "0"]
    ended.refresh_from_db()
    assert ended.offices == []
