"""Advice of the Misconduct Office, a Borough Support Unit or the civil actions unit."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.permissions import Permission
from audit.trail import Subject as TrailSubject
from casework.guard import guarded
from complaints.models.logs import LONGEST
from complaints.models.parts import Part, numbered
from complaints.workflow.logs import ADVICE, AdviceStatus
from organisation.classification import FieldClass
from organisation.models import Unit


def _answered(table):
    """An answer says by whom and when; without one it says nothing."""
    given = {"answered_by__isnull": False, "answered_at__isnull": False}
    return models.CheckConstraint(
        name=f"{table}_answered_by_somebody",
        condition=Q(status=AdviceStatus.ANSWERED, **given) & ~Q(text="")
        | ~Q(status=AdviceStatus.ANSWERED) & Q(text="", answered_by__isnull=True),
    )


class Asked(models.Model):
    """A question put to a unit, and what somebody of it answered."""

    status = models.CharField(max_length=20, choices=AdviceStatus)
    asked_of = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name="asked of"
    )
    question = models.TextField(max_length=LONGEST)
    text = models.TextField(max_length=LONGEST, blank=True, verbose_name="advice")
    precedents = models.TextField(max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="answered by",
    )
    answered_at = models.DateTimeField(null=True, blank=True, verbose_name="answered")

    shown: ClassVar[tuple[str, ...]] = (
        *("asked_of", "question", "text", "precedents", "answered_by", "answered_at"),
    )
    FIELD_CLASSES = {
        "status": FieldClass.OFFICIAL,
        "asked_of": FieldClass.OFFICIAL,
        "question": FieldClass.IDENTITY,
        "text": FieldClass.IDENTITY,
        "precedents": FieldClass.IDENTITY,
        "answered_by": FieldClass.OFFICIAL,
        "answered_at": FieldClass.OFFICIAL,
    }

    class Meta:
        abstract = True


class Advice(Part, Asked):
    """Advice on one case: it is with the unit that was asked until it is answered."""

    table = ADVICE
    follow = ("by", "asked_of", "answered_by")
    shown = Asked.shown

    FIELD_CLASSES = Part.FIELD_CLASSES | Asked.FIELD_CLASSES

    class Meta:
        verbose_name_plural = "advice"
        triggers = [guarded("advice")]
        constraints = [numbered("advice"), _answered("advice")]
        indexes = [
            # Which cases are with a unit because it was asked: see own_cases.
            models.Index(
                fields=["asked_of", "case"],
                name="advice_waiting",
                condition=Q(status=AdviceStatus.WAITING),
            )
        ]

    def __str__(self):
        return f"{self.case} {self.name}"


def reads_advice(user) -> bool:
    """General advice is for everybody who may ask for some, or gives it."""
    allow = user.rights.allow
    return allow(Permission.CASE_ASK_ADVICE) or allow(Permission.CASE_GIVE_ADVICE)


class GeneralAdviceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if reads_advice(user) else self.none()


class GeneralAdvice(Asked):
    """Advice on no case in particular, which others may read; it names nobody."""

    number = models.PositiveIntegerField(unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = Asked.FIELD_CLASSES | {
        "number": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    objects = GeneralAdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "general advice"
        verbose_name_plural = "general advice"
        triggers = [guarded("general_advice")]
        constraints = [
            _answered("general_advice"),
            models.CheckConstraint(
                name="general_advice_not_withdrawn",
                condition=~Q(status=AdviceStatus.WITHDRAWN),
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="general_advice_list")]

    def __str__(self):
        return f"general advice {self.number}"

    @property
    def trail_subject(self) -> TrailSubject:
        return TrailSubject("general advice", str(self.number), self.pk)
