import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisation.classification import FieldClass
from organisation.models import Unit

FAR_FUTURE = "9999-12-31"


class Origin(models.TextChoices):
    CANDOUR = "candour", "Recorded in Candour"
    LEGACY = "legacy", "Imported from a legacy system"


class Case(models.Model):
    """What every kind of case shares. Domain apps make concrete tables of it."""

    reference = models.CharField(max_length=40, unique=True)
    reference_year = models.PositiveSmallIntegerField()
    reference_serial = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.CANDOUR)
    # Whoever inherits has indexes that begin with these two.
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1)
    next_due_on = models.DateField(default=FAR_FUTURE)
    next_due = models.CharField(
        max_length=40, blank=True, help_text="Code of the deadline rule of next_due_on."
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    FIELD_CLASSES = {
        "reference": FieldClass.PUBLIC,
        "reference_year": FieldClass.PUBLIC,
        "reference_serial": FieldClass.PUBLIC,
        "origin": FieldClass.OFFICIAL,
        "responsible_unit": FieldClass.PUBLIC,
        "handler": FieldClass.OFFICIAL,
        "version": FieldClass.OFFICIAL,
        "next_due_on": FieldClass.OFFICIAL,
        "next_due": FieldClass.OFFICIAL,
        "created_at": FieldClass.OFFICIAL,
        "updated_at": FieldClass.OFFICIAL,
    }

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference


class StatusChange(models.Model):
    """One move of a case: appended, never edited. Concrete tables add `case`."""

    verb = models.CharField(max_length=40)
    from_status = models.CharField(max_length=40, blank=True)
    to_status = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    reason = models.TextField(max_length=20_000, blank=True)

    class Meta:
        abstract = True


class Note(models.Model):
    """Something a colleague should know about a case. Concrete tables add `case`."""

    text = models.TextField(max_length=20_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        abstract = True


class ScanState(models.TextChoices):
    PENDING = "pending", "Waiting for the virus scan"
    CLEAN = "clean", "Scanned, clean"
    NOT_SCANNED = "not_scanned", "Not scanned (demonstration)"
    INFECTED = "infected", "Infected: withheld"
    FAILED = "failed", "Scan failed: withheld"


class Document(models.Model):
    """A file on a case, kept under a random name. Concrete tables add `case`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    label = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100, unique=True)
    scan = models.CharField(max_length=12, choices=ScanState, default=ScanState.PENDING)
    scanned_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0), name="%(class)s_size_positive"
            )
        ]

    @property
    def trail_subject(self):
        """The case: one chain and one history tell everything of it."""
        return self.case.trail_subject

    @property
    def downloadable(self) -> bool:
        """Fails closed: only a file known to be clean, or a demonstration's."""
        return self.scan in {ScanState.CLEAN, ScanState.NOT_SCANNED}
