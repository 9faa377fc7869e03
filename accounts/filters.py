"""What the list of accounts can be narrowed by."""

from datetime import datetime

import django_filters
from django.db.models import Q
from django.utils import timezone

from accounts.actions.sign_in import LOCKED_FOR
from accounts.models import Posting, User
from accounts.models.users import UserKind
from accounts.roles import ROLES
from pages.filters import StrictFilterSet, TextFilter

STATES = {
    "active": "Active",
    "deactivated": "Deactivated",
    "locked": "Locked",
    "client": "API clients",
}


def in_state(state: str, at: datetime) -> Q:
    return {
        "active": Q(is_active=True),
        "deactivated": Q(is_active=False),
        "locked": Q(locked_at__gt=at - LOCKED_FOR),
        "client": Q(kind=UserKind.CLIENT),
    }[state]


class UserFilters(StrictFilterSet):
    q = TextFilter(label="Name or email address", method="find")
    state = django_filters.ChoiceFilter(
        label="State",
        empty_label="Any",
        choices=list(STATES.items()),
        method="narrow_state",
    )
    role = django_filters.ChoiceFilter(
        label="Role held today",
        empty_label="Any",
        choices=[(role.slug, role.name) for role in ROLES.values()],
        method="narrow_role",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def find(self, rows, name, value):
        return rows.filter(Q(name__icontains=value) | Q(email__icontains=value))

    def narrow_state(self, rows, name, value):
        return rows.filter(in_state(value, timezone.now()))

    def narrow_role(self, rows, name, value):
        held = Posting.objects.on(timezone.localdate()).filter(role=value)
        return rows.filter(pk__in=held.values("user_id"))
