"""The page of a case's limits: each date once, and why it is that day."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models.clocks import Ended
from pages.templatetags.components import weekday
from tests.complaints.sending import signed_in
from tests.factories.accounts import user_with_role
from tests.factories.complaints import ClockFactory, whole_case
from tests.factories.proceedings import ProceedingFactory

pytestmark = pytest.mark.django_db


def cards(case):
    """{title: text} of the cards on the page, without what stands behind "why"."""
    client = signed_in(user_with_role("cst-manager"))
    page = client.get(reverse("complaints:clocks", args=[case.slug])).content.decode()
    found = {}
    for card in re.split(r'<div class="govuk-summary-card">', page)[1:]:
        shown, _, steps = card.partition("<details")
        words = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
        found[words.split(" (")[0].split("  ")[0][:12]] = (words, steps)
    return found


@pytest.fixture
def case():
    return whole_case(investigating=True)


def only(case, due_on, *, starts_on=None, code="completion", **fields):
    length = timedelta(days=28 if code == "appeal" else 90)
    row = ClockFactory(
        case=case,
        code=code,
        due_on=due_on,
        starts_on=starts_on or due_on - length,
        **fields,
    )
    ((words, steps),) = cards(case).values()
    return row, words, steps


@pytest.mark.parametrize("days", [-9, 0, 2, 40])
def test_a_duty_says_its_day_once_and_how_far_off_it_is(case, days):
    row, words, steps = only(case, due_on=timezone.localdate() + timedelta(days=days))
    assert words.count(f"{row.due_on.day} {row.due_on:%B}") == 1
    assert f"Due {weekday(row.due_on)}, " in words
    assert "Why this date?" in steps
    assert "90 days from the date received" in steps


@pytest.mark.parametrize(
    ("days", "said"), [(3, "Open until"), (0, "Open until"), (-3, "Passed on")]
)
def test_time_of_somebody_else_says_its_day_once(case, days, said):
    due = timezone.localdate() + timedelta(days=days)
    row, words, _ = only(case, code="appeal", due_on=due)
    assert f"{said} {weekday(row.due_on)}" in words
    assert words.count(f"{row.due_on.day} {row.due_on:%B}") == 1


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (Ended.PASSED, "Passed on"),
        (Ended.DROPPED, "Not needed since"),
        (Ended.DONE, "Done"),
    ],
)
def test_what_ended_says_how(case, ended, said):
    due = timezone.localdate() - timedelta(days=8)
    done_on = due if ended == Ended.PASSED else due - timedelta(days=1)
    row, words, _ = only(case, due_on=due, ended=ended, done_on=done_on)
    assert said in words
    assert words.count(f"{row.due_on.day} {row.due_on:%B}") == 1


def test_what_stands_still_has_no_day(case):
    today = timezone.localdate()
    row, words, _ = only(
        case,
        code="determine",
        due_on="9999-12-31",
        starts_on=today - timedelta(days=9),
        first_due_on=today,
        stopped_on=today - timedelta(days=2),
    )
    assert "Stopped since" in words
    assert "9999" not in words
    assert "Due " not in words


def test_what_an_office_keeps_is_said_to_be_theirs():
    case = whole_case(determined=True, decided=True)
    row = ProceedingFactory(case=case, number=1)
    ClockFactory(
        case=case,
        code="hearing",
        of=row.name,
        due_on=timezone.localdate() + timedelta(days=3),
        starts_on=timezone.localdate(),
    )
    said = " ".join(words for words, _ in cards(case).values())
    assert "The Hearings Office: nobody by name" in said
