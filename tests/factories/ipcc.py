"""Referrals to the IPCC, named by their state."""

from datetime import date

import factory

from complaints.models import Referral
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded


class ReferralFactory(Guarded):
    class Meta:
        model = Referral

    class Params:
        decided = factory.Trait(
            status="decided", mode="supervised", decided_on=date(2026, 9, 10)
        )

    case = factory.SubFactory(CaseFactory, investigating=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "waiting"
    basis = "mandatory"
    reasons = "A broken arm in custody."
    clear_on = date(2026, 9, 2)
    referred_on = date(2026, 9, 3)
