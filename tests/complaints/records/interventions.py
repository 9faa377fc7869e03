"""The verbs of the intervention scheme."""

from datetime import date, timedelta

from django.utils import timezone

from complaints import actions
from tests.complaints.records.playing import RecordCase
from tests.complaints.sending import day
from tests.factories.interventions import InterventionFactory
from tests.factories.organisation import MemberFactory

_PLAN = {
    "pattern": "Three of four are about searches.",
    "plan": "Two days with the search team.",
}


def _begun(**state):
    return lambda play: InterventionFactory(responsible_unit=play.unit, **state)


def _member(play):
    if play.about is None:
        play.about = MemberFactory(unit=play.unit)
    return play.about


def _ahead(name, days):
    return day(name, timezone.localdate() + timedelta(days=days))


RECORDS = (
    RecordCase(
        "intervention",
        "open",
        "champion",
        actions.open_intervention,
        given=lambda play: {"member": _member(play), "reasons": "His sergeant asks."},
        form=lambda play: {
            "number": _member(play).number,
            "reasons": "His sergeant asks.",
        },
        text="reasons",
        required=("number", "reasons"),
    ),
    RecordCase(
        "intervention",
        "plan",
        "champion",
        actions.plan_intervention,
        given=lambda play: (
            _PLAN
            | {"interviewed_on": date(2026, 9, 10), "review_on": date(2026, 10, 10)}
        ),
        form=lambda play: _PLAN | _ahead("interviewed_on", 0) | _ahead("review_on", 28),
        begun=_begun(),
        text="plan",
        required=("interviewed_on", "pattern", "plan", "review_on"),
    ),
    RecordCase(
        "intervention",
        "dismiss",
        "champion",
        actions.dismiss_intervention,
        given=lambda play: {"outcome": "All three are of one street."},
        form=lambda play: {"outcome": "All three are of one street."},
        begun=_begun(),
        text="outcome",
        required=("outcome",),
    ),
    RecordCase(
        "intervention",
        "review",
        "champion",
        actions.review_intervention,
        given=lambda play: {
            "on_day": date(2026, 10, 10),
            "summary": "He has been with the team.",
            "review_on": date(2026, 11, 10),
        },
        form=lambda play: (
            {"summary": "He has been with the team."}
            | _ahead("on_day", 0)
            | _ahead("review_on", 28)
        ),
        begun=_begun(planned=True),
        text="summary",
        required=("on_day", "summary", "review_on"),
    ),
    RecordCase(
        "intervention",
        "complete",
        "champion",
        actions.complete_intervention,
        given=lambda play: {
            "completed_on": date(2026, 10, 20),
            "outcome": "No complaint since.",
        },
        form=lambda play: (
            {"outcome": "No complaint since."} | _ahead("completed_on", 0)
        ),
        begun=_begun(planned=True),
        text="outcome",
        required=("completed_on", "outcome"),
    ),
    RecordCase(
        "intervention",
        "follow-up",
        "champion",
        actions.follow_up_intervention,
        given=lambda play: {
            "on_day": date(2026, 11, 1),
            "summary": "None since the summer.",
        },
        form=lambda play: {"summary": "None since the summer."} | _ahead("on_day", 0),
        begun=_begun(completed=True),
        text="summary",
        required=("on_day", "summary"),
    ),
)
