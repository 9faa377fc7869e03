"""What precedes proceedings, named by its state."""

from datetime import date

import factory

from complaints.models import (
    CpsReferral,
    Interview,
    ManagementAction,
    Notice,
    SeverityAssessment,
    SpecialRequirement,
)
from tests.factories.accounts import user_with_role
from tests.factories.complaints import NOON, CaseFactory, Guarded
from tests.factories.routes import SpecialRequirementFactory


def _subject(part):
    return part.case.subjects.order_by("number").first()


class OfSubject(Guarded):
    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory, investigating=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("investigator"))
    at = NOON
    subject = factory.LazyAttribute(_subject)


class SeverityAssessmentFactory(OfSubject):
    class Meta:
        model = SeverityAssessment

    class Params:
        gross = factory.Trait(
            severity="gross", severity_name="Gross misconduct", could_dismiss=True
        )

    status = "kept"
    allegations = [1]
    regime = "conduct-2008"
    severity = "misconduct"
    severity_name = "Misconduct"
    could_dismiss = False
    assessed_on = date(2026, 9, 2)
    reasons = "Words, and once."


class NoticeFactory(OfSubject):
    class Meta:
        model = Notice

    class Params:
        answered = factory.Trait(
            status="answered", response_on=date(2026, 9, 10), response="I deny it."
        )

    status = "served"
    allegations = [1]
    text = "You are told that there is to be an investigation."
    served_on = date(2026, 9, 3)
    how = "hand"
    served_by = "Inspector Sample"


class InterviewFactory(OfSubject):
    class Meta:
        model = Interview

    status = "kept"
    held_on = date(2026, 9, 12)
    place = "Room 2, Sampleborough"
    present = "DC Sample"
    summary = "Denied it."


class CpsReferralFactory(Guarded):
    class Meta:
        model = CpsReferral

    class Params:
        advised = factory.Trait(
            status="advised",
            advice="charge",
            advice_on=date(2026, 9, 20),
            prosecutor="R. Example",
        )
        charged = factory.Trait(
            status="charged",
            advice="charge",
            advice_on=date(2026, 9, 20),
            prosecutor="R. Example",
            charged_on=date(2026, 9, 25),
            charged_with="Common assault",
        )

    case = factory.SubFactory(CaseFactory, investigating=True)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    by = factory.LazyFunction(lambda: user_with_role("appropriate-authority"))
    at = NOON
    status = "sent"
    sent_on = date(2026, 9, 4)
    offences = "Common assault"


class ManagementActionFactory(OfSubject):
    class Meta:
        model = ManagementAction

    status = "taken"
    kind = "plan"
    taken_on = date(2026, 9, 5)
    what = "A course on speaking to the public."
    review_on = date(2026, 12, 1)


def ready_to_answer(case):
    """What the law asks for before an officer of the case can have a case to answer."""
    numbers = list(case.allegations.order_by("number").values_list("number", flat=True))
    for subject in case.subjects.filter(member__placeholder=False).order_by("number"):
        about = {"case": case, "subject": subject}
        if case.is_complaint and not _has(SpecialRequirement, subject):
            SpecialRequirementFactory(number=_next(SpecialRequirement, case), **about)
        about["allegations"] = numbers
        for model, made in (
            (SeverityAssessment, SeverityAssessmentFactory),
            (Notice, NoticeFactory),
        ):
            if not _has(model, subject):
                made(number=_next(model, case), **about)
    return case


def _has(model, subject):
    return model.objects.filter(subject=subject).exists()


def _next(model, case):
    return model.objects.filter(case=case).count() + 1
