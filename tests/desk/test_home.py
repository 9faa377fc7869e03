"""Home: where its links and buttons lead."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework import drafts, notifications
from casework.models import Notification
from complaints import actions
from tests.architecture.test_query_counts import HOME, queries
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ConflictFactory, whole_case
from tests.factories.organisation import UnitFactory

pytestmark = pytest.mark.django_db

# Whose home it is, and whether a case is given tasks and forms by them.
ROLES = {
    "cst-officer": True,
    "investigator": True,
    "champion": True,
    "appropriate-authority": True,
    "director": False,
    "mpa-member": False,
    "system-administrator": False,
}


def page_of(client):
    return client.get("/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_every_link_on_home_can_be_followed(role):
    unit, now = UnitFactory(), timezone.now()
    user = user_with_role(role, unit)
    handler = user if role == "investigator" else None
    case = whole_case(reported=True, responsible_unit=unit, handler=handler)
    home = case.get_absolute_url()
    notifications.tell(user, "case.return", f"See {case}.", home, "one", at=now)
    if ROLES[role]:
        drafts.save(user, f"{home}link/", {"reason": ["The same night."]}, at=now)
        actions.set_task(
            case=case, by=user, at=now, what="Ring back", due_on=now.date(), owner=user
        )
    client = signed_in(user)

    page = page_of(client)
    # What leaves the page for a file or another place is none of ours to follow.
    links = {
        html.unescape(each) for each in re.findall(r'<a [^>]*href="(/[^"]*)"', page)
    }
    answers = {each: client.get(each).status_code for each in links}

    assert "/notifications/" in links
    assert (f"{home}link/" in links) is (f"{home}tasks/" in links) is ROLES[role]
    assert {each: code for each, code in answers.items() if code >= 400} == {}


def test_a_new_item_opens_what_it_is_about_without_a_script():
    case, user = whole_case(), user_with_role("cst-officer")
    home, now = case.get_absolute_url(), timezone.now()
    notifications.tell(user, "case.return", f"See {case}.", home, "one", at=now)
    client = signed_in(user)

    page = page_of(client)
    news = page[page.index('id="news"') :]
    form = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', news, re.S)
    opened = client.post(form[1])

    assert "csrfmiddlewaretoken" in form[2]
    assert f"See {case}." in form[2]
    assert 'type="submit"' in form[2]
    assert opened.url == home
    assert Notification.objects.get(user=user).read_at
    assert "app-home__unread" not in page_of(client)


def test_what_is_left_of_closed_drafts_is_read_at_once_however_many():
    user, now = user_with_role("cst-officer"), timezone.now()
    client = signed_in(user)

    def begun_and_closed():
        case = whole_case()
        form = f"{case.get_absolute_url()}decline/"
        drafts.save(user, form, {"reason": ["Short"]}, at=now)
        ConflictFactory(case=case, user=user)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            page = page_of(client)
        assert "closed to you now" not in page
        return len(captured)

    begun_and_closed()
    page_of(client)
    with_one = asked()
    for _ in range(4):
        begun_and_closed()
    page_of(client)  # reads anew the reference data that new cases came with

    assert asked() == with_one


def test_the_home_of_who_decides_asks_no_more_than_any_other():
    authority = user_with_role("appropriate-authority", UnitFactory())
    cases = [whole_case(reported=True) for _ in range(3)]
    now = timezone.now()
    for case in cases:
        home = case.get_absolute_url()
        notifications.tell(authority, "case.x", f"See {case}.", home, home, at=now)

    asked = queries("/", user=authority)

    assert any("complaints_allocation" in each for each in asked)
    assert len(asked) <= HOME
