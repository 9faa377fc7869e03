from django.db import models
from django.db.models import Q

from accounts.models.users import User
from accounts.querysets import PostingQuerySet
from accounts.roles import ROLES
from organisation.dates import in_order
from organisation.models import Unit


class Posting(models.Model):
    """That a user holds a role, in a unit or force-wide, from one date to another.

    `role` is a slug of `accounts.roles.ROLES`; roles are code, so there is no foreign
    key and no `choices`: a role that code no longer has gives no rights. A posting
    ends with a last day, or is revoked at once with `revoked_at`.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    role = models.SlugField(max_length=40)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="roles_held"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("posting"),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=models.F("user")),
                name="posting_not_granted_to_self",
            ),
        ]

    def __str__(self):
        where = f" at {self.unit}" if self.unit_id else ""
        return f"{self.user}: {self.role}{where} from {self.from_on}"

    @property
    def role_name(self) -> str:
        """The role's name for people; its slug if code no longer has the role."""
        role = ROLES.get(self.role)
        return role.name if role else self.role

    def state_on(self, day) -> str:
        """ "coming", "held" or "ended", as people are shown it."""
        if self.revoked_at or (self.to_on and self.to_on < day):
            return "ended"
        return "coming" if self.from_on > day else "held"
