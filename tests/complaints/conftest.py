"""Who is signed in where a test asks for nobody in particular."""

import pytest

from tests.complaints.case_pages import sign_in
from tests.factories.organisation import UnitFactory


@pytest.fixture
def officer(client):
    """An officer of the Customer Service Team at their desk, signed in at `client`."""
    return sign_in(client, "cst-officer", UnitFactory(desk=True))
