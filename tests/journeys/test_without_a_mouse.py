"""By keyboard alone; and in a browser without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import demonstration
from complaints.models import Allegation, Case
from organisation.models import Unit
from tests.factories.complaints import whole_case

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FOCUSED = "element => element === document.activeElement"
RING = """() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== "none" || style.boxShadow !== "none"
}"""


def tab_to(visitor, target) -> None:
    """Go on with the Tab key until the element has the focus, and show where it is."""
    for _ in range(150):
        visitor.page.keyboard.press("Tab")
        if target.evaluate(FOCUSED):
            assert visitor.page.evaluate(RING), "the focus cannot be seen"
            return
    raise AssertionError(f"{visitor.path}: the Tab key never comes to {target}")


def enter(visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.arrive()


def test_by_keyboard_alone(people, window):
    case = whole_case(
        investigating=True,
        reference="PC/60006/26",
        responsible_unit=Unit.objects.get(code="customer-service-team"),
        received_on=timezone.localdate() - timedelta(days=9),
        said="They spoke of a wheelbarrow.",
    )
    visitor = window()
    page = visitor.page
    visitor.visit("/sign-in/")
    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to main content").evaluate(FOCUSED)
    page.keyboard.press("Enter")
    tab_to(visitor, page.get_by_label("Email address"))
    page.keyboard.type("cst-officer" + demonstration.DOMAIN)
    tab_to(visitor, page.get_by_label("Password", exact=True))
    page.keyboard.type(demonstration.PASSWORD)
    enter(visitor)
    assert visitor.path == "/"
    page.keyboard.press("/")
    page.keyboard.type("wheelbarrow")
    enter(visitor)
    tab_to(visitor, visitor.main.get_by_role("link", name=case.reference).first)
    enter(visitor)
    tab_to(visitor, page.get_by_label("Add a note for colleagues"))
    page.keyboard.type("Rang at nine; no answer / will ring again.")
    tab_to(visitor, page.get_by_role("button", name="Add note"))
    enter(visitor)
    visitor.reads("Rang at nine; no answer / will ring again.")
    assert case.notes.get().text.startswith("Rang at nine")


def test_without_scripts(sign_in):
    officer = sign_in("cst-officer", scripts=False)
    officer.visit("/complaints/new/")
    officer.press("Save and continue", wrong=True)
    officer.choose("Conduct matter")
    officer.choose("Report by a colleague or supervisor")
    officer.select("How did it reach us?", "internal")
    officer.press("Save and continue")
    officer.fill("What is known", "A colleague saw the register altered.")
    officer.press("Save and continue")
    officer.visit(officer.path.partition("subjects/")[0] + "subjects/1/")
    officer.choose("Not identified")
    officer.fill("Description", "Whoever was on duty that night")
    officer.press("Save and continue")
    officer.press("Continue")
    for group in ("the public", "officers", "the organisation"):
        officer.choose("Low", group=f"Risk to {group}")
    officer.fill("Reasons", "An entry was changed.")
    officer.press("Save and continue")
    officer.press("Log conduct matter")
    case = Case.objects.get()
    officer.follow("Record it now")
    officer.select("Category", "U")
    officer.fill("What is alleged", "Altered the register.")
    with officer.page.expect_navigation():
        officer.page.locator("button[name=more]").click()
    officer.arrive()
    second = officer.page.locator("[name=allegations-1-text]")
    second.fill("Did not say so when asked.")
    officer.page.locator("[name=allegations-1-category]").select_option("U")
    officer.page.locator("[name=allegations-1-against]").first.check()
    officer.press("Record")
    officer.reads(f"{case} is recorded.")
    assert Allegation.objects.filter(case=case).count() == 2
    officer.visit("/complaints/?state=recorded")
    officer.reads(case.reference)
