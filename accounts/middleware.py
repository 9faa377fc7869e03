"""Who may go on to a view at all: signed in, in time, with the second factor."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import sessions
from accounts.actions import sign_in
from pages import answers

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# All that somebody may do whose second factor is not set up yet.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_reauthenticate",
    }
)


class SessionLimits:
    """Ends a session on the server when it was idle or has lasted too long.

    What was typed into a form that came too late is kept in the new, empty session and
    shown after the same person signs in again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SESSION_KEY in request.session:
            self._check(request, request.session[SESSION_KEY], timezone.now())
        return self.get_response(request)

    def _check(self, request: HttpRequest, user_id: str, now: datetime) -> None:
        why = sessions.why_ended(request.session, now)
        if why or not request.user.is_authenticated:
            self._end(request, user_id, why)
        elif sessions.touch(request.session, now):
            sign_in.note_seen(user_id, at=now)

    @staticmethod
    def _end(request: HttpRequest, user_id: str, why: str) -> None:
        """Also for a session whose account was deactivated or signed out everywhere."""
        user = request.user
        request.ended_session_of = user_id
        request.session.flush()
        request.user = AnonymousUser()
        if user.is_authenticated:
            sign_in.record_session_end(user, reason=why)

    def process_view(
        self, request: HttpRequest, view: Any, *args: Any
    ) -> HttpResponseBase | None:
        """Runs after the check against forged forms, so only our own forms are kept."""
        ended = getattr(request, "ended_session_of", None)
        if ended is None or not getattr(view, "login_required", True):
            return None
        if request.method == "POST":
            words = answers.typed_words(request)
            sessions.keep_words(request.session, ended, _page_of(request), words)
        return to_sign_in(request, ended=True)


class RequireSignIn(LoginRequiredMiddleware):
    """Refuses every view that is not marked as open to people not signed in.

    Open are sign-in, health, help and the API, which has its own check of tokens.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        request.user = get_user(request)  # no longer asked for through a lazy object
        if not request.user.is_authenticated:
            return to_sign_in(request, ended=_had_session(request))
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.resolver_match.url_name not in BEFORE_SECOND_FACTOR
            and not sessions.has_second_factor(
                request.session, lambda: has_second_factor(request.user)
            )
        ):
            return redirect("mfa_activate_totp")
        return None


def has_second_factor(user: Any) -> bool:
    return Authenticator.objects.filter(
        user_id=user.pk, type=Authenticator.Type.TOTP
    ).exists()


def to_sign_in(request: HttpRequest, *, ended: bool) -> HttpResponseBase:
    query = {"next": _page_of(request)}
    if ended:
        query["ended"] = "1"
    return redirect(f"{reverse('account_login')}?{urlencode(query)}")


def _page_of(request: HttpRequest) -> str:
    """The page to come back to: for a form that was sent, the page that held it."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    page = urlsplit(came_from)
    return f"{page.path}?{page.query}" if page.query else page.path


def _had_session(request: HttpRequest) -> bool:
    """A cookie whose session the server no longer has: ended, or ended for them."""
    sent = settings.SESSION_COOKIE_NAME in request.COOKIES
    return sent and request.session.is_empty()
