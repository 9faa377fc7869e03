"""Which accounts and postings somebody may see."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate

from accounts.permissions import Permission
from organisation.dates import DatedQuerySet


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody's account for those who manage accounts, else only one's own."""
        if user.rights.allow(Permission.ACCOUNT_MANAGE):
            return self
        return self.filter(pk=user.pk)

    def with_list_details(self):
        return self.select_related("member", "authority_member").prefetch_related(
            models.Prefetch(
                "postings",
                self.model.postings.rel.related_model.objects.select_related(
                    "unit"
                ).order_by("pk"),
            )
        )


class PostingQuerySet(DatedQuerySet):
    def on(self, day):
        """Postings in force at the end of `day`: one revoked that day no longer is."""
        revoked_on = TruncDate("revoked_at")
        return (
            super()
            .on(day)
            .alias(revoked_on=revoked_on)
            .filter(Q(revoked_at__isnull=True) | Q(revoked_on__gt=day))
        )
