"""Witnesses of a case, and how they are cared for (source 001)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import Attendance, ContactMeans
from complaints.models.parts import Made, Part, numbered
from complaints.querysets import WitnessCareQuerySet
from complaints.workflow.witnesses import WITNESS, WitnessStatus
from organisation.classification import FieldClass
from organisation.models import Member


class Witness(Part):
    """Somebody who can say what happened: of the public, of the force, or described."""

    table = WITNESS
    follow = ("by", "person", "member", "care_contact")
    shown = (
        *("person", "member", "description", "about", "consent_on", "consent_how"),
        *("needs", "care_contact", "released_on", "release_reason"),
    )

    status = models.CharField(max_length=20, choices=WitnessStatus)
    person = models.ForeignKey(
        "Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="witnessed",
        verbose_name="name",
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="member of the force",
    )
    description = models.CharField(max_length=300, blank=True)
    about = models.TextField(
        max_length=20_000, blank=True, verbose_name="what they can say"
    )
    consent_on = models.DateField(
        null=True, blank=True, verbose_name="agreed to contact on"
    )
    consent_how = models.CharField(
        max_length=300, blank=True, verbose_name="how they agreed, and to what"
    )
    needs = models.TextField(max_length=2_000, blank=True)
    care_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="care contact",
    )
    released_on = models.DateField(null=True, blank=True, verbose_name="released")
    release_reason = models.TextField(
        max_length=20_000, blank=True, verbose_name="why they were released"
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "person": FieldClass.IDENTITY,
        "member": FieldClass.IDENTITY,
        "description": FieldClass.IDENTITY,
        "about": FieldClass.IDENTITY,
        "consent_on": FieldClass.OFFICIAL,
        "consent_how": FieldClass.IDENTITY,
        # Mostly health: what somebody needs to give evidence.
        "needs": FieldClass.SPECIAL,
        "care_contact": FieldClass.OFFICIAL,
        "released_on": FieldClass.OFFICIAL,
        "release_reason": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name_plural = "witnesses"
        triggers = [guarded("witness")]
        constraints = [
            numbered("witness"),
            models.UniqueConstraint(
                fields=["case", "member"], name="witness_member_once"
            ),
            models.UniqueConstraint(
                fields=["case", "person"], name="witness_person_once"
            ),
            models.CheckConstraint(
                name="witness_is_somebody",
                condition=Q(person__isnull=False, member__isnull=True)
                | Q(person__isnull=True, member__isnull=False)
                | Q(person__isnull=True, member__isnull=True) & ~Q(description=""),
            ),
            models.CheckConstraint(
                name="witness_consent_said_how",
                condition=Q(consent_on__isnull=True) | ~Q(consent_how=""),
            ),
        ]

    @property
    def called(self) -> str:
        """Who it is, for those who see identities."""
        return str(self.person or self.member or self.description)


class OfWitness(Made):
    """Something that was done for a witness, or that they did."""

    witness = models.ForeignKey(
        Witness,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )

    FIELD_CLASSES = Made.FIELD_CLASSES | {"witness": FieldClass.OFFICIAL}

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """What the trail calls it: "care contact 2"."""
        return f"{self._meta.verbose_name} {self.number}"


class WitnessCare(OfWitness):
    """A contact with a witness for their own sake: what was said, and what comes.

    An update tells them how the case stands.
    """

    on = models.DateField()
    means = models.CharField(max_length=12, choices=ContactMeans)
    what = models.TextField(max_length=20_000)
    is_update = models.BooleanField(db_default=False, verbose_name="an update to them")
    next_on = models.DateField(null=True, blank=True)

    FIELD_CLASSES = OfWitness.FIELD_CLASSES | {
        "on": FieldClass.OFFICIAL,
        "means": FieldClass.OFFICIAL,
        "what": FieldClass.IDENTITY,
        "is_update": FieldClass.OFFICIAL,
        "next_on": FieldClass.OFFICIAL,
    }

    objects = WitnessCareQuerySet.as_manager()

    class Meta:
        verbose_name = "care contact"
        triggers = [guarded("witness_care")]
        indexes = [
            models.Index(  # diaries
                fields=["next_on", "id"],
                name="witness_care_to_come",
                condition=Q(next_on__isnull=False),
            ),
        ]
        constraints = [numbered("witness_care")]


class WitnessAttendance(OfWitness):
    """That a witness was warned to attend somewhere, or did, or did not."""

    occasion = models.CharField(max_length=200)
    on = models.DateField()
    warned_on = models.DateField(null=True, blank=True)
    attendance = models.CharField(max_length=12, choices=Attendance)
    note = models.TextField(max_length=20_000, blank=True)

    FIELD_CLASSES = OfWitness.FIELD_CLASSES | {
        "occasion": FieldClass.IDENTITY,
        "on": FieldClass.OFFICIAL,
        "warned_on": FieldClass.OFFICIAL,
        "attendance": FieldClass.OFFICIAL,
        "note": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "attendance"
        triggers = [guarded("witness_attendance")]
        constraints = [
            numbered("witness_attendance"),
            models.CheckConstraint(
                name="witness_attendance_warned_when",
                condition=~Q(attendance=Attendance.WARNED) | Q(warned_on__isnull=False),
            ),
        ]
