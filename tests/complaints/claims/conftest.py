"""Who is signed in where a test of claims asks for nobody in particular."""

import pytest

from tests.factories.accounts import user_with_role


@pytest.fixture
def officer(db):
    return user_with_role("claims-officer")
