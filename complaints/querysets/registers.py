"""Which records of the registers somebody may know of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.permissions import Permission


class OfCaseQuerySet(models.QuerySet):
    """Records that may be about a case: whoever does not see it sees no record of it.

    `read` is the permission to read the register.
    """

    read: ClassVar[Permission]

    def visible_to(self, user):
        """Records of the units whose register the user reads, of cases they see."""
        units = user.rights.units_for(self.read)
        if units is not None and not units:
            return self.none()
        cases = self.model._meta.get_field("case").related_model.objects
        rows = self.filter(
            Q(case__isnull=True) | Q(case__in=cases.visible_now_to(user).values("pk"))
        )
        if units is not None:
            rows = rows.filter(responsible_unit__in=units)
        return rows

    def with_list_details(self):
        """What a list row shows, in one query."""
        return self.select_related("responsible_unit", "case", "by")


class RiskQuerySet(OfCaseQuerySet):
    read = Permission.RISK_READ

    def with_list_details(self):
        return super().with_list_details().select_related("owner")

    def for_meeting(self, day):
        """Those to be looked at on a day: due by then, or never decided on."""
        return self.filter(Q(next_review_on__lte=day) | Q(decisions__isnull=True))


class OfRiskQuerySet(models.QuerySet):
    """What stands below a risk: seen by whoever sees the risk."""

    def visible_to(self, user):
        risks = self.model._meta.get_field("risk").related_model.objects
        return self.filter(risk__in=risks.visible_to(user))


class RestrictionQuerySet(OfCaseQuerySet):
    """Nobody sees their own: they are the subject of its case, and barred from it."""

    read = Permission.RESTRICTION_READ

    def visible_to(self, user):
        rows = super().visible_to(user)
        return rows.exclude(member=user.member_id) if user.member_id else rows

    def with_list_details(self):
        return super().with_list_details().select_related("member__unit")

    def live_of(self, member):
        """Those of a member that are in force."""
        return self.filter(member=member, status="in_force")


class InterventionQuerySet(models.QuerySet):
    """Of the units whose register the user reads; nobody reads their own."""

    def visible_to(self, user):
        units = user.rights.units_for(Permission.INTERVENTION_READ)
        if units is not None and not units:
            return self.none()
        rows = self if units is None else self.filter(responsible_unit__in=units)
        return rows.exclude(member=user.member_id) if user.member_id else rows

    def with_list_details(self):
        return self.select_related("responsible_unit", "member__unit", "rule", "by")
