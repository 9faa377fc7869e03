"""What the summary of a case says of its risk on the register, and of its end."""

import pytest
from django.utils import timezone

from casework import guard
from tests.complaints.sending import signed_in
from tests.complaints.steps import BY_VERB, play_of
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    AssessmentFactory,
    CaseFactory,
    StatusChangeFactory,
    whole_case,
)
from tests.factories.risks import RiskFactory

pytestmark = pytest.mark.django_db


def summary(case, role="command"):
    client = signed_in(user_with_role(role, case.responsible_unit))
    shown = client.get(case.get_absolute_url())
    assert shown.status_code == 200
    return shown.content.decode()


def high(case):
    AssessmentFactory(case=case, number=9, risk_public="high")
    return case


def test_a_high_risk_leads_to_its_entry_on_the_register():
    case = high(whole_case(investigating=True))
    risk = RiskFactory(case=case, responsible_unit=case.responsible_unit)
    assert f"On the Risk Register: {risk.reference}" in summary(case)


def test_one_that_is_not_there_can_be_entered():
    case = high(whole_case(investigating=True))
    assert f"/risk-register/enter/?case={case.slug}" in summary(case)


def test_whoever_does_not_read_the_register_learns_nothing_of_it():
    case = high(whole_case(investigating=True))
    RiskFactory(case=case, responsible_unit=case.responsible_unit)
    assert "Risk Register" not in summary(case, "investigator")


def test_a_low_risk_says_nothing_of_the_register():
    assert "Risk Register" not in summary(whole_case(investigating=True))


def test_one_resolved_at_first_contact_says_when():
    case = CaseFactory(status="resolved_at_contact")
    at = timezone.now()
    StatusChangeFactory(
        case=case,
        verb="resolve-at-contact",
        from_status="received",
        to_status="resolved_at_contact",
        at=at,
    )
    assert "<dt class=" in summary(case)
    assert summary(case).count("Resolved at first contact") >= 2


def test_one_declined_recorded_by_direction_and_reopened_is_shown():
    case = whole_case(investigating=True)
    for verb, before, after in (
        ("decline", "received", "not_recorded"),
        ("direct-recording", "not_recorded", "received"),
        ("reopen", "finalised", "investigating"),
    ):
        StatusChangeFactory(case=case, verb=verb, from_status=before, to_status=after)
    assert "Not recorded" in summary(case)


def test_marking_tells_the_handler():
    play = play_of(BY_VERB["mark-subject"])
    play.do()
    with guard.writing("test"):
        told = play.case.handler.notifications.get()
    assert told.sentence == f"A subject of {play.case} was marked."
