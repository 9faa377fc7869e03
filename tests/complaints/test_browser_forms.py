"""Intake, verbs and amending in a real browser: accessible, and fitting every width."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from audit import trail
from casework import guard
from complaints.models import Recommendation, Report
from tests.browser import PHONE
from tests.browser import hold_to_rules_and_widths as check
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    CaseFactory,
    ComplainantFactory,
    ConflictFactory,
    OutcomeFactory,
    StatusChangeFactory,
    result,
    whole_case,
)
from tests.factories.organisation import UnitFactory

WRONG = re.compile("^Error: ")

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def open_as(chromium_browser, live_server):
    """Opens pages as somebody."""
    contexts = []

    def opened(user):
        context = chromium_browser.new_context(base_url=live_server.url)
        contexts.append(context)
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": live_server.url,
                }
            ]
        )
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def go_on(page, name="Save and continue"):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_what_an_intake_asks_besides(open_as):
    """The pages that the journey of a telephone call does not come to."""
    known = ComplainantFactory(case=CaseFactory(reference_serial=90_001), number=1)
    known.person.surname = "Quartermaine"
    with guard.writing("test"):
        known.person.save()
    page = open_as(user_with_role("cst-officer", UnitFactory(desk=True)))
    page.goto("/complaints/new/")
    page.get_by_label("Public complaint").check()
    page.get_by_label("How did it reach us?").select_option("telephone")
    go_on(page)
    page.get_by_label("What was said").fill("The officer swore at me at the counter.")
    page.get_by_role("link", name="Help").focus()
    page.get_by_text("Draft kept at").wait_for()
    page.reload()
    assert "swore at me" in page.get_by_label("What was said").input_value()
    go_on(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Surname").fill("Quartermain")
    page.get_by_label("The conduct was towards them").check()
    go_on(page)
    expect(page.get_by_label("None of these: a new person")).to_be_visible()
    check(page)
    page.goto("/complaints/new/quick/")
    check(page)
    asked = page.get_by_role("group", name="Who is complaining?")
    page.get_by_label("Conduct matter").check()
    expect(asked).to_be_hidden()
    page.get_by_label("Public complaint").check()
    expect(asked).to_be_visible()
    page.get_by_label("Somebody who gave a name").check()
    expect(page.get_by_label("Surname")).to_be_visible()


@pytest.mark.parametrize("part", ["", "allegations/", "decisions/"])
def test_a_case_begins_on_the_first_screen_of_a_phone(open_as, part):
    case = whole_case(recorded=True)
    page = open_as(user_with_role("cst-officer"))
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(f"{case.get_absolute_url()}{part}")
    parts = page.get_by_role("navigation", name="This case")
    below = parts.bounding_box()
    assert below["y"] + below["height"] < 844
    for link in parts.get_by_role("link").all():
        assert link.bounding_box()["height"] >= 44
    check(page)


def test_the_fingerprint_of_a_file_fits_a_phone(open_as):
    officer = user_with_role("cst-officer")
    case = whole_case(recorded=True)
    with transaction.atomic():
        trail.record(
            "case.attach",
            kind=trail.Kind.ALTERATION,
            subject=case,
            by=officer,
            changes={"sha256": (None, "0123456789abcdef" * 4)},
        )
    page = open_as(officer)
    page.goto(f"{case.get_absolute_url()}history/")
    expect(page.locator(".app-timeline")).to_contain_text("0123456789abcdef" * 4)
    check(page)


def test_why_a_case_ended_is_in_order_on_every_width(open_as):
    case = whole_case(withdrawn=True)
    StatusChangeFactory(case=case, verb="withdraw", reason="Content with it.")
    page = open_as(user_with_role("cst-officer"))
    page.goto(case.get_absolute_url())
    expect(page.get_by_role("region", name="Why it was withdrawn")).to_be_visible()
    check(page)


VERBS = {
    "record": ("cst-officer", {}),
    "decline": ("cst-officer", {}),
    "check": ("cst-manager", {"recorded": True}),
    "assess": ("team-inspector", {"checked": True}),
    "allocate": ("team-inspector", {"assessed": True}),
    "start": ("investigator", {"allocated": True}),
    "submit-report": ("investigator", {"investigating": True}),
    "return": ("appropriate-authority", {"reported": True}),
    "determine": ("appropriate-authority", {"reported": True}),
    "notify": ("cst-officer", {"determined": True}),
    "finalise": ("cst-manager", {"notified": True}),
    "reopen": ("appropriate-authority", {"finalised": True}),
    "withdraw": ("cst-manager", {"investigating": True}),
}
FILLED = {"check": "Issues", "submit-report": "Report"}


def case_for(state, team, handler):
    received_on = timezone.localdate() - timedelta(days=60)
    if not state:
        case = CaseFactory(received_on=received_on)
        ComplainantFactory(case=case, number=1)
        return case
    case = whole_case(
        received_on=received_on, responsible_unit=team, handler=handler, **state
    )
    outcome = case.allegations.get().outcomes.get()
    with guard.writing("test"):
        outcome.recommended = result("upheld")
        outcome.save()
        report = Report.objects.create(
            case=case, number=1, by=handler, at=timezone.now(), text="Two agree.\n" * 9
        )
        Recommendation.objects.create(
            report=report,
            outcome=outcome,
            result=result("upheld"),
            reasons="Heard by two.",
        )
    return case


def test_every_verb(open_as):
    team = UnitFactory(team=True)
    handler = user_with_role("investigator", team)
    for verb, (role, state) in VERBS.items():
        case = case_for(state, team, handler)
        user = handler if role == "investigator" else user_with_role(role, team)
        page = open_as(user)
        page.goto(f"/complaints/{case.slug}/{verb}/")
        check(page)
        if verb == "allocate":
            page.get_by_label("Unit").select_option(team.code)
            go_on(page, "Show its handlers")
            check(page)
        elif verb == "determine":
            decide(page)
        elif verb != "finalise":
            if verb in FILLED:  # it begins as it was left, with nothing wrong
                page.get_by_label(FILLED[verb], exact=True).fill("")
            with page.expect_navigation():
                form = page.locator("main form").last
                form.locator("button[type=submit]").last.click()
            expect(page, verb).to_have_title(WRONG)
            check(page)


def decide(page):
    go_on(page, "Check the decisions")
    check(page)
    page.get_by_label("Not upheld", exact=True).check()
    page.get_by_label("Reasons for departing").fill("They were not in the room.")
    page.get_by_role("group", name="Is there a case to answer?").get_by_label(
        "No", exact=True
    ).check()
    page.get_by_label("No misconduct").check()
    page.get_by_label("No further action").check()
    page.get_by_label("Reasons for the decisions as a whole").fill("Not enough.")
    page.get_by_role("group", name="Does the file go").get_by_label("No").check()
    go_on(page, "Check the decisions")
    check(page)
    go_on(page, "Determine")
    assert "/determine/" not in page.url


def test_amending_and_conflicts(open_as):
    team = UnitFactory(team=True)
    case = whole_case(recorded=True, responsible_unit=team)
    OutcomeFactory(allegation=case.allegations.get(), subject__number=2)
    other = ConflictFactory(case=case, user=user_with_role("cst-officer"))
    officer = open_as(user_with_role("cst-officer"))
    inspector = open_as(user_with_role("team-inspector", team))
    manager = open_as(user_with_role("cst-manager"))
    for page, rest in (
        (officer, "amend"),
        (officer, "allegations/add"),
        (officer, "allegations/1/change"),
        (officer, "subjects/add"),
        (officer, "subjects/1/change"),
        (officer, "complainants/add"),
        (officer, "complainants/1/change"),
        (officer, "link"),
        (manager, "tag"),
        (inspector, "restrict"),
        (inspector, "conflict"),
        (inspector, "conflicts"),
        (inspector, f"conflicts/{other.user.key}/decide"),
    ):
        page.goto(f"/complaints/{case.slug}/{rest}/")
        check(page)
