"""How the open cases of a unit are shared out."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.reading import text
from tests.factories.accounts import user_with_role
from tests.factories.complaints import CaseFactory
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db


def test_workload_counts_by_handler(visit):
    borough = UnitFactory(kind="borough")
    manager = user_with_role("local-manager", borough)
    CaseFactory(investigating=True, responsible_unit=borough, handler=manager)
    CaseFactory(assessed=True, responsible_unit=borough)

    page = text(visit(user_with_role("champion", borough), "/workload/"))

    assert manager.name in page
    assert "Nobody handles them yet</th>" in page


def test_says_why_it_counts_more_that_nobody_handles_than_home_does(visit):
    borough = UnitFactory(kind="borough")
    champion = user_with_role("champion", borough)
    CaseFactory(assessed=True, responsible_unit=borough, handler=champion)
    without = "also what is not allocated yet; “Allocated, nobody handles it yet”"
    assert without not in text(visit(champion, "/workload/"))
    for state in ("assessed", "allocated"):
        CaseFactory(responsible_unit=borough, **{state: True})

    page, home = text(visit(champion, "/workload/")), text(visit(champion, "/"))

    assert without in page
    hidden = '<span class="govuk-visually-hidden">'
    assert f'">2{hidden} open that nobody handles yet' in page
    assert f'">1{hidden} Allocated, nobody handles it yet' in home


def test_says_why_it_counts_more_than_a_handlers_own_home_page(visit):
    borough = UnitFactory(kind="borough")
    manager = user_with_role("local-manager", borough)
    for state in ("investigating", "reported"):
        CaseFactory(responsible_unit=borough, handler=manager, **{state: True})

    page = text(visit(user_with_role("champion", borough), "/workload/"))
    home = text(visit(manager, "/"))

    assert "also those that wait for somebody else" in page
    assert re.search(r'">2<span class="govuk-visually-hidden"> open with', page)
    assert re.search(r'">1<span class="govuk-visually-hidden"> With me', home)


def test_workload_tells_namesakes_apart(visit):
    borough = UnitFactory(kind="borough")
    yesterday = timezone.localdate() - timedelta(days=1)
    one, other = (
        user_with_role("local-manager", borough, name="Sam Ashby") for _ in range(2)
    )
    for handler in (one, one, other):
        CaseFactory(
            investigating=True,
            responsible_unit=borough,
            handler=handler,
            next_due_on=yesterday,
        )
    champion = user_with_role("champion", borough)

    page = text(visit(champion, "/workload/"))

    assert page.count("Sam Ashby</th>") == 2
    links = re.findall(r'href="(/complaints/\?[^"]*)">([0-9]+)<', page)
    assert [number for _, number in links] == ["2", "2", "1", "1"]
    for address, number in links:
        shown = text(visit(champion, html.unescape(address)))
        assert f'app-list__count">{number} ' in shown, address


def test_workload_is_for_whoever_allocates(visit):
    assert visit(user_with_role("investigator"), "/workload/").status_code == 403
    champion = user_with_role("champion", UnitFactory(kind="borough"))
    answer = visit(champion, "/workload/", unit=UnitFactory(kind="borough").code)
    assert answer.status_code == 400
