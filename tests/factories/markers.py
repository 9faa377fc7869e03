"""Markers on subjects, named by their state."""

from datetime import date

import factory

from complaints.models import Marker
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, Guarded, whole_case


class MarkerFactory(Guarded):
    class Meta:
        model = Marker

    class Params:
        ended = factory.Trait(status="ended", ended_because="All of it is done.")

    case = factory.LazyFunction(lambda: whole_case(investigating=True))
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "open"
    subject = factory.LazyAttribute(lambda row: row.case.subjects.first())
    kind = "domestic-violence"
    reasons = "His partner rang from a refuge."
    review_on = date(2026, 12, 10)
