"""The list of the meetings that look at the Risk Register."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.forms.risks import DecideForm
from pages.words import day_words, short_day_words
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.risks import RiskDecisionFactory, RiskFactory, risk_meeting

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


def test_it_leads_to_where_the_days_are_kept(reader):
    (soon,) = days(1)
    text = reader.get(LIST).content.decode()
    (kept,) = re.findall(r'href="(/reference/[^"]*)">reference data<', text)
    page = reader.get(kept)
    assert page.status_code == 200
    assert short_day_words(soon) in page.content.decode()


class TestAgenda:
    @pytest.fixture
    def decided(self):
        """A risk that a meeting looked at, which set the day of the next review."""

        def made(review_on):
            risk = RiskFactory(next_review_on=review_on)
            RiskDecisionFactory(risk=risk, next_review_on=review_on)
            return risk

        return made

    def test_it_says_its_rule_and_keeps_to_it(self, reader, decided):
        soon, later = days(20, 81)
        on_it = [decided(soon), RiskFactory(next_review_on=later)]
        off_it = decided(soon + timedelta(days=1))
        text = reader.get(f"{LIST}{soon}/").content.decode()
        assert "whose next review falls due by that day" in text
        assert "on which nothing was ever decided" in text
        assert all(risk.reference in text for risk in on_it)
        assert off_it.reference not in text

    def test_a_decision_is_offered_the_next_meeting_as_its_review(self):
        today, soon, _ = days(0, 20, 81)
        form = DecideForm(user=None, record=None, today=today)
        assert form["next_review_on"].initial == soon
        assert day_words(soon) in form.fields["next_review_on"].help_text

    def test_without_one_no_day_is_offered(self):
        (today,) = days(0)
        form = DecideForm(user=None, record=None, today=today)
        assert form["next_review_on"].initial is None
        assert not form.fields["next_review_on"].help_text


def test_only_for_whoever_reads_the_register():
    client = signed_in(user_with_role("cst-officer"))
    assert client.get(LIST).status_code == 403


def test_asked_for_what_it_does_not_know_it_says_so(reader):
    assert reader.get(f"{LIST}?year=2026").status_code == 400
