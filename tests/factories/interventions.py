"""Interventions of the scheme, named by their state."""

from datetime import date

import factory

from complaints.models import Intervention
from tests.factories.organisation import MemberFactory
from tests.factories.risks import RecordFactory


class InterventionFactory(RecordFactory):
    class Meta:
        model = Intervention
        exclude = ("factory_prefix",)

    class Params:
        planned = factory.Trait(
            status="planned",
            interviewed_on=date(2026, 9, 10),
            pattern="Three of four are about searches.",
            plan="Two days with the search team.",
            review_on=date(2026, 10, 10),
        )
        completed = factory.Trait(
            status="completed",
            interviewed_on=date(2026, 9, 10),
            plan="Two days with the search team.",
            outcome="No complaint since.",
            completed_on=date(2026, 10, 20),
            follow_up_on=date(2027, 4, 20),
        )

    factory_prefix = "CI"
    member = factory.SubFactory(MemberFactory)
    status = "triggered"
    triggered_on = date(2026, 9, 2)
    due_on = date(2026, 9, 30)
