"""Suspension and restriction of duties (domain.md 7.8): the director decides."""

from functools import partial

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class RestrictionStatus(TextChoices):
    PROPOSED = "proposed", "Proposed"
    REFUSED = "refused", "Not imposed"
    IN_FORCE = "in_force", "In force"
    LIFTED = "lifted", "Lifted"


_line = partial(line, noun="restriction")
_S = RestrictionStatus
RESTRICTION = Workflow(
    "restriction",
    RestrictionStatus.values,
    [
        _line(
            "propose",
            [START],
            _S.PROPOSED,
            "Propose a suspension or restriction",
            "propose a suspension or restriction",
            told="Proposed a suspension or restriction",
        ),
        _line(
            "impose", [_S.PROPOSED], _S.IN_FORCE, "Impose", told="Imposed by decision"
        ),
        _line(
            "refuse",
            [_S.PROPOSED],
            _S.REFUSED,
            "Do not impose",
            "decide against {}",
            told="Not imposed",
        ),
        _line(
            "review",
            [],
            _S.IN_FORCE,
            "Record a review",
            "record a review of {}",
            again=[_S.IN_FORCE],
            told="Reviewed",
        ),
        _line(
            "care",
            [],
            _S.IN_FORCE,
            "Record a welfare contact",
            "record a welfare contact in {}",
            again=[_S.PROPOSED, _S.IN_FORCE],
            told="Welfare contact",
        ),
        _line(
            "tell",
            [],
            _S.IN_FORCE,
            "Record that the officer was told",
            "record that the officer of {} was told",
            again=[_S.IN_FORCE],
            told="Told the officer",
        ),
        _line("lift", [_S.IN_FORCE], _S.LIFTED, "Lift", told="Lifted"),
    ],
)
