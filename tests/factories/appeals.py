"""Appeals to the IPCC and what it directs, named by their state."""

from datetime import date

import factory

from complaints.models import Appeal, Direction
from tests.factories.accounts import user_with_role
from tests.factories.complaints import (
    NOON,
    CaseFactory,
    ComplainantFactory,
    Guarded,
)


class AppealFactory(Guarded):
    class Meta:
        model = Appeal

    class Params:
        papers_out = factory.Trait(
            status="papers_sent", papers_sent_on=date(2026, 10, 3), papers="The file."
        )
        decided = factory.Trait(
            status="decided",
            outcome="not_upheld",
            decided_on=date(2026, 10, 20),
            outcome_reasons="The investigation was sound.",
        )
        upheld = factory.Trait(
            status="decided",
            outcome="upheld",
            decided_on=date(2026, 10, 20),
            outcome_reasons="A witness was not asked.",
        )

    case = factory.SubFactory(CaseFactory, notified=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "lodged"
    kind = "investigation"
    complainant = factory.SubFactory(
        ComplainantFactory, case=factory.SelfAttribute("..case")
    )
    letter_on = date(2026, 9, 23)
    last_on = date(2026, 10, 21)
    received_on = date(2026, 10, 1)
    grounds = ["findings"]
    reasons = "Nobody asked my sister, who saw it."


class DirectionFactory(Guarded):
    class Meta:
        model = Direction

    class Params:
        carried_out = factory.Trait(
            status="done", done_on=date(2026, 11, 1), how="By letter."
        )

    case = factory.SubFactory(CaseFactory, notified=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON
    status = "open"
    appeal = factory.SubFactory(
        AppealFactory, upheld=True, case=factory.SelfAttribute("..case")
    )
    kind = "apology"
    text = "Write to the complainant."
