"""The steps of a marker on a subject."""

from datetime import timedelta

from django.utils import timezone

from tests.complaints.sending import day
from tests.complaints.steps.playing import TODAY, StepCase
from tests.factories.markers import MarkerFactory

_LATER = {"review_on": TODAY + timedelta(days=28)}
_WHY = {"kind": "domestic-violence", "reasons": "His partner rang from a refuge."}
_DONE = {"done": ["victim-safety", "duties"], "duties": "Kept from the public."}


POLICY = [
    *("victim-safety", "specialist-unit", "liaison", "firearms", "systems"),
    *("duties", "contact-victims"),
]


def _marker(play):
    return MarkerFactory(case=play.case, number=1)


def _review(play):
    return day("review_on", timezone.localdate() + timedelta(days=28))


STEPS = (
    StepCase(
        "mark-subject",
        "team-inspector",
        given=lambda play: _WHY | _LATER | {"subject": play.case.subjects.get()},
        form=lambda play: (
            _WHY | _review(play) | {"subject": play.case.subjects.get().number}
        ),
        text="reasons",
        required=("subject", "kind", "reasons", "review_on"),
    ),
    StepCase(
        "update-marker",
        "team-inspector",
        given=lambda play: _DONE | _LATER,
        form=lambda play: _DONE | _review(play),
        begun=_marker,
        text="duties",
        required=("review_on",),
    ),
    StepCase(
        "end-marker",
        "team-inspector",
        given=lambda play: {"ended_because": "All of it is done."},
        form=lambda play: {"ended_because": "All of it is done."},
        begun=lambda play: MarkerFactory(case=play.case, number=1, done=POLICY),
        text="ended_because",
        required=("ended_because",),
    ),
)
