"""What a system administrator does to one account: one page and one action each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.actions import clients, passwords, people, sign_in
from accounts.models import User


@dataclass(frozen=True)
class Verb:
    """`when` says for which accounts it makes sense; the action decides whether it is
    allowed."""

    slug: str
    label: str
    heading: str
    consequences: tuple[str, ...]
    act: Callable[..., Any]
    when: Callable[[User, datetime], bool]
    done: str
    danger: bool = False
    timed: bool = False  # the action asks when it happens

    def run(self, user: User, *, by: User, at: datetime, reason: str) -> Any:
        when = {"at": at} if self.timed else {}
        return self.act(user, by=by, reason=reason, **when)


def _has_second_factor(user: User, at: datetime) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def _signs_in(user: User, at: datetime) -> bool:
    return user.is_active and not user.is_client


_VERBS = (
    Verb(
        "password-link",
        "Issue a password link",
        "Issue a link to set a password",
        (
            "You are shown a link, once. Give it to the person in a way in which you "
            "know them: it works for one hour and for one use.",
            "Their password of today works until they use the link.",
        ),
        passwords.issue_password_link,
        _signs_in,
        "Link issued.",
        timed=True,
    ),
    Verb(
        "unlock",
        "Unlock",
        "Unlock the account",
        ("The person can try to sign in again at once.",),
        sign_in.unlock,
        sign_in.is_locked,
        "Unlocked.",
        timed=True,
    ),
    Verb(
        "end-sessions",
        "Sign out everywhere",
        "Sign this person out everywhere",
        ("Every browser in which they are signed in asks them to sign in again.",),
        people.end_sessions,
        _signs_in,
        "Signed out everywhere.",
    ),
    Verb(
        "reset-second-factor",
        "Reset the second factor",
        "Reset the second factor",
        (
            "Their authenticator app and recovery codes no longer work, and they are "
            "signed out everywhere.",
            "At the next sign-in they set up an app again. Be sure that it is they who "
            "ask.",
        ),
        passwords.reset_second_factor,
        _has_second_factor,
        "Second factor reset.",
        danger=True,
    ),
    Verb(
        "revoke-tokens",
        "Revoke all tokens",
        "Revoke all tokens of this client",
        ("The program is refused from its next request on.",),
        clients.revoke_tokens,
        lambda user, at: user.is_client and user.auth_token_set.exists(),
        "Tokens revoked.",
        danger=True,
    ),
    Verb(
        "deactivate",
        "Deactivate",
        "Deactivate the account",
        (
            "All their sessions and tokens end at once and they cannot sign in.",
            "Their cases stay theirs until somebody reassigns them, and the history "
            "goes on naming them.",
        ),
        people.deactivate,
        lambda user, at: user.is_active,
        "Deactivated.",
        danger=True,
    ),
    Verb(
        "reactivate",
        "Reactivate",
        "Reactivate the account",
        ("They can sign in again, with the roles they hold today.",),
        people.reactivate,
        lambda user, at: not user.is_active,
        "Reactivated.",
    ),
)
VERBS: Mapping[str, Verb] = {verb.slug: verb for verb in _VERBS}


def verbs_for(user: User, *, by: User, at: datetime) -> list[dict[str, Any]]:
    """Buttons of the page of an account; none for one's own."""
    if user.pk == by.pk:
        return []
    grant = {
        "text": "Grant a role",
        "href": reverse("account-grant", args=[user.key]),
        "primary": True,
    }
    return [grant] * user.is_active + [
        {
            "text": each.label,
            "href": reverse("account-verb", args=[user.key, each.slug]),
        }
        for each in _VERBS
        if each.when(user, at)
    ]
