"""The list of cases in its pages: scope, filters, columns, neighbours, the file."""

import pytest

from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory, whole_case

pytestmark = pytest.mark.django_db
URL = "/complaints/"


@pytest.fixture
def officer(client):
    user = user_with_role("cst-officer")
    client.force_login(user)
    return user


class TestList:
    def test_shows_each_case_with_its_state_and_a_link(self, client, officer):
        case = whole_case(investigating=True)
        page = client.get(URL).content.decode()
        assert case.get_absolute_url() in page
        assert "Investigating" in page
        assert "1 match" in page
