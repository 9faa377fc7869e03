"""First contact: what was offered to put things right, and why nothing was recorded."""

from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import Apology
from complaints.models.law.texts import Purpose
from complaints.models.parts import Made, numbered
from organisation.classification import FieldClass


class ServiceRecovery(Made):
    """What a complainant wanted at first contact, and what they were offered.

    Source 002: the customer service team is empowered to resolve concerns and restore
    confidence; domain.md 7.4.
    """

    shown = ("wanted", "offered", "apology", "agreed", "why_not", "minutes")

    wanted = models.TextField(max_length=20_000, verbose_name="outcome wanted")
    offered = models.TextField(max_length=20_000, verbose_name="what was offered")
    apology = models.CharField(max_length=8, choices=Apology)
    agreed = models.BooleanField(verbose_name="the complainant agreed")
    why_not = models.TextField(
        max_length=20_000, blank=True, verbose_name="why they did not agree"
    )
    minutes = models.PositiveSmallIntegerField(verbose_name="minutes taken")

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "wanted": FieldClass.IDENTITY,
        "offered": FieldClass.IDENTITY,
        "apology": FieldClass.OFFICIAL,
        "agreed": FieldClass.OFFICIAL,
        "why_not": FieldClass.IDENTITY,
        "minutes": FieldClass.OFFICIAL,
    }

    class Meta:
        verbose_name = "service recovery"
        triggers = [guarded("service_recovery")]
        constraints = [
            numbered("service_recovery"),
            models.CheckConstraint(
                name="service_recovery_says_why_not",
                condition=Q(agreed=True, why_not="")
                | (Q(agreed=False) & ~Q(why_not="")),
            ),
        ]


class NonRecording(Made):
    """On which ground of the day it was decided not to record; why says the move."""

    shown = ("ground",)
    codes = {"ground": Purpose.NOT_RECORDING}

    ground = models.SlugField(max_length=40)

    FIELD_CLASSES = Made.FIELD_CLASSES | {"ground": FieldClass.OFFICIAL}

    class Meta:
        verbose_name = "decision not to record"
        triggers = [guarded("non_recording")]
        constraints = [numbered("non_recording")]
