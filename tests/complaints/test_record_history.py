"""The history of a record: what was done apart from who read it, a page at a time."""

import re

import pytest

from audit import trail
from complaints.views.registers import frame
from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.sending import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(frame, "HISTORY_SHOWN", 3)


@pytest.fixture
def scored():
    """(a risk that was assessed again, a browser of who did it)."""
    play = record_play(BY_EVENT["risk.score"])
    play.do()
    return play.record, signed_in(play.user)


def history(client, record, asked=""):
    page = client.get(record.get_absolute_url() + asked)
    assert page.status_code == 200
    return page.content.decode().partition('id="history"')[2]


def older(text):
    found = re.search(r'href="([^"]+)">Older entries', text)
    return found and found[1].replace("&amp;", "&").partition("#")[0]


def test_readings_push_nothing_out_of_sight(scored):
    record, client = scored
    for _ in range(5):
        trail.consulted(record, record.by, changes={"page": (None, "risk")})
    text = history(client, record)
    assert "Two sources agree." in text
    assert "Read it" not in text
    assert older(text) is None


def test_who_read_it_stands_by_itself(scored):
    record, client = scored
    trail.consulted(record, record.by, changes={"page": (None, "risk")})
    text = history(client, record, "?show=reads")
    assert record.by.name in text
    assert "Two sources agree." not in text


def test_it_goes_back_to_the_first_entry(scored):
    record, client = scored
    for _ in range(3):
        play = record_play(BY_EVENT["risk.score"])
        play.record = record
        play.do(by=play.user)
    first = history(client, record)
    address = older(first)
    assert address
    second = history(client, record, address)
    assert "Two sources agree." in second
    assert older(second) is None
    assert "Back to the newest entries" in second
    assert "Back to the newest entries" not in first


@pytest.mark.parametrize("asked", ["?show=all", "?before=x", "?page=2", "?show=&show="])
def test_it_refuses_what_it_does_not_know(scored, asked):
    record, client = scored
    assert client.get(record.get_absolute_url() + asked).status_code == 400
