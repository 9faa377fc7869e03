"""Which records of the registers somebody may know of."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from accounts.permissions import Permission
from accounts.roles import Reach
from casework.models.cases import FAR_FUTURE
from complaints.querysets.cases import barred_from, barred_of, read_named_anew
from complaints.workflow import (
    FoiStatus,
    InterventionStatus,
    RestrictionStatus,
    RiskStatus,
)


class RegisterQuerySet(models.QuerySet):
    """Records of a register; `read` is the permission to read it."""

    read: ClassVar[Permission]

    def visible_to(self, user):
        """Records of the units whose register the user reads."""
        units = user.rights.units_for(self.read)
        if units is None:
            return self.all()
        return self.filter(responsible_unit__in=units) if units else self.none()

    def visible_now_to(self, user):
        """The same, with who is barred from which case read anew: for whoever writes.

        While an action waited for its record, another may have named its doer.
        """
        read_named_anew(user)
        return self.visible_to(user)

    def with_list_details(self):
        """What a list row shows, in one query."""
        return self.select_related("responsible_unit", "by")


class OfCaseQuerySet(RegisterQuerySet):
    """Records that may be about a case: who does not see it sees no record of it."""

    def visible_to(self, user):
        rows = super().visible_to(user)
        if rows.query.is_empty():  # of no register: what follows is not worked out
            return rows
        cases = self.model._meta.get_field("case").related_model.objects
        seen = cases.visible_to(user).of_each()
        return rows.filter(Q(case__isnull=True) | seen)

    def barred_to(self, user):
        """Those of a case that a user is barred from: none of it is for them."""
        cases = self.model._meta.get_field("case").related_model.objects
        return self.filter(case__in=cases.barred_to(user))

    def with_list_details(self):
        return super().with_list_details().select_related("case")


class RiskQuerySet(OfCaseQuerySet):
    read = Permission.RISK_READ

    def with_list_details(self):
        return super().with_list_details().select_related("owner")

    def to_review(self):
        """Those on the register that are looked at again, by the day in `due`."""
        rows = self.filter(status=RiskStatus.OPEN).exclude(next_review_on=FAR_FUTURE)
        return rows.annotate(due=F("next_review_on"))

    def for_meeting(self, day):
        """Those to be looked at on a day: due by then, or never decided on."""
        # Asked apart: a join would list a risk once for each of its decisions.
        decisions = self.model._meta.get_field("decisions").related_model
        decided = decisions._default_manager.filter(risk=OuterRef("pk"))
        return self.filter(Q(next_review_on__lte=day) | ~Exists(decided))


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

    def barred_to(self, user):
        rows = super().barred_to(user)
        return rows | self.filter(member=user.member_id) if user.member_id else rows

    def with_list_details(self):
        return super().with_list_details().select_related("member__unit")

    def to_review(self):
        """Those in force, by the day in `due`."""
        rows = self.filter(status=RestrictionStatus.IN_FORCE)
        return rows.annotate(due=F("review_on"))

    def of_on(self, member, on):
        """Those of a member that held on a day, or hold until then."""
        stood = [RestrictionStatus.IN_FORCE, RestrictionStatus.LIFTED]
        rows = self.filter(member=member, status__in=stood, from_on__lte=on)
        return rows.exclude(lifted_on__lte=on)


# What comes next in an intervention, by how it stands.
_NEXT = Case(
    When(status=InterventionStatus.TRIGGERED, then=F("due_on")),
    When(status=InterventionStatus.PLANNED, then=F("review_on")),
    When(status=InterventionStatus.COMPLETED, then=F("follow_up_on")),
    output_field=models.DateField(),
)


class InterventionQuerySet(RegisterQuerySet):
    """Of the units whose register the user reads; nobody reads their own."""

    read = Permission.INTERVENTION_READ

    def visible_to(self, user):
        rows = super().visible_to(user)
        return rows.exclude(member=user.member_id) if user.member_id else rows

    def barred_to(self, user):
        """A reader's own."""
        return self.filter(member=user.member_id) if user.member_id else self.none()

    def to_review(self):
        """Those to be acted on, reviewed or followed up, by the day in `due`."""
        rows = self.exclude(status=InterventionStatus.DISMISSED)
        return rows.annotate(due=_NEXT).filter(due__isnull=False)

    def with_list_details(self):
        return super().with_list_details().select_related("member__unit", "rule")


def sortable(name: str) -> Coalesce:
    """A day to sort by, where there may be none yet."""
    return Coalesce(name, Value(date.min), output_field=models.DateField())


class ClaimQuerySet(RegisterQuerySet):
    read = Permission.CLAIM_READ

    def visible_to(self, user):
        """None that the user is a person in, or whose case they are barred from."""
        rows = super().visible_to(user)
        if user.member_id:
            rows = rows.exclude(parties__member=user.member_id)
        if barred := barred_of(user):
            rows = rows.exclude(cases__case__in=barred)
        return rows

    def showing(self, user, field_class):
        """Of them those of which the user sees this class that claims guard.

        As `RecordSight` shows them.
        """
        ways = user.rights.reaches(field_class)
        if ways & {Reach.ALL, Reach.RECORDED}:
            return self.visible_to(user)
        if Reach.OWN not in ways:
            return self.none()
        units = user.rights.units_for(Permission(self.model.keepers))
        rows = self.visible_to(user)
        return rows if units is None else rows.filter(responsible_unit__in=units)

    def barred_to(self, user):
        """Claims that the user is a person in, or whose case they are barred from."""
        ways = Q(cases__case__in=barred_from(user))
        if user.member_id:
            ways |= Q(parties__member=user.member_id)
        return self.filter(ways).distinct()

    def with_list_details(self):
        rows = super().with_list_details().annotate(ended_on=sortable("concluded_on"))
        return rows.prefetch_related("parties__member", "parties__person")


class FoiQuerySet(RegisterQuerySet):
    read = Permission.FOI_READ

    def waiting(self):
        """Those not answered."""
        return self.filter(status=FoiStatus.OPEN)

    def with_list_details(self):
        return super().with_list_details().annotate(answered_on=sortable("decided_on"))


class IntelligenceQuerySet(RegisterQuerySet):
    read = Permission.INTELLIGENCE_READ

    def with_list_details(self):
        rows = super().with_list_details().select_related("about_unit")
        return rows.annotate(given_on=sortable("allocated_on"))
