"""What was imposed on members of the force, and what of it counts on a day.

live_sanctions(member, on=day)
"""

from datetime import date

from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.law import LawField
from complaints.models.panels import of_proceeding
from complaints.models.parts import Made, numbered
from complaints.models.proceedings import CODE
from organisation.classification import FieldClass
from organisation.models import Member


class ImposedQuerySet(models.QuerySet):
    def of(self, member):
        """A member's, the latest first."""
        return self.filter(member=member).order_by("-imposed_on", "-pk")

    def live_on(self, day: date):
        """Those that count on a day: imposed, not run out and not set aside."""
        return self.filter(
            Q(set_aside_on__isnull=True) | Q(set_aside_on__gt=day),
            imposed_on__lte=day,
            live_until__gte=day,
        )


class ImposedSanction(Made):
    """What proceedings imposed on a member, and how long it counts.

    An appeal sets it aside from a day on; nothing else changes it.
    """

    shown = (
        *("proceeding", "member", "sanction", "imposed_on", "live_until"),
        *("effective_on", "set_aside_on"),
    )
    follow = ("by", "proceeding", "member")

    proceeding = of_proceeding("imposed")
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="sanctions",
        db_index=False,  # the index below begins with it
    )
    # Of conduct or of performance: what is live of the one does not count in the other.
    field = models.CharField(max_length=12, choices=LawField)
    regime = models.CharField(**CODE)
    sanction = models.CharField(**CODE)
    sanction_name = models.CharField(max_length=120)
    extends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imposed_on = models.DateField("imposed")
    live_until = models.DateField(null=True, blank=True)
    effective_on = models.DateField("takes effect", null=True, blank=True)
    set_aside_on = models.DateField("set aside", null=True, blank=True)
    ends_service = models.BooleanField(default=False)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "proceeding": FieldClass.OFFICIAL,
        "member": FieldClass.IDENTITY,
        "field": FieldClass.OFFICIAL,
        "regime": FieldClass.OFFICIAL,
        "sanction": FieldClass.OFFICIAL,
        "sanction_name": FieldClass.OFFICIAL,
        "extends": FieldClass.OFFICIAL,
        "imposed_on": FieldClass.OFFICIAL,
        "live_until": FieldClass.OFFICIAL,
        "effective_on": FieldClass.OFFICIAL,
        "set_aside_on": FieldClass.OFFICIAL,
        "ends_service": FieldClass.OFFICIAL,
    }

    objects = ImposedQuerySet.as_manager()

    class Meta:
        verbose_name = "sanction"
        triggers = [guarded("imposed_sanction")]
        constraints = [
            numbered("imposed_sanction"),
            models.CheckConstraint(
                name="imposed_sanction_live_after",
                condition=Q(live_until__isnull=True)
                | Q(live_until__gte=models.F("imposed_on")),
            ),
        ]
        indexes = [
            models.Index(  # a member's history, and what is live of it
                fields=["member", "imposed_on"], name="imposed_sanction_of_member"
            ),
        ]

    @property
    def card_title(self) -> str:
        return f"Sanction {self.number}: {self.sanction_name.lower()}"

    @property
    def proceeding_words(self) -> str:
        return self.proceeding.name

    @property
    def sanction_words(self) -> str:
        return self.sanction_name


def live_sanctions(member: Member, *, on: date) -> list[ImposedSanction]:
    """What is live of a member on a day, the latest first."""
    return list(ImposedSanction.objects.of(member).live_on(on))
