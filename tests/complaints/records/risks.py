"""The verbs of the Risk Register."""

from datetime import date, timedelta

from django.utils import timezone

from complaints import actions
from tests.complaints.records.playing import RecordCase
from tests.complaints.sending import day
from tests.factories.risks import RiskFactory

_LEVELS = {"likelihood": 4, "impact": 5, "reasons": "Two sources agree."}
_WHAT = {"title": "Leak of a suspect list", "about": "A source may be named."}


def _risk(play):
    return RiskFactory(responsible_unit=play.unit)


def _next_review(play):
    return day("next_review_on", timezone.localdate() + timedelta(days=60))


RECORDS = (
    RecordCase(
        "risk",
        "enter",
        "team-inspector",
        actions.enter_risk,
        given=lambda play: _WHAT | _LEVELS,
        form=lambda play: _WHAT | _LEVELS | {"unit": play.unit.code},
        text="about",
        required=("title", "unit", "likelihood", "impact", "reasons"),
    ),
    RecordCase(
        "risk",
        "score",
        "team-inspector",
        actions.score_risk,
        given=lambda play: dict(_LEVELS),
        form=lambda play: dict(_LEVELS),
        begun=_risk,
        text="reasons",
        required=("reasons",),
    ),
    RecordCase(
        "risk",
        "decide",
        "command",
        actions.decide_risk,
        given=lambda play: {
            "decision": "Two more officers.",
            "next_review_on": date(2027, 1, 20),
        },
        form=lambda play: {"decision": "Two more officers."} | _next_review(play),
        begun=_risk,
        text="decision",
        required=("decision", "next_review_on"),
    ),
    RecordCase(
        "risk",
        "close",
        "command",
        actions.close_risk,
        given=lambda play: {"closed_because": "It was dealt with."},
        form=lambda play: {"closed_because": "It was dealt with."},
        begun=_risk,
        text="closed_because",
        required=("closed_because",),
    ),
    RecordCase(
        "risk",
        "reopen",
        "command",
        actions.reopen_risk,
        given=lambda play: {"reason": "It came back."},
        form=lambda play: {"reason": "It came back."},
        begun=lambda play: RiskFactory(responsible_unit=play.unit, closed=True),
        text="reason",
        required=("reason",),
    ),
)
