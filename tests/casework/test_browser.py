"""The pages of casework in a real browser: accessible, and alive without a reload."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from audit import trail
from casework.models import Job
from casework.models.jobs import JobState
from tests.browser import hold_to_rules_and_widths
from tests.factories.accounts import user_with_role
from tests.factories.casework import JobFactory, NotificationFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def director():
    return user_with_role("director")


@pytest.fixture
def page(chromium_browser, live_server, director):
    client = Client()
    client.force_login(director)
    name = settings.SESSION_COOKIE_NAME
    context = chromium_browser.new_context(base_url=live_server.url)
    context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


def check(page):
    """In order at both widths, and nothing on the console."""
    hold_to_rules_and_widths(page)
    assert page.said == []


def test_work_is_followed_without_a_reload(page, director, kind):
    kind(lambda job, progress: {})
    row = JobFactory(running=True, asked_by=director, progress=1, total=4)
    page.goto("/jobs/")
    check(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Sample work").click()
    check(page)
    expect(page.locator("#job")).to_contain_text("1 of 4 (25 %)")
    Job.objects.filter(pk=row.pk).update(
        state=JobState.DONE, progress=4, result={"created": 4}, finished_at=row.due_at
    )
    expect(page.get_by_role("status")).to_contain_text("Done", timeout=10_000)
    expect(page.locator("#job")).to_contain_text("Created")
    check(page)


def test_notifications_are_read_one_by_one(page, director):
    NotificationFactory.create_batch(2, user=director, url="/notifications/")
    page.goto("/notifications/")
    main = page.get_by_role("main")
    expect(main.get_by_text("2 unread")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Open").first.click()
    expect(main.get_by_text("1 unread")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Mark all as read").click()
    expect(main.get_by_text("unread")).to_have_count(0)
    check(page)


def test_trail_is_filtered(page, director):
    subject = trail.Subject("account", "sample@police.example")
    trail.consulted(subject, director, reason="Wanted")
    page.goto("/trail/")
    check(page)
    yesterday = timezone.localdate() - timedelta(days=1)
    page.goto(f"/trail/?until={yesterday:%d/%m/%Y}")
    expect(page.get_by_text("No entry matches these filters")).to_be_visible()
    check(page)
    page.goto("/trail/?since=30+Feb")
    expect(page.get_by_text("A filter is not right")).to_be_visible()
    check(page)
