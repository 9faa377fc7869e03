"""The verbs of suspension and restriction."""

from datetime import date, timedelta

from django.utils import timezone

from complaints import actions
from tests.complaints.records.playing import RecordCase
from tests.complaints.sending import day
from tests.factories.complaints import whole_case
from tests.factories.restrictions import RestrictionFactory

_WHAT = {
    "kind": "restricted",
    "conditions": "No contact with the public.",
    "basis": "public-interest",
    "reasons": "He is alleged to have hurt two people.",
    "alternatives": "Another team would not keep him from the public.",
}
_NOTICE = {"served_how": "hand", "text": "You are kept from these duties."}
_REVIEW = {
    "kind": "restricted",
    "conditions": "No driving.",
    "reasons": "The witnesses are still to be heard.",
}


def _case(play):
    if play.about is None:
        play.about = whole_case(investigating=True, responsible_unit=play.unit)
    return play.about


def _proposed(play):
    return RestrictionFactory(case=_case(play))


def _in_force(play):
    return RestrictionFactory(case=_case(play), in_force=True)


def _ahead(name, days):
    return day(name, timezone.localdate() + timedelta(days=days))


RECORDS = (
    RecordCase(
        "restriction",
        "propose",
        "team-inspector",
        actions.propose_restriction,
        given=lambda play: (
            _WHAT | {"case": _case(play), "member": _case(play).subjects.get().member}
        ),
        form=lambda play: (
            _WHAT
            | {
                "reference": _case(play).reference,
                "number": _case(play).subjects.get().number,
            }
        ),
        text="reasons",
        required=("reference", "number", "kind", "basis", "reasons", "alternatives"),
    ),
    RecordCase(
        "restriction",
        "impose",
        "director",
        actions.impose_restriction,
        given=lambda play: {
            "from_on": date(2026, 11, 20),
            "review_on": date(2026, 12, 18),
            "decision": "The public interest requires it.",
        },
        form=lambda play: (
            _ahead("from_on", 0)
            | _ahead("review_on", 28)
            | {"decision": "The public interest requires it."}
        ),
        begun=_proposed,
        text="decision",
        required=("from_on", "review_on", "decision"),
    ),
    RecordCase(
        "restriction",
        "refuse",
        "director",
        actions.refuse_restriction,
        given=lambda play: {"decision": "Other duties will do."},
        form=lambda play: {"decision": "Other duties will do."},
        begun=_proposed,
        text="decision",
        required=("decision",),
    ),
    RecordCase(
        "restriction",
        "review",
        "director",
        actions.review_restriction,
        given=lambda play: (
            _REVIEW | {"reviewed_on": date(2026, 10, 8), "next_on": date(2026, 11, 5)}
        ),
        form=lambda play: _REVIEW | _ahead("reviewed_on", 0) | _ahead("next_on", 28),
        begun=_in_force,
        text="reasons",
        required=("reviewed_on", "reasons", "next_on"),
    ),
    RecordCase(
        "restriction",
        "care",
        "team-inspector",
        actions.care_restriction,
        given=lambda play: {
            "on_day": date(2026, 10, 1),
            "summary": "He is well, and asks for the date.",
        },
        form=lambda play: (
            _ahead("on_day", 0) | {"summary": "He is well, and asks for the date."}
        ),
        begun=_in_force,
        text="summary",
        required=("on_day", "summary"),
    ),
    RecordCase(
        "restriction",
        "tell",
        "team-inspector",
        actions.tell_restriction,
        given=lambda play: _NOTICE | {"served_on": date(2026, 10, 1)},
        form=lambda play: _NOTICE | _ahead("served_on", 0),
        begun=_in_force,
        text="text",
        required=("served_on", "served_how", "text"),
    ),
    RecordCase(
        "restriction",
        "lift",
        "director",
        actions.lift_restriction,
        given=lambda play: {
            "lifted_on": date(2026, 11, 1),
            "lifted_because": "The case is decided.",
        },
        form=lambda play: (
            _ahead("lifted_on", 0) | {"lifted_because": "The case is decided."}
        ),
        begun=_in_force,
        text="lifted_because",
        required=("lifted_on", "lifted_because"),
    ),
)
