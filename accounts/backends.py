"""How a session leads to an account."""

from datetime import timedelta

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from accounts import signed_in
from accounts.models import User
from audit.days import midnight


class AccountBackend(AuthenticationBackend):
    """Signs people in as allauth does, and finds their account by our question."""

    def get_user(self, user_id: int) -> User | None:
        today = timezone.localdate()
        over_at = midnight(today + timedelta(days=1))
        told = {"id": user_id, "today": today, "over_at": over_at}
        user = next(iter(User.objects.raw(signed_in.question(), told)), None)
        return user if user and self.user_can_authenticate(user) else None
