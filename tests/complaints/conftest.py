"""Who is signed in where a test asks for nobody in particular, and what the law is."""

from datetime import date

import pytest

from complaints.models import law
from tests.complaints.case_pages import sign_in
from tests.factories.organisation import UnitFactory


@pytest.fixture
def officer(client):
    """An officer of the Customer Service Team at their desk, signed in at `client`."""
    return sign_in(client, "cst-officer", UnitFactory(desk=True))


@pytest.fixture
def known():
    """The law as its tables have it."""
    return law.load()


@pytest.fixture
def of_2008(known):
    return known.regime_on(date(2008, 12, 1))


@pytest.fixture
def of_2004(known):
    return known.regime_on(date(2008, 11, 30))
