"""What supervisors decided about conflicts of interest in cases."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.reading import Conflict
from organisation.classification import FieldClass
from organisation.models import Member


class ConflictState(models.TextChoices):
    """How a conflict stands by the latest ruling on it."""

    TO_DECIDE = "to_decide", "To be decided"
    UPHELD = "upheld", "Upheld"
    SET_ASIDE = "set_aside", "Set aside"


class ConflictRuling(models.Model):
    """A supervisor's decision on a conflict: upheld, or set aside with reasons.

    On one that somebody declared, or on the one that follows from managing a subject of
    the case, which stands in no row of its own. The latest of a conflict counts; none
    is edited.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="conflict_rulings"
    )
    conflict = models.ForeignKey(
        Conflict,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rulings",
    )
    manager = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conflict_rulings",
        db_index=False,  # the index below begins with it
    )
    upheld = models.BooleanField()
    reasons = models.TextField(max_length=2_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "conflict": FieldClass.OFFICIAL,
        "manager": FieldClass.IDENTITY,
        "upheld": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("conflict_ruling")]
        constraints = [
            models.CheckConstraint(
                condition=Q(conflict__isnull=True) ^ Q(manager__isnull=True),
                name="conflict_ruling_of_one_conflict",
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""), name="conflict_ruling_has_reasons"
            ),
        ]
        indexes = [
            models.Index(
                fields=["manager", "case"],
                name="conflict_ruling_of_manager",
                condition=Q(manager__isnull=False),
            )
        ]

    def __str__(self):
        return f"Conflict in {self.case} {'upheld' if self.upheld else 'set aside'}"
