"""What is made within a case: kept as it was, or with a life of its own."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from casework.workflow import Transition, Workflow
from complaints.models.cases import Case
from organisation.classification import FieldClass
from pages.fields import sentence_start


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

    # What its card names besides, read with it.
    follow: ClassVar[tuple[str, ...]] = ("by",)

    FIELD_CLASSES = {
        "number": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        abstract = True


class Made(Kept):
    """Something made in a case by somebody at a time.

    A later verb of the case may say in it what came of it.
    """

    shown: ClassVar[tuple[str, ...]] = ()  # what a page says of it, in this order
    # Fields that hold codes of grounds, and the purpose of those, or several.
    codes: Any = {}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")

    FIELD_CLASSES = Kept.FIELD_CLASSES | {"case": FieldClass.PUBLIC}

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.case} {self._meta.verbose_name} {self.number}"

    @property
    def card_title(self) -> str:
        return sentence_start(f"{self._meta.verbose_name} {self.number}")

    @property
    def name(self) -> str:
        """What it is called within its case: "referral 1"."""
        return f"{self._meta.verbose_name} {self.number}"


class Part(Made):
    """A record within a case that its verbs move along a table of its own.

    Written by `complaints.actions.steps.on_part`, at the version of its case: whoever
    holds the case holds its parts. Concrete tables add `status` with their choices.
    """

    table: ClassVar[Workflow]

    FIELD_CLASSES = Made.FIELD_CLASSES | {"status": FieldClass.OFFICIAL}

    class Meta:
        abstract = True

    def right_of(self, line: Transition) -> str:
        """The right that a verb asks for in this record."""
        return line.permission

    @property
    def tone(self) -> str:
        """Of its tag: done where no verb leads on."""
        return "done" if self.status in self.table.terminal() else "active"

    @property
    def state_words(self) -> str:
        """How it stands; nothing of what stands in one way alone."""
        if len(self.table.statuses) == 1:
            return ""
        return self.get_status_display()
