"""The list of the meetings that look at the Risk Register."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.risks import risk_meeting

pytestmark = pytest.mark.django_db
LIST = "/complaints/risk-register/meetings/"


def days(*numbers):
    """Meetings so many days from today."""
    today = timezone.localdate()
    return [risk_meeting(today + timedelta(days=each)).held_on for each in numbers]


def listed(client, part):
    """The days that a part of the page leads to, in its order."""
    text = client.get(LIST).content.decode()
    shown = text[text.index(f">{part}</h2>") :].split("<h2")[0]
    return re.findall(rf'href="{LIST}(\d{{4}}-\d\d-\d\d)/"', shown)


@pytest.fixture
def reader():
    return signed_in(user_with_role("command"))


def test_those_to_come_and_those_held_nearest_first(reader):
    later, today, soon, earlier, last = days(90, 0, 30, -90, -30)
    assert listed(reader, "To come") == [str(day) for day in (today, soon, later)]
    held = listed(reader, "Held")
    assert held.index(str(last)) < held.index(str(earlier))
    assert not {str(today), str(soon)} & set(held)
    assert reader.get(f"{LIST}{soon}/").status_code == 200


def test_the_register_leads_to_it_and_to_the_next(reader):
    (soon,) = days(1)
    text = reader.get("/complaints/risk-register/").content.decode()
    assert f'href="{LIST}"' in text
    assert f'href="{LIST}{soon}/"' in text
    assert f'href="{LIST}"' in reader.get(f"{LIST}{soon}/").content.decode()


def test_only_for_whoever_reads_the_register():
    client = signed_in(user_with_role("cst-officer"))
    assert client.get(LIST).status_code == 403


def test_asked_for_what_it_does_not_know_it_says_so(reader):
    assert reader.get(f"{LIST}?year=2026").status_code == 400
