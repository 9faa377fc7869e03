"""One browser, one server and the demonstration's people, for every journey."""

from collections.abc import Callable, Generator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from accounts import demonstration
from tests.browser import WIDE
from tests.conftest import keep_copies, put_back
from tests.journeys.beginnings import demo
from tests.journeys.visitor import Visitor

PEOPLE = "people"  # the schema of their copies


@pytest.fixture(scope="session")
def known() -> set[str]:
    """Which schemas of copies the process has made."""
    return set()


@pytest.fixture
def people(transactional_db: None, known: set[str]) -> None:
    """The accounts of the demonstration, made once and put back for each journey."""
    if PEOPLE in known:
        put_back(PEOPLE)
        return
    demonstration.load_accounts(on=timezone.localdate())
    keep_copies(PEOPLE)
    known.add(PEOPLE)


@pytest.fixture
def window(
    chromium_browser: Browser, live_server, request: pytest.FixtureRequest
) -> Generator[Callable[..., Visitor], None, None]:
    """Opens a window of somebody's own: nobody in it is signed in yet."""
    contexts = []

    def opened(
        *, width: int = WIDE, height: int = 900, scripts: bool = True
    ) -> Visitor:
        context = chromium_browser.new_context(
            viewport={"width": width, "height": height},
            base_url=live_server.url,
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url, scripts=scripts)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(people: None, window: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens a window with an account of the demonstration, by its slug, signed in.

    By its cookie, for the form has stories of its own, and hashes slowly on purpose.
    """

    def signed_in(slug: str, **options) -> Visitor:
        visitor = window(**options)
        client = Client()
        client.force_login(demo(slug))
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value}
        visitor.page.context.add_cookies([cookie | {"url": visitor.server}])
        return visitor

    return signed_in
