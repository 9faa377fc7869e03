"""Risks of the register, named by their state."""

from datetime import date

import factory

from complaints.forms.risks import THE_MEETING
from complaints.models import Risk, RiskDecision, RiskScore
from organisation.models import Committee
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, Guarded
from tests.factories.organisation import UnitFactory


class RecordFactory(Guarded):
    class Meta:
        abstract = True

    reference_year = 2025  # apart from what the tests' own actions issue
    reference_serial = factory.Sequence(lambda n: n + 1)
    reference = factory.LazyAttributeSequence(
        lambda row, n: f"{row.factory_prefix}/{n + 1:05d}/25"
    )
    responsible_unit = factory.SubFactory(UnitFactory, team=True)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    updated_at = NOON
    version = 4


class RiskFactory(RecordFactory):
    class Meta:
        model = Risk
        exclude = ("factory_prefix",)

    class Params:
        closed = factory.Trait(status="closed", closed_because="It was dealt with.")

    factory_prefix = "RR"
    status = "open"
    title = "Contact with a known informant"
    about = "He may be hurt."
    likelihood = 4
    impact = 5
    rating = factory.LazyAttribute(lambda row: row.likelihood * row.impact)


def risk_meeting(held_on):
    """A meeting that looks at the Risk Register."""
    board, _ = Committee.objects.get_or_create(
        code=THE_MEETING,
        defaults={"name": "Meeting", "kind": "board", "from_on": date(2004, 4, 1)},
    )
    return board.meetings.get_or_create(held_on=held_on)[0]


class RiskScoreFactory(Guarded):
    class Meta:
        model = RiskScore

    risk = factory.SubFactory(RiskFactory)
    number = 1
    likelihood = 4
    impact = 5
    reasons = "Two sources agree."
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON


class RiskDecisionFactory(Guarded):
    class Meta:
        model = RiskDecision

    risk = factory.SubFactory(RiskFactory)
    number = 1
    decision = "Two more officers."
    next_review_on = "2026-12-15"
    by = factory.LazyFunction(lambda: user_with_role("command"))
    at = NOON
