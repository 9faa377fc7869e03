"""The demonstration's Risk Register was looked at by meetings, and will be again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from complaints.forms.risks import THE_MEETING
from complaints.models import Risk
from config.generator.risk_register import GRAVE, HELD, RISKS, add_risks
from organisation.models import Meeting
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import AssessmentFactory, CaseFactory

pytestmark = pytest.mark.django_db
MEETINGS = "/complaints/risk-register/meetings/"


def grave(ago):
    """An open case assessed as of high risk, so many days ago."""
    at = timezone.now() - timedelta(days=ago)
    day = timezone.localdate(at)
    case = CaseFactory(investigating=True, received_on=day)
    AssessmentFactory(
        case=case, stage="assess", response="local", risk_public="high", at=at
    )


@pytest.fixture
def told():
    demonstration.load_accounts(on=timezone.localdate())
    for ago in (200, 170, 130, 100, 12, 5):
        grave(ago)
    add_risks(timezone.now())
    return Meeting.objects.filter(committee__code=THE_MEETING)


def test_meetings_were_held_and_one_is_set(told):
    today = timezone.localdate()
    held, to_come = told.filter(held_on__lt=today), told.filter(held_on__gte=today)
    assert (held.count(), to_come.count()) == (len(HELD), 1)
    assert Risk.objects.count() == len(RISKS) + 1
    for meeting in held:
        page = signed_in(user_with_role("command")).get(f"{MEETINGS}{meeting.held_on}/")
        assert "Next review" in page.content.decode().split(">Decided</h2>")[1]


def test_each_decision_is_of_its_meeting_and_after_the_risk_was_entered(told):
    for risk in Risk.objects.prefetch_related("decisions__meeting"):
        for each in risk.decisions.all():
            held_on = each.meeting.held_on
            assert timezone.localdate(risk.at) <= held_on
            assert timezone.localdate(each.at) == held_on < each.next_review_on
            assert ("at the next meeting" in each.decision) == (risk.rating >= GRAVE)


def test_what_the_next_meeting_was_to_look_at_stands_on_its_agenda(told):
    coming = told.latest("held_on")
    agenda = Risk.objects.for_meeting(coming.held_on)
    graves = Risk.objects.filter(rating__gte=GRAVE)
    assert set(agenda) >= set(graves)
    assert set(agenda) < set(Risk.objects.all())
