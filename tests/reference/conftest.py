import pytest
from django.test import Client

from tests.factories.accounts import user_with_role


@pytest.fixture
def keeper(db):
    """Somebody whose role lets them keep reference data."""
    return user_with_role("system-administrator")


@pytest.fixture
def officer(db):
    return user_with_role("cst-officer")


@pytest.fixture
def lay_member(db):
    return user_with_role("mpa-member")


@pytest.fixture
def browse():
    """The pages as somebody signed in sees them."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
