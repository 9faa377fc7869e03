"""What can be imposed, and which forum can impose it when."""

from django.db import models
from django.db.models import F, Q

from complaints.models.law.regimes import Forum, OfRegime, Severity, Sourced
from organisation.dates import DatedQuerySet, in_order


class Asks(models.TextChoices):
    """What a sanction leaves open, and whoever imposes it says."""

    AMOUNT = "amount", "How much is paid"
    RANK = "rank", "To which rank"
    DATE = "date", "From which day"


class Sanction(OfRegime):
    """What can be imposed under a regime; `order` goes from the mildest up."""

    months_live = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="None, where it is not counted afterwards."
    )
    extendable_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="By how much it can be extended, once."
    )
    notice_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The least notice that it gives, in days."
    )
    ends_service = models.BooleanField(default=False)
    asks = models.CharField(
        max_length=6,
        choices=Asks,
        blank=True,
        help_text="What is said besides when it is imposed.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regime", "code"], name="sanction_once_per_regime"
            )
        ]


def _sanction(**more):
    return models.ForeignKey(
        Sanction, on_delete=models.PROTECT, null=True, blank=True, **more
    )


class ForumSanction(Sourced):
    """That a forum can impose a sanction; what is not here it cannot."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="sanctions")
    sanction = models.ForeignKey(
        Sanction, on_delete=models.PROTECT, related_name="forums"
    )
    severity = models.ForeignKey(
        Severity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What was found; anything, where none is named.",
    )
    needs = _sanction(
        related_name="+",
        help_text="What must have been live when the severity was assessed.",
    )
    unless = _sanction(
        related_name="+",
        help_text="Not while this, or a graver one that stays live, is live.",
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("forum_sanction"),
            models.UniqueConstraint(
                fields=["forum", "sanction", "severity", "from_on"],
                name="forum_sanction_once_per_start",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(needs=None) | Q(unless=None) | ~Q(needs=F("unless")),
                name="forum_sanction_can_be_imposed",
            ),
        ]

    def __str__(self):
        return f"{self.sanction.name} at {self.forum}"
