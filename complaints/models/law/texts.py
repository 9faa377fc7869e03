"""Grounds that a decision can rest on, what must be referred, and what letters say."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from complaints.models.law.regimes import Sourced
from complaints.models.reference import Category
from complaints.rules.letters import unknown_in
from organisation.dates import DatedQuerySet, in_order
from pages.words import listed


class Dated(Sourced):
    """A row of law that holds from one day to another."""

    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class Purpose(models.TextChoices):
    """What a ground is for."""

    NOT_RECORDING = "not_recording", "Not to record"
    REFERRAL = "referral", "Mandatory referral to the IPCC"
    VOLUNTARY_REFERRAL = "voluntary_referral", "Voluntary referral to the IPCC"
    DISPENSATION = "dispensation", "Dispensation"
    DISCONTINUANCE = "discontinuance", "Discontinuance"
    SUB_JUDICE = "sub_judice", "Suspension of an investigation"
    DUTY_SUSPENSION = "duty_suspension", "Suspension from duty"
    DUTY_RESTRICTION = "duty_restriction", "Restriction of duties"
    SPECIAL_CASE = "special_case", "Special case"
    EXTENSION = "extension", "Extension of a time limit"
    MARKER = "marker", "Marker on a subject"
    MARKER_ITEM = "marker_item", "What the policy of a marker asks"
    APPEAL_RECORDING = "appeal_recording", "Appeal against not recording"
    APPEAL_RESOLUTION = "appeal_resolution", "Appeal against a local resolution"
    APPEAL_INVESTIGATION = "appeal_investigation", "Appeal against an investigation"
    APPEAL_MEETING = "appeal_meeting", "Appeal against a misconduct meeting"
    APPEAL_TRIBUNAL = "appeal_tribunal", "Appeal to a Police Appeals Tribunal"
    CIVIL_ACTION = "civil_action", "Civil action"
    ACCIDENT = "accident", "Accident claim"
    TRIBUNAL_CASE = "tribunal_case", "Employment tribunal case"
    INQUEST = "inquest", "Inquest"
    FOI_REFUSAL = "foi_refusal", "Refusal of a Freedom of Information request"


class Ground(Dated):
    """A ground on which something may or must be done."""

    purpose = models.CharField(max_length=24, choices=Purpose)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            in_order("ground"),
            models.UniqueConstraint(
                fields=["purpose", "code", "from_on"], name="ground_once_per_start"
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.name}"


class HandlingRoute(Dated):
    """How a case that was recorded, or need not be, can be handled."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    means = models.CharField(max_length=300, help_text="What is done on this route.")
    kinds = ArrayField(models.CharField(max_length=2), default=list)
    consent = models.BooleanField(
        default=False, help_text="Only where the complainant agrees."
    )
    appeal = models.CharField(
        max_length=24,
        choices=Purpose,
        blank=True,
        help_text="The appeal that the complainant has at its end.",
    )

    class Meta:
        constraints = [
            in_order("handling_route"),
            models.UniqueConstraint(
                fields=["code", "from_on"], name="handling_route_once_per_start"
            ),
        ]

    def __str__(self):
        return self.name


class ReferralDuty(models.TextChoices):
    MANDATORY = "mandatory", "Must be referred"
    CONSIDER = "consider", "Consider whether it must be"


class CategoryReferral(Dated):
    """That an allegation of a category asks for a referral to the IPCC."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=12, choices=ReferralDuty)
    ground = models.SlugField(
        max_length=40, help_text="Code of the ground of mandatory referral."
    )

    class Meta:
        constraints = [
            in_order("category_referral"),
            models.UniqueConstraint(
                fields=["category", "from_on"], name="category_referral_once_per_start"
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.get_duty_display().lower()}"


def check_text(body):
    """Raise unless a letter has only blanks that Candour knows how to fill."""
    if unknown := unknown_in(body):
        blanks = listed("{" + name + "}" for name in unknown)
        raise ValidationError(f"Candour cannot fill {blanks} in a letter.")


class LetterText(Dated):
    """What a letter or notice says, with blanks for what the case knows."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    body = models.TextField(max_length=20_000, validators=[check_text])

    class Meta:
        constraints = [
            in_order("letter_text"),
            models.UniqueConstraint(
                fields=["code", "from_on"], name="letter_text_once_per_start"
            ),
        ]

    def __str__(self):
        return self.name
