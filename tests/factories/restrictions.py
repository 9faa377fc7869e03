"""Suspensions and restrictions, named by their state."""

from datetime import date

import factory

from complaints.models import Restriction
from tests.factories.complaints import SubjectFactory, whole_case
from tests.factories.risks import RecordFactory


class RestrictionFactory(RecordFactory):
    class Meta:
        model = Restriction
        exclude = ("factory_prefix", "subject")

    class Params:
        in_force = factory.Trait(
            status="in_force",
            from_on=date(2026, 9, 10),
            review_on=date(2026, 10, 8),
            decision="The public interest requires it.",
        )

    factory_prefix = "RD"
    case = factory.LazyFunction(lambda: whole_case(investigating=True))
    subject = factory.LazyAttribute(
        lambda row: (
            row.case.subjects.exclude(member=None).first()
            or SubjectFactory(case=row.case, number=9)
        )
    )
    member = factory.LazyAttribute(lambda row: row.subject.member)
    responsible_unit = factory.SelfAttribute("case.responsible_unit")
    status = "proposed"
    kind = "restricted"
    conditions = "No contact with the public."
    basis = "public-interest"
    reasons = "He is alleged to have hurt two people."
    alternatives = "Another team would not keep him from the public."
