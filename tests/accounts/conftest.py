from datetime import UTC, datetime

import pytest

from accounts.submissions import new_token
from tests.factories.accounts import PASSWORD, user_with_role

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def send(browser, path, sent):
    """Send a form as its page would: once, under a token of its own."""
    return browser.post(path, {"submission": new_token()} | sent)


@pytest.fixture
def administrator(db):
    return user_with_role("system-administrator")


@pytest.fixture
def sign_in(client):
    """Types an address and a password into the sign-in page."""

    def send(email, password=PASSWORD, *, next_page="", browser=client):
        query = f"?next={next_page}" if next_page else ""
        sent = {"login": email, "password": password}
        return browser.post(f"/sign-in/{query}", sent)

    return send


@pytest.fixture
def clock(time_machine):
    """Stands at NOON and runs; `clock.shift(...)` moves it on."""
    time_machine.move_to(NOON)
    return time_machine
