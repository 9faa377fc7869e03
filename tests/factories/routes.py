"""What the routes of a case leave behind, and cases that are on each of them."""

from datetime import date, timedelta

import factory

from complaints.models import (
    DirectionAndControl,
    IpccApplication,
    PlanAction,
    Resolution,
    ServiceRecovery,
    SpecialRequirement,
    SubJudice,
    Withdrawal,
)
from complaints.workflow import Status
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    NOON,
    CaseFactory,
    Guarded,
    StatusChangeFactory,
)


class _Made(Guarded):
    class Meta:
        abstract = True

    number = 1
    by = factory.LazyFunction(lambda: user_with_role("investigator"))
    at = NOON


class ServiceRecoveryFactory(_Made):
    class Meta:
        model = ServiceRecovery

    case = factory.SubFactory(CaseFactory)
    wanted = "That somebody says sorry."
    offered = "The sergeant rang them."
    apology = "spoken"
    agreed = True
    minutes = 25


class ResolutionFactory(_Made):
    class Meta:
        model = Resolution

    case = factory.SubFactory(CaseFactory, resolving=True)
    status = "under_way"
    consent_on = date(2026, 9, 6)
    consent_known = "signed"
    suitability = "not_grave"
    suitable_because = "One rude remark."
    wanted = "An explanation."


class PlanActionFactory(_Made):
    class Meta:
        model = PlanAction

    resolution = factory.SubFactory(ResolutionFactory)
    case = factory.SelfAttribute("resolution.case")
    status = "agreed"
    what = "The sergeant explains what happened."
    who = "PS Example"
    due_on = date(2026, 9, 20)


class DirectionFactory(_Made):
    class Meta:
        model = DirectionAndControl

    case = factory.SubFactory(CaseFactory, direction=True)
    status = "under_way"
    about = "That the front office closes at night."
    reasons = "It is how the force is organised."


class IpccApplicationFactory(_Made):
    class Meta:
        model = IpccApplication

    class Params:
        discontinuance = factory.Trait(
            case=factory.SubFactory(CaseFactory, discontinuing=True),
            kind="discontinuance",
            grounds=["no-cooperation"],
        )

    case = factory.SubFactory(CaseFactory, dispensing=True)
    status = "waiting"
    kind = "dispensation"
    grounds = ["anonymous"]
    reasons = "No name was left."
    applied_on = date(2026, 9, 8)
    told_on = factory.SelfAttribute("applied_on")


class SubJudiceFactory(_Made):
    class Meta:
        model = SubJudice

    case = factory.SubFactory(CaseFactory, sub_judice=True)
    from_on = date(2026, 9, 10)
    ground = "criminal-proceedings"
    proceedings = "A trial at the Crown Court."
    reasons = "The same witnesses would be asked."
    review_on = date(2026, 12, 10)


class SpecialRequirementFactory(_Made):
    class Meta:
        model = SpecialRequirement

    certified_on = date(2026, 9, 10)
    reasons = "A blow is on film."


class WithdrawalFactory(_Made):
    class Meta:
        model = Withdrawal


# Where a case stood before it came to the state of a route, and by which verb it did.
CAME_BY = {
    Status.DISPENSING: ("recorded", "apply-dispensation"),
    Status.DIRECTION: ("checked", "handle-direction"),
    Status.RESOLVING: ("allocated", "offer-resolution"),
    Status.DISCONTINUING: ("investigating", "apply-discontinuance"),
    Status.SUB_JUDICE: ("investigating", "suspend-sub-judice"),
}


def on_its_route(case, *, planned=True):
    """What led a case to the state that it is in, and the record of that route."""
    if case.status == Status.WITHDRAWN and case.is_complaint:
        WithdrawalFactory(case=case)
    if case.status not in CAME_BY:
        return case
    came_from, verb = CAME_BY[case.status]
    StatusChangeFactory(
        case=case, verb=verb, from_status=came_from, to_status=case.status
    )
    on = case.received_on + timedelta(days=5)
    if case.status == Status.RESOLVING:
        resolution = ResolutionFactory(case=case, consent_on=on)
        if planned:
            PlanActionFactory(
                resolution=resolution, status="done", done_on=on, due_on=on
            )
    elif case.status == Status.DIRECTION:
        DirectionFactory(case=case)
    elif case.status == Status.SUB_JUDICE:
        SubJudiceFactory(case=case, from_on=on)
    else:
        IpccApplicationFactory(
            case=case,
            applied_on=on,
            discontinuance=case.status == Status.DISCONTINUING,
        )
    return case
