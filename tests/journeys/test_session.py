"""A session that ends: a warning first, and nothing typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import demonstration
from organisation.models import Unit
from tests.factories.complaints import whole_case

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TERMS = "Speak to everybody who was at the counter that night."
NOTE = "Rang at nine; they ring back tomorrow."


def test_a_session_that_ends(sign_in, settings):
    settings.SESSION_IDLE_SECONDS = 300
    case = whole_case(
        reference="PC/50005/26",
        responsible_unit=Unit.objects.get(code="customer-service-team"),
        received_on=timezone.localdate() - timedelta(days=2),
    )
    officer = sign_in("cst-officer")
    page = officer.page
    page.clock.install()
    decline = f"{case.get_absolute_url()}decline/"
    officer.visit(decline)
    officer.fill("Why is it not recorded?", TERMS)
    with page.expect_response("**/drafts/**"):
        page.locator("#site-search").focus()
    page.get_by_text("Draft kept at").wait_for()
    be_warned(officer)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        with page.expect_navigation():
            page.clock.run_for(310_000)
        come_back(officer, decline)


def be_warned(officer) -> None:
    page = officer.page
    page.clock.run_for(200_000)
    warning = page.get_by_role("dialog")
    warning.wait_for()
    officer.check()
    with page.expect_response("**/keep-alive/") as answer:
        page.get_by_role("button", name="Stay signed in").click()
    assert answer.value.status == 204
    warning.wait_for(state="hidden")


def come_back(officer, decline: str) -> None:
    officer.arrive()
    officer.reads("Your session ended")
    officer.fill("Email address", "cst-officer" + demonstration.DOMAIN)
    officer.fill("Password", demonstration.PASSWORD)
    officer.press("Sign in")
    assert officer.path == decline
    officer.reads("Draft kept on")
    kept = officer.main.get_by_label("Why is it not recorded?")
    assert kept.input_value() == TERMS


def test_words_that_come_too_late(sign_in, settings):
    settings.SESSION_IDLE_SECONDS = 300
    case = whole_case(
        investigating=True,
        responsible_unit=Unit.objects.get(code="customer-service-team"),
    )
    officer = sign_in("cst-officer")
    officer.visit(case.get_absolute_url())
    officer.fill("Add a note for colleagues", NOTE)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        officer.press("Add note")
        officer.reads("What you typed is kept as a draft.")
        officer.fill("Email address", "cst-officer" + demonstration.DOMAIN)
        officer.fill("Password", demonstration.PASSWORD)
        officer.press("Sign in")
        assert NOTE in officer.page.content()
        assert not case.notes.exists()
