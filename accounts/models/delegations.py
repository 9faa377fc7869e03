"""Powers of an appropriate authority that somebody else may use for a time."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts import lending
from accounts.models.users import User
from accounts.permissions import Permission
from organisation.dates import in_order


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every one for whoever reads the register, else what one gave or was given."""
        if user.rights.allow(Permission.DELEGATION_READ):
            return self
        return self.filter(Q(giver=user) | Q(holder=user))


class Delegation(models.Model):
    """That somebody lets another use powers of theirs, from one day to another.

    It ends with its last day, or is withdrawn at once; it is never edited.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="lent")
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="borrowed")
    powers = ArrayField(models.CharField(max_length=60), help_text="Permissions.")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=500)
    rank_reason = models.CharField(
        max_length=500, blank=True, help_text="Why to somebody below the rank."
    )
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=500, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("delegation"),
            models.CheckConstraint(
                condition=~Q(giver=F("holder")), name="delegation_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(powers=[]) & ~Q(reason=""),
                name="delegation_of_something_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="delegation_withdrawn_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.giver} to {self.holder}"

    def state_on(self, day: date) -> str:
        """As `lending.Lent.state` has it."""
        if self.withdrawn_at:
            return lending.WITHDRAWN
        if self.from_on > day:
            return lending.COMING
        return lending.ENDED if self.to_on < day else lending.HELD

    @property
    def power_words(self) -> list[str]:
        """What it allows, as pages say it."""
        return [lending.POWERS.get(power, power) for power in self.powers]
