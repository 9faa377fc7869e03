"""What each kind of case needs, stage by stage, and what somebody said of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import CheckMark, CheckStage
from complaints.models.law.texts import Dated
from complaints.models.parts import Part, numbered
from complaints.workflow.conduct import KeptStatus
from complaints.workflow.logs import CHECKLIST_MARK
from organisation.classification import FieldClass
from organisation.dates import in_order


class ChecklistItem(Dated):
    """Something that a case needs at a stage: read from the case, or marked by hand."""

    code = models.SlugField(max_length=40)
    kinds = ArrayField(models.CharField(max_length=2), default=list)
    stage = models.CharField(max_length=16, choices=CheckStage)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=160)
    guidance = models.CharField(max_length=400, blank=True)
    rule = models.SlugField(
        max_length=40,
        blank=True,
        help_text="What is read from the case; blank: it is marked by hand.",
    )

    class Meta:
        constraints = [
            in_order("checklist_item"),
            models.UniqueConstraint(
                fields=["code", "from_on"], name="checklist_item_once_per_start"
            ),
        ]

    def __str__(self):
        return self.title


class ChecklistMark(Part):
    """How an item of the checklist stands in a case, by whoever marked it last."""

    table = CHECKLIST_MARK
    shown = ("item", "mark", "note")

    status = models.CharField(max_length=20, choices=KeptStatus)
    item = models.SlugField(max_length=40, help_text="Code of the item.")
    mark = models.CharField(max_length=16, choices=CheckMark)
    note = models.TextField(max_length=20_000, blank=True)

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "item": FieldClass.OFFICIAL,
        "mark": FieldClass.OFFICIAL,
        "note": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("checklist_mark")]
        constraints = [
            numbered("checklist_mark"),
            models.CheckConstraint(
                name="checklist_mark_says_why",
                condition=Q(mark__in=[CheckMark.NOT_STARTED, CheckMark.DONE])
                | ~Q(note=""),
            ),
        ]
