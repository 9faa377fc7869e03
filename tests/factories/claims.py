"""Claims, Freedom of Information requests and intelligence items, by their state."""

from datetime import date
from decimal import Decimal

import factory

from complaints.models import (
    Claim,
    ClaimAuthority,
    ClaimCase,
    ClaimLesson,
    ClaimParty,
    ClaimReserve,
    ClaimUnit,
    FoiRequest,
    IntelligenceItem,
)
from organisation.models.members import Rank
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded
from tests.factories.organisation import MemberFactory, UnitFactory
from tests.factories.risks import RecordFactory


def user_of_rank(rank: str, role: str = "command", **fields):
    """Somebody whose account says that they are a member of the force of this rank."""
    return user_with_role(role, member=MemberFactory(rank=rank), **fields)


class ClaimFactory(RecordFactory):
    """A civil action, unless `kind` says otherwise."""

    class Meta:
        model = Claim
        exclude = ("factory_prefix",)

    class Params:
        authorised_to = factory.Trait(status="authorised", authorised=Decimal(20_000))
        concluded = factory.Trait(
            status="concluded",
            outcome="lost",
            contested=True,
            concluded_on=date(2026, 8, 3),
            paid=Decimal(9_000),
        )

    factory_prefix = "CA"
    status = "open"
    kind = "civil_action"
    title = "Arrest in the High Street"
    claimed = "Damages for an arrest without reason."
    received_on = date(2026, 3, 2)
    incident_on = date(2025, 11, 8)


class _OfClaim(Guarded):
    class Meta:
        abstract = True

    claim = factory.SubFactory(ClaimFactory)
    number = factory.Sequence(lambda n: n + 1)
    by = factory.LazyFunction(lambda: user_with_role("claims-officer"))
    at = NOON


class ClaimCaseFactory(_OfClaim):
    class Meta:
        model = ClaimCase

    case = factory.SubFactory(CaseFactory)


class ClaimUnitFactory(_OfClaim):
    class Meta:
        model = ClaimUnit

    unit = factory.SubFactory(UnitFactory)


class ClaimPartyFactory(_OfClaim):
    class Meta:
        model = ClaimParty

    part = "claimant"
    name = "Quillon Farthingale"


class ClaimReserveFactory(_OfClaim):
    class Meta:
        model = ClaimReserve

    amount = Decimal(5_000)
    reasons = "Two like it."


class ClaimAuthorityFactory(_OfClaim):
    class Meta:
        model = ClaimAuthority

    amount = Decimal(20_000)
    rank = Rank.SUPERINTENDENT
    reasons = "The risk of a trial."


class ClaimLessonFactory(_OfClaim):
    class Meta:
        model = ClaimLesson

    text = "Say why before the arrest."


class FoiRequestFactory(RecordFactory):
    class Meta:
        model = FoiRequest
        exclude = ("factory_prefix",)

    class Params:
        decided = factory.Trait(
            status="decided",
            decision="refused",
            decided_on=date(2026, 9, 20),
            refusal_grounds=["s40"],
        )

    factory_prefix = "FI"
    status = "open"
    received_on = date(2026, 9, 1)
    requester = "Quillon Farthingale"
    asked = "How many complaints were there in 2025?"


class IntelligenceItemFactory(RecordFactory):
    class Meta:
        model = IntelligenceItem
        exclude = ("factory_prefix",)

    class Params:
        allocated = factory.Trait(status="allocated", allocated_on=date(2026, 9, 5))
        closed = factory.Trait(status="closed", closed_on=date(2026, 9, 20))

    factory_prefix = "II"
    status = "received"
    responsible_unit = factory.SubFactory(UnitFactory, desk=True)
    kind = "report"
    elsewhere = "IM/2291"
    received_on = date(2026, 9, 1)
