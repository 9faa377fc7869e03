"""What is made within a case: kept as it was, or with a life of its own."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from casework.workflow import Workflow
from complaints.models.cases import Case
from organisation.classification import FieldClass


def numbered(table):
    return models.UniqueConstraint(
        fields=["case", "number"], name=f"{table}_number_once"
    )


class Kept(models.Model):
    """What somebody wrote at a time, the nth of its kind: appended, never edited."""

    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "number": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        abstract = True


class Made(Kept):
    """Something made in a case by somebody at a time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")

    FIELD_CLASSES = Kept.FIELD_CLASSES | {"case": FieldClass.PUBLIC}

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.case} {self._meta.verbose_name} {self.number}"


class Part(Made):
    """A record within a case that its verbs move along a table of its own.

    Written by `complaints.actions.steps.on_part`, at the version of its case: whoever
    holds the case holds its parts. Concrete tables add `status` with their choices.
    """

    table: ClassVar[Workflow]
    shown: ClassVar[tuple[str, ...]] = ()  # what a page says of it, in this order

    FIELD_CLASSES = Made.FIELD_CLASSES | {"status": FieldClass.OFFICIAL}

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """What it is called within its case: "referral 1"."""
        return f"{self._meta.verbose_name} {self.number}"
