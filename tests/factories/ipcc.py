"""Tests for referral, referrals and requests of the IPCC, named by their state."""

from datetime import date

import factory

from casework import guard
from complaints.actions.standing import stand
from complaints.models import IpccRequest, Referral, ReferralTest, Report
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded


class Standing(Guarded):
    """Rows that the mode of a case hangs on, and the case as it stands with them."""

    class Meta:
        abstract = True

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        if create:
            with guard.writing("test"):
                stand(instance.case)
                instance.case.save(update_fields=["mode"])


class ReferralFactory(Standing):
    class Meta:
        model = Referral

    class Params:
        decided = factory.Trait(
            status="decided", mode="supervised", decided_on=date(2026, 9, 10)
        )
        sent = factory.Trait(
            status="report_sent",
            mode="supervised",
            decided_on=date(2026, 9, 10),
            report_number=1,
            report_sent_on=date(2026, 10, 1),
        )

    case = factory.SubFactory(CaseFactory, investigating=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "waiting"
    basis = "mandatory"
    grounds = ["serious-assault"]
    reasons = "A broken arm in custody."
    clear_on = date(2026, 9, 2)
    referred_on = date(2026, 9, 3)


class ReferralTestFactory(Standing):
    class Meta:
        model = ReferralTest

    class Params:
        mandatory = factory.Trait(
            result="mandatory", met=["serious-assault"], clear_on=date(2026, 9, 2)
        )

    case = factory.SubFactory(CaseFactory, allocated=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "made"
    result = "none"
    criteria = "Serious assault: not met. A graze."
    reasons = "Nothing of it is grave."


class ReportFactory(Guarded):
    class Meta:
        model = Report

    case = factory.SubFactory(CaseFactory, reported=True)
    number = 1
    by = factory.LazyFunction(lambda: user_with_role("investigator"))
    at = NOON
    text = "Two witnesses agree."


class IpccRequestFactory(Guarded):
    class Meta:
        model = IpccRequest

    case = factory.SubFactory(CaseFactory, investigating=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "open"
    kind = "asked"
    asked_on = date(2026, 9, 20)
    what = "Statements of both custody sergeants."
    due_on = date(2026, 10, 20)
