"""Signing in and out: counted, locked after five failures, recorded.

The trail has six kinds of entry, all about data. Signing in or out changes no data and
lets somebody reach it, so it is recorded as a consultation, refused when it failed;
locking and unlocking an account change it and are alterations.
"""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions.attempts import (
    Someone,
    attempt,
    check_may_manage,
    check_not_self,
    locked,
)
from accounts.models import User
from audit import trail
from pages.refusals import WrongState

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=30)
NO_ACCOUNT = trail.Subject("account", "")


def is_locked(user: User, at: datetime) -> bool:
    """A lock ends by itself, so that wrong passwords keep nobody out for good."""
    return user.locked_at is not None and at < user.locked_at + LOCKED_FOR


@transaction.atomic
def judge_password(email: str, passed: User | None, *, at: datetime) -> User | None:
    """Decide on a try: `passed` is the account whose password was right, if any.

    By then one password was hashed, whatever was typed, which takes nearly all the time
    of a sign-in. What else tells accounts apart is a statement or two of counting.
    """
    user = User.objects.select_for_update().filter(email=email).first()
    if passed is None or user is None or user.pk != passed.pk:
        why = "The password was wrong." if user else "There is no such account."
        _count_failure(user, why, at)
        return None
    if user.is_client:
        _record_failure(user, "An API client signs in with a token only.")
        return None
    if is_locked(user, at):
        _record_failure(user, "The account is locked.")
        return None
    return passed


@transaction.atomic
def count_wrong_code(user: User, *, at: datetime) -> None:
    """A wrong code of the second factor counts like a wrong password."""
    _count_failure(locked(user), "The code of the second factor was wrong.", at)


def _count_failure(user: User | None, why: str, at: datetime) -> None:
    _record_failure(user, why)
    if user is None or is_locked(user, at):
        return
    if user.locked_at:
        user.failed_sign_ins, user.locked_at = 0, None
    user.failed_sign_ins += 1
    if user.failed_sign_ins >= MOST_FAILURES:
        user.locked_at = at
        trail.record(
            "account.lock",
            kind=trail.Kind.ALTERATION,
            subject=user,
            by=trail.SYSTEM,
            reason=f"{MOST_FAILURES} failures to sign in",
            changes={"locked_at": (None, at)},
        )
    user.save(update_fields=["failed_sign_ins", "locked_at"])


def _record_failure(user: User | None, why: str) -> None:
    trail.record(
        "account.sign-in",
        kind=trail.Kind.CONSULTATION,
        subject=user or NO_ACCOUNT,
        by=trail.ANONYMOUS,
        outcome=trail.Outcome.REFUSED,
        sentence=why,
    )


@transaction.atomic
def signed_in(user: User, *, at: datetime) -> None:
    User.objects.filter(pk=user.pk).update(
        failed_sign_ins=0, locked_at=None, last_login=at, last_seen_at=at
    )
    _record_passage("account.sign-in", user)


def signed_out(user: User, *, at: datetime) -> None:
    note_seen(user.pk, at=at)
    _record_passage("account.sign-out", user)


def record_session_end(user: User, *, reason: str) -> None:
    _record_passage("account.session-end", user, reason)


def _record_passage(event: str, user: User, reason: str = "") -> None:
    trail.record(
        event, kind=trail.Kind.CONSULTATION, subject=user, by=user, reason=reason
    )


def note_seen(user_id: int | str, *, at: datetime) -> None:
    """Keep when somebody was last here; not recorded, every page would be an entry."""
    User.objects.filter(pk=user_id).update(last_seen_at=at)


def unlock(user: User, *, by: Someone, at: datetime, reason: str) -> User:
    """Let an account sign in again before its lock ends by itself."""
    with attempt("account.unlock", subject=user, by=by):
        user = locked(user)
        check_may_manage(by)
        check_not_self(user, by, "unlock your own account")
        if not is_locked(user, at):
            raise WrongState("The account is not locked.")
        before, user.locked_at, user.failed_sign_ins = user.locked_at, None, 0
        user.save(update_fields=["failed_sign_ins", "locked_at"])
        trail.record(
            "account.unlock",
            kind=trail.Kind.ALTERATION,
            subject=user,
            by=by,
            reason=reason,
            changes={"locked_at": (before, None)},
        )
    return user
