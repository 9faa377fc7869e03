"""What is written down in a case, named by its state: logs, advice, witnesses."""

from datetime import date

import factory

from complaints.models import (
    Advice,
    ChecklistItem,
    ChecklistMark,
    Contact,
    Enquiry,
    GeneralAdvice,
    LoggedAction,
    PolicyEntry,
    ProportionalityCheck,
    StrategyReview,
    Witness,
    WitnessAttendance,
    WitnessCare,
)
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded
from tests.factories.organisation import UnitFactory


class OfCase(Guarded):
    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory, investigating=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("team-inspector"))
    at = NOON


class PolicyEntryFactory(OfCase):
    class Meta:
        model = PolicyEntry

    status = "stands"
    decision = "Officers are interviewed last."
    rationale = "What the film shows has to be known first."
    decided_by = "DI Larkspur"
    decided_on = date(2026, 9, 8)


class LoggedActionFactory(OfCase):
    class Meta:
        model = LoggedAction

    status = "kept"
    what = "Collected the film of the counter."
    on = date(2026, 9, 9)
    done_by = "DC Sorrel"


class EnquiryFactory(OfCase):
    class Meta:
        model = Enquiry

    class Params:
        closed = factory.Trait(
            status="closed",
            ending="done",
            closed_on=date(2026, 9, 20),
            result="The film shows the counter.",
        )

    status = "open"
    what = "Film of the station counter"
    why = "Both accounts agree that it is covered."
    owner = factory.SelfAttribute("by")
    due_on = date(2026, 9, 30)


class ContactFactory(OfCase):
    class Meta:
        model = Contact

    class Params:
        update = factory.Trait(is_update=True)

    status = "kept"
    direction = "out"
    means = "telephone"
    on = date(2026, 9, 10)
    summary = "Told them that the film was asked for."
    other = factory.Maybe(
        "complainant",
        yes_declaration="",
        no_declaration=factory.Maybe("subject", "", "Their solicitor"),
    )
    complainant = None
    subject = None


class StrategyReviewFactory(OfCase):
    class Meta:
        model = StrategyReview

    status = "kept"
    on = date(2026, 9, 12)
    reviewed = "The policy log and every line of enquiry."
    lines = "See the film, then the officers."


class ProportionalityCheckFactory(OfCase):
    class Meta:
        model = ProportionalityCheck

    status = "kept"
    on = date(2026, 9, 12)
    proportionate = True
    why = "One officer, one complaint of words."


class AdviceFactory(OfCase):
    class Meta:
        model = Advice

    class Params:
        answered = factory.Trait(
            status="answered",
            text="A meeting is enough.",
            answered_by=factory.LazyFunction(
                lambda: user_with_role("misconduct-office")
            ),
            answered_at=NOON,
        )

    status = "waiting"
    asked_of = factory.SubFactory(UnitFactory)
    question = "Is a meeting enough for words like these?"


class GeneralAdviceFactory(Guarded):
    class Meta:
        model = GeneralAdvice

    class Params:
        answered = factory.Trait(
            status="answered",
            text="Within ten working days.",
            answered_by=factory.LazyFunction(
                lambda: user_with_role("misconduct-office")
            ),
            answered_at=NOON,
        )

    number = factory.Sequence(lambda n: n + 50_000)
    by = factory.LazyFunction(lambda: user_with_role("champion", UnitFactory()))
    at = NOON
    status = "waiting"
    asked_of = factory.SubFactory(UnitFactory)
    question = "How soon is a notice answered?"


class WitnessFactory(OfCase):
    class Meta:
        model = Witness

    class Params:
        released = factory.Trait(
            status="released",
            released_on=date(2026, 9, 30),
            release_reason="Nothing more is asked.",
        )

    status = "in_care"
    description = "A woman in a red coat who stood behind them"


class WitnessCareFactory(OfCase):
    class Meta:
        model = WitnessCare

    class Params:
        update = factory.Trait(is_update=True)

    witness = factory.SubFactory(WitnessFactory, case=factory.SelfAttribute("..case"))
    on = date(2026, 9, 15)
    means = "telephone"
    what = "Told her who will be there."


class WitnessAttendanceFactory(OfCase):
    class Meta:
        model = WitnessAttendance

    witness = factory.SubFactory(WitnessFactory, case=factory.SelfAttribute("..case"))
    occasion = "Interview"
    on = date(2026, 9, 18)
    attendance = "attended"


class ChecklistItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistItem

    code = factory.Sequence(lambda n: f"item-{n}")
    kinds = factory.LazyFunction(lambda: ["PC", "CM"])
    stage = "investigation"
    order = factory.Sequence(lambda n: n % 30_000)
    title = factory.LazyAttribute(lambda item: f"Title of {item.code}")
    from_on = date(2004, 4, 1)
    source = "Invented"


class ChecklistMarkFactory(OfCase):
    class Meta:
        model = ChecklistMark

    status = "kept"
    item = "item"
    mark = "done"
