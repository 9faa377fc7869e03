"""When a risk is looked at again: as a meeting said, else by the rule."""

from datetime import date, timedelta

import pytest

from casework.models import DeadlineRule
from casework.models.cases import FAR_FUTURE
from complaints import actions
from complaints.models import Risk
from tests.complaints.records import BY_EVENT, record_play
from tests.complaints.verbs import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
BY_RULE = TODAY + timedelta(days=28)
NEVER = date.fromisoformat(FAR_FUTURE)
LEVELS = {"likelihood": 2, "impact": 3, "reasons": "It has calmed down."}


def done(event, **given):
    return record_play(BY_EVENT[event]).do(**given)


def again(event, risk, **given):
    step = BY_EVENT[event]
    now, by = Risk.objects.get(pk=risk.pk), record_play(step).user
    made = step.action(record=now, by=by, at=NOW, version=now.version, **given)
    return Risk.objects.get(pk=made.pk)


@pytest.fixture
def entered():
    return Risk.objects.get(pk=done("risk.enter").pk)


def test_by_the_rule_from_the_day_it_is_entered(entered):
    assert entered.next_review_on == BY_RULE


def test_what_a_meeting_said_stands_when_it_is_assessed_again(entered):
    with_date = {"decision": "Watch it.", "next_review_on": TODAY + timedelta(days=60)}
    decided = again("risk.decide", entered, **with_date)
    assert again("risk.score", decided, **LEVELS).next_review_on == (
        TODAY + timedelta(days=60)
    )


def test_never_once_it_is_closed_and_anew_when_it_is_put_back(entered):
    closed = again("risk.close", entered, closed_because="It is over.")
    assert closed.next_review_on == NEVER
    back = again("risk.reopen", closed, reason="It is not.")
    assert back.next_review_on == BY_RULE


def test_a_day_that_is_over_gives_way(entered):
    later = NOW + timedelta(days=40)
    play = record_play(BY_EVENT["risk.score"])
    row = actions.score_risk(
        record=entered, by=play.user, at=later, version=entered.version, **LEVELS
    )
    assert row.next_review_on == later.date() + timedelta(days=28)


def test_no_date_where_no_rule_is_in_force():
    DeadlineRule.objects.filter(code="risk_review").delete()
    assert Risk.objects.get(pk=done("risk.enter").pk).next_review_on == NEVER
