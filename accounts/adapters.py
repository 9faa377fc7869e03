"""How django-allauth signs people in here: its hooks, each one call to an action."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts import sessions
from accounts.actions import passwords, sign_in

# One sentence for a wrong password, an unknown address, a locked and a deactivated
# account, so that nobody can learn which addresses have accounts.
REFUSED = (
    "The email address or password is not right, or the account is locked. After five "
    "wrong tries an account is locked for 30 minutes; a system administrator can "
    "unlock it before."
)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by email and password; nobody signs up, nothing is sent by email."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": REFUSED,
        "incorrect_password": "The password is not right.",
        "enter_current_password": "The current password is not right.",
        "incorrect_code": (
            "The code is not right, or it was used already. Wait for the next code in "
            "your app and enter that."
        ),
        "too_many_login_attempts": (
            "There were too many wrong tries from this network. Wait 15 minutes and "
            "try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very host, whatever else ALLOWED_HOSTS names."""
        host = self.request.get_host()
        return url_has_allowed_host_and_scheme(
            url, {host}, require_https=self.request.is_secure()
        )

    def authenticate(self, request: HttpRequest, **credentials):
        """The account whose password this is and that may sign in now, or None."""
        self.pre_authenticate(request, **credentials)
        email = credentials.get("email", "").lower()
        passed = authenticate(request, email=email, password=credentials["password"])
        user = sign_in.judge_password(email, passed, at=timezone.now())
        if user is not None:
            self._rollback_login_failed_rl_usage()
        return user

    def reauthenticate(self, user, password: str) -> bool:
        again = self.authenticate(self.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not within moments of signing in, else by password or code once more."""
        return not sessions.is_fresh(self.request.session, timezone.now())

    def login(self, request: HttpRequest, user) -> None:
        """Django gives the session a new key here."""
        now, looked = timezone.now(), user.last_seen_at
        super().login(request, user)
        sessions.begin(request.session, now, looked)
        if not sessions.kept_words_of(request.session):
            sessions.drop_kept_words(request.session)
        sign_in.signed_in(user, at=now)

    def post_login(self, request: HttpRequest, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if sessions.has_kept_words(request.session):
            query = urlencode({"next": response.url})
            return HttpResponseRedirect(f"{reverse('account-kept-words')}?{query}")
        return response

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        sign_in.signed_out(user, at=timezone.now())

    def set_password(self, user, password: str) -> None:
        passwords.change_password(user, password, by=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted with the site's own key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """The key in use first, then those it replaced: a new key locks out nobody."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (
        hashlib.sha256(b"accounts.second-factor" + secret.encode()).digest()
        for secret in secrets
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in digests])
