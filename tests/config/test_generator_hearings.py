"""The demonstration's authority sends to a hearing what could end in dismissal."""

import pytest
from django.utils import timezone

from accounts import demonstration
from casework import guard
from complaints import actions
from complaints.actions.inputs import Finding
from complaints.models import Case, Outcome
from config.generator.hearings import send_to_hearings
from organisation.models import Unit
from tests.factories.accounts import user_with_role
from tests.factories.complaints import result, whole_case
from tests.factories.conduct import ready_to_answer

pytestmark = pytest.mark.django_db


def grave():
    """A conduct matter assessed as gross misconduct, of which the officer was told."""
    unit = Unit.objects.get(code="south-team-1")
    handler = user_with_role("investigator", unit)
    case = whole_case(
        conduct=True, handler=handler, responsible_unit=unit, investigating=True
    )
    ready_to_answer(case)
    with guard.writing("test"):
        case.severityassessments.update(severity="gross", could_dismiss=True)
    return case


def report(case, code):
    """What the handler reports of it."""
    found = Outcome.objects.get(allegation__case=case)
    actions.submit_report(
        case=case,
        by=case.handler,
        at=timezone.now(),
        version=case.version,
        text="Two say the same.",
        findings=[Finding(found, result(code), "Heard by two.")],
    )


def test_without_its_authority_nothing_is_decided():
    assert send_to_hearings(timezone.now()) == 0


def test_what_is_grave_is_reported_and_waits_for_the_office():
    demonstration.load_accounts(on=timezone.localdate())
    reported, investigating = grave(), grave()
    report(reported, "upheld")
    assert send_to_hearings(timezone.now()) == 2
    for case in Case.objects.filter(pk__in=[reported.pk, investigating.pk]):
        assert case.status == "determined"
        assert case.authority.email.startswith("appropriate-authority@")
        assert case.awaits == ["case.arrange-hearing"]
    assert send_to_hearings(timezone.now()) == 0


def test_what_leaves_nothing_to_answer_is_left_to_its_authority():
    demonstration.load_accounts(on=timezone.localdate())
    case = grave()
    report(case, "not-upheld")
    assert send_to_hearings(timezone.now()) == 0
    assert Case.objects.get(pk=case.pk).status == "reported"
