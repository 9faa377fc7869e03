"""What has a reference and a life of its own beside the cases: risks, claims, requests.

Written by `complaints.actions.records.on_record`, each at its own version.
"""

from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from audit.trail import Subject
from casework.workflow import Workflow
from organisation.classification import FieldClass
from organisation.models import Unit

_SOME_RECORD = "some-record"


@lru_cache
def _address(noun: str) -> str:
    return reverse(f"complaints:{noun}", args=[_SOME_RECORD])


class Record(models.Model):
    """A record of a register. Concrete tables add `status` with their choices.

    Their manager knows `visible_to`; the name of the table is what the trail and the
    addresses call one of them.
    """

    table: ClassVar[Workflow]
    prefix: ClassVar[str]  # of its references: RR/00001/26
    shown: ClassVar[tuple[str, ...]] = ()  # what its page says, in this order
    # Classes of its fields that the roles of its reader must show, if it has no case.
    guarded: ClassVar[frozenset[FieldClass]] = frozenset(
        {FieldClass.SPECIAL, FieldClass.INTELLIGENCE}
    )
    # The permission whose holders have its records as their own.
    keepers: ClassVar[str] = ""
    # Who reads fields of this class of it is recorded; so are words of no field.
    telling: ClassVar[FieldClass] = FieldClass.IDENTITY

    reference = models.CharField(max_length=40, unique=True)
    reference_year = models.PositiveSmallIntegerField()
    reference_serial = models.PositiveIntegerField()
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name="unit"
    )
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty where Candour itself began it.",
    )
    at = models.DateTimeField()
    updated_at = models.DateTimeField()

    FIELD_CLASSES = {
        "reference": FieldClass.PUBLIC,
        "reference_year": FieldClass.PUBLIC,
        "reference_serial": FieldClass.PUBLIC,
        "responsible_unit": FieldClass.PUBLIC,
        "status": FieldClass.OFFICIAL,
        "version": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
        "updated_at": FieldClass.OFFICIAL,
    }

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference

    def get_absolute_url(self) -> str:
        return _address(self.table.name).replace(_SOME_RECORD, self.slug)

    @cached_property  # each verb on a page asks
    def cases_concerned(self) -> list[Any]:
        """The cases that it is about: whoever has a conflict in one takes no step."""
        case = getattr(self, "case", None)
        return [] if case is None else [case]

    @property
    def slug(self) -> str:
        """The reference as addresses write it: RR-00001-26."""
        return self.reference.replace("/", "-")

    @property
    def trail_subject(self) -> Subject:
        return Subject(self.table.name, self.reference, self.pk)
