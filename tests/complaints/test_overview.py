"""The page of registers leads everybody to those they may read, and to no other."""

import re

import pytest
from django.urls import reverse

from accounts.roles import ROLES
from complaints.views.registers.overview import REGISTERS, registers_of
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db
OVERVIEW = "/complaints/registers/"


@pytest.mark.parametrize("slug", ROLES)
def test_it_leads_where_one_may_go_and_nowhere_else(slug, subtests):
    client = signed_in(user_with_role(slug, UnitFactory()))
    answer = client.get(OVERVIEW)
    for each in REGISTERS:
        address = reverse(each.url_name)
        led = answer.status_code == 200 and f'"{address}"' in answer.content.decode()
        with subtests.test(each.title):
            assert (client.get(address).status_code == 200) == led


def test_the_bar_at_the_top_leads_to_it():
    page = signed_in(user_with_role("hearings-office")).get("/").content.decode()
    assert f'href="{OVERVIEW}"' in page


def test_the_bar_says_so_on_each_of_them(subtests):
    user = user_with_role("command")
    client = signed_in(user)
    lit = '--active">\\s*<a class="govuk-service-navigation__link" href="([^"]+)"'
    for address, area in (
        *((reverse(each.url_name), OVERVIEW) for each in registers_of(user)),
        ("/complaints/", "/complaints/"),
    ):
        with subtests.test(address):
            page = client.get(address).content.decode()
            assert re.findall(lit, page) == [area]
