"""The specimen pages in a real browser: accessible, working by keyboard, quiet CSP."""

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, WIDE, hold_to_rules

FOCUSED = "element => element === document.activeElement"

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.pages.specimen"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(params=[WIDE, PHONE])
def page(chromium_browser, live_server, request):
    context = chromium_browser.new_context(
        viewport={"width": request.param, "height": 900}, base_url=live_server.url
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def check(page, quiet=True):
    hold_to_rules(page)
    assert not quiet or page.complaints == []


@pytest.mark.parametrize("name", ["case", "form", "list", "confirm"])
def test_specimens_are_accessible_and_fit(page, name):
    page.goto(f"/{name}/")
    check(page, name)


def test_a_filtered_list_shows_its_chips(page):
    page.goto("/list/?model=user&model=group&late=on&since=31/03/2026&unit=kingston")
    chips = page.locator(".app-chip")
    assert chips.count() == 5
    if page.viewport_size["width"] < 768:
        page.get_by_role("button", name="Filters").click()
    assert page.get_by_label("Late").is_checked()
    check(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Remove filter: Group").click()
    assert page.locator(".app-chip").count() == 4


def test_a_mistyped_filter_shows_no_rows_and_says_why(page):
    page.goto("/list/?since=31/02/2026")
    assert page.get_by_text("real date").first.is_visible()
    assert page.locator("tbody tr").count() == 0
    check(page)


def test_a_wrong_form_shows_its_errors(page):
    page.goto("/form/")
    page.get_by_label("Other").check()
    page.get_by_label("Day").fill("30")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Record complaint").click()
    expect(page).to_have_title("Error: Record a complaint - Candour")
    assert page.locator(".govuk-error-summary").evaluate(FOCUSED)
    check(page)


@pytest.mark.parametrize("name", ["not-allowed", "stale", "missing", "lost-database"])
def test_error_pages_are_accessible(page, name):
    page.goto(f"/refuse/{name}/")
    check(page, quiet=False)


def test_slash_goes_to_the_search_box(page):
    page.goto("/case/")
    page.keyboard.press("/")
    assert page.locator("#site-search").evaluate(FOCUSED)
    page.keyboard.type("a/b")
    assert page.locator("#site-search").input_value() == "a/b"


def test_the_menu_opens_and_escape_closes_it(page):
    page.goto("/case/")
    page.locator(".app-user__summary").click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    check(page)
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Sign out").is_visible()


def test_a_choice_reveals_its_own_field(page):
    page.goto("/form/")
    assert not page.get_by_label("Say how").is_visible()
    page.get_by_label("Other").check()
    assert page.get_by_label("Say how").is_visible()


def test_another_card_can_be_added_and_removed(page):
    page.goto("/form/")
    page.get_by_role("button", name="Add another officer").click()
    second = page.locator("[name=officers-1-name]")
    assert second.is_visible()
    assert page.locator("[name=officers-TOTAL_FORMS]").input_value() == "2"
    check(page)
    page.get_by_role("button", name="Remove officer 2").click()
    assert not second.is_visible()


def test_the_session_warning_counts_down_and_can_be_answered(page, settings):
    settings.SESSION_IDLE_SECONDS = 122
    page.clock.install()
    page.goto("/case/")
    page.clock.run_for(10_000)
    warning = page.get_by_role("dialog")
    assert warning.is_visible()
    check(page)
    with page.expect_response("**/keep-alive/") as answer:
        page.get_by_role("button", name="Stay signed in").click()
    assert answer.value.status == 204
    page.wait_for_function("!document.querySelector('[data-session]').open")


def test_a_draft_is_kept_when_the_person_leaves_the_form(page):
    page.goto("/form/")
    page.get_by_label("What was said").fill("Shouted at the stop.")
    with page.expect_request("**/echo/") as sent:
        page.locator("#site-search").focus()
    assert "Shouted at the stop." in sent.value.post_data
    page.get_by_text("Draft kept at").wait_for()


def test_the_page_works_without_scripts(chromium_browser, live_server):
    context = chromium_browser.new_context(
        java_script_enabled=False, base_url=live_server.url
    )
    page = context.new_page()
    page.goto("/list/")
    assert page.get_by_label("Received from").is_visible()
    page.goto("/form/")
    assert page.get_by_label("Say how").is_visible()
    context.close()


def test_nothing_inline_is_allowed_to_run(page):
    page.goto("/case/")
    page.evaluate("""() => {
        const script = document.createElement("script")
        script.textContent = "window.inlineRan = true"
        document.body.append(script)
    }""")
    assert page.evaluate("window.inlineRan") is None


def test_the_stylesheet_has_no_government_font_and_marks_every_sheet(page):
    style = page.request.get("/static/build/candour.css").text()
    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert '@top-center{content:"OFFICIAL-SENSITIVE"' in style
