"""Sections of a case's pages are bounded: all of a kind stands on a page of its own."""

from datetime import date

import pytest

from complaints.views import logs, sections
from complaints.views.registers import risks
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import whole_case
from tests.factories.conduct import InterviewFactory
from tests.factories.logs import PolicyEntryFactory
from tests.factories.risks import RiskDecisionFactory, RiskFactory, risk_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return signed_in(user_with_role("cst-officer"))


@pytest.fixture
def case(monkeypatch):
    """A case with three interviews, where a section shows two."""
    monkeypatch.setattr(sections, "SHOWN", 2)
    case = whole_case(investigating=True)
    for number in (1, 2, 3):
        InterviewFactory(case=case, number=number, place=f"Room {number}")
    return case


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_section_shows_the_newest_and_leads_to_all(reader, case):
    page = text(reader, f"{case.get_absolute_url()}proceedings/")
    assert "Room 3" in page
    assert "Room 1" not in page
    whole = f"{case.get_absolute_url()}proceedings/all/interviews/"
    assert f'href="{whole}">All 3<' in page
    page = text(reader, whole)
    assert "Room 1" in page
    assert "Words in this log" not in page
    assert "Print this log" not in page


def test_nothing_leads_there_where_all_is_shown(reader):
    other = whole_case(investigating=True)
    InterviewFactory(case=other, number=1)
    assert "/all/" not in text(reader, f"{other.get_absolute_url()}proceedings/")


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("proceedings/all/interviews/?page=2", 400),
        ("proceedings/all/witnesses/", 404),
        ("tasks/all/interviews/", 404),
    ],
)
def test_what_is_not_there(reader, case, where, status):
    assert reader.get(f"{case.get_absolute_url()}{where}").status_code == status


def test_a_printed_log_says_that_it_is_cut(reader, monkeypatch):
    case = whole_case(investigating=True)
    address = f"{case.get_absolute_url()}logs/policy/print/"
    PolicyEntryFactory(case=case, number=1)
    monkeypatch.setattr(logs, "PRINTED", 1)
    assert "There is more" not in text(reader, address)
    PolicyEntryFactory(case=case, number=2)
    assert "There is more" in text(reader, address)


class TestMeeting:
    """The page of a meeting on the Risk Register."""

    @pytest.fixture
    def command(self):
        return signed_in(user_with_role("command"))

    @pytest.fixture
    def meeting(self):
        return risk_meeting(date(2026, 10, 1))

    def test_its_agenda_has_pages(self, command, meeting):
        for impact in range(30):
            RiskFactory(impact=impact % 5 + 1)
        address = f"/complaints/risk-register/meetings/{meeting.held_on}/"
        page = text(command, address)
        assert page.count('data-label="Rating"') == 25
        following = page.partition('rel="next"')[0].rpartition('href="')[2]
        following = following.partition('"')[0].replace("&amp;", "&")
        assert text(command, address + following).count('data-label="Rating"') == 5

    def test_it_says_that_more_was_decided(self, command, meeting, monkeypatch):
        monkeypatch.setattr(risks, "MOST_DECIDED", 1)
        address = f"/complaints/risk-register/meetings/{meeting.held_on}/"
        RiskDecisionFactory(meeting=meeting)
        assert "These are the first" not in text(command, address)
        RiskDecisionFactory(meeting=meeting)
        assert "These are the first 1." in text(command, address)
