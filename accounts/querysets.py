"""Which accounts and postings somebody may see."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from accounts.permissions import Permission
from audit.days import midnight
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


# `PostingQuerySet.on` of one account, as (role, unit), for accounts.signed_in.
HELD = """ARRAY(
    SELECT ARRAY[held.role, held.unit_id::text] FROM accounts_posting held
    WHERE held.user_id = person.id AND held.from_on <= %(today)s
        AND (held.to_on IS NULL OR held.to_on >= %(today)s)
        AND (held.revoked_at IS NULL OR held.revoked_at >= %(over_at)s)
    ORDER BY held.id
)"""


class PostingQuerySet(DatedQuerySet):
    def on(self, day):
        """Postings in force at the end of `day`: one revoked that day no longer is."""
        over_at = midnight(day + timedelta(days=1))
        return (
            super()
            .on(day)
            .filter(Q(revoked_at__isnull=True) | Q(revoked_at__gte=over_at))
        )
