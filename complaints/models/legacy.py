from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.utils import timezone

from casework.guard import guarded
from casework.models import Job
from complaints.models.cases import Case
from organisation.classification import FieldClass
from pages.words import day_words


class ImportBatch(models.Model):
    """One run of `import_cases`: what went in and what became of it."""

    source = models.SlugField(max_length=40)
    files = models.JSONField(default=list, help_text="Name, sha256, encoding, rows.")
    mapping = models.TextField(help_text="The mapping file, as it was.")
    job = models.OneToOneField(
        Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dry_run = models.BooleanField(default=False)
    accept_good_rows = models.BooleanField(default=False)
    report = models.JSONField(default=dict)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.source}, {day_words(timezone.localdate(self.at))}"


class LegacyRecord(models.Model):
    """Where an imported case came from: its old reference, values and faults.

    `original` holds the cells as they were; `mapped` what the last import wrote, so
    that a field somebody has changed here since is never overwritten.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="legacy")
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, related_name="records"
    )
    source = models.SlugField(max_length=40)
    source_reference = models.CharField(max_length=100)
    original = models.JSONField()
    mapped = models.JSONField()
    faults = ArrayField(models.CharField(max_length=60), default=list)

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "batch": FieldClass.OFFICIAL,
        "source": FieldClass.OFFICIAL,
        "source_reference": FieldClass.OFFICIAL,
        "original": FieldClass.IDENTITY,
        "mapped": FieldClass.IDENTITY,
        "faults": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("legacy_record")]
        constraints = [
            models.UniqueConstraint(
                F("source"), F("source_reference"), name="legacy_record_once"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.source_reference}"
