"""Items of intelligence as they are counted; what they say is kept elsewhere."""

from django.db import models
from django.db.models import Q, TextChoices

from casework.guard import guarded
from complaints.models.registers import Record
from complaints.querysets import IntelligenceQuerySet
from complaints.workflow import INTELLIGENCE, ItemStatus
from organisation.classification import FieldClass
from organisation.dates import in_order
from organisation.models import Unit


class ItemKind(TextChoices):
    REPORT = "report", "New report"
    DEVELOPMENT = "development", "Development"
    SOURCE_FILE = "source_file", "Source file"
    FINANCIAL = "financial", "Financial investigation"
    CLOSING = "closing", "Closing report"


_DATES = ("received_on", "allocated_on", "closed_on")


class IntelligenceItem(Record):
    """That there is an item, of what kind, at which desk, and when it moved on.

    Never what it says, nor of whom: there is no field for it.
    """

    table = INTELLIGENCE
    prefix = "II"
    telling = FieldClass.INTELLIGENCE
    keepers = "intelligence-item.amend"
    shown = ("kind", "responsible_unit", "about_unit", "elsewhere", *_DATES)

    status = models.CharField(max_length=20, choices=ItemStatus)
    kind = models.CharField(max_length=20, choices=ItemKind)
    about_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="B/OCU it is about",
    )
    elsewhere = models.CharField(
        max_length=60, blank=True, verbose_name="reference elsewhere"
    )
    received_on = models.DateField(verbose_name="received")
    allocated_on = models.DateField(null=True, blank=True, verbose_name="allocated")
    closed_on = models.DateField(null=True, blank=True, verbose_name="closed")

    objects = IntelligenceQuerySet.as_manager()

    FIELD_CLASSES = Record.FIELD_CLASSES | dict.fromkeys(
        ("responsible_unit", "status", "kind", "about_unit", "elsewhere", *_DATES),
        FieldClass.INTELLIGENCE,
    )

    class Meta:
        verbose_name = "intelligence item"
        triggers = [guarded("intelligence_item")]
        constraints = [
            in_order("intelligence_item", first="received_on", last="allocated_on"),
            in_order("intelligence_item", first="received_on", last="closed_on"),
            models.CheckConstraint(
                name="intelligence_item_closed_on_a_day",
                condition=Q(status=ItemStatus.CLOSED, closed_on__isnull=False)
                | ~Q(status=ItemStatus.CLOSED) & Q(closed_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-received_on", "-id"], name="intelligence_item_by_receipt"
            ),
        ]
