"""Passwords and second factors: changed by their owner, replaced by link."""

from datetime import datetime

from allauth.mfa.models import Authenticator

from accounts import password_links
from accounts.actions.attempts import (
    Someone,
    attempt,
    check_may_manage,
    check_not_self,
    locked,
)
from accounts.models import User
from audit import trail
from pages.refusals import NotAllowed, WrongState


def change_password(user: User, password: str, *, by: Someone) -> User:
    """A new password ends every other session of the account."""
    with attempt("account.change-password", subject=user, by=by):
        account = locked(user)
        if not isinstance(by, User) or by.pk != account.pk:
            raise NotAllowed("Only the person themselves changes a password.")
        account.set_password(password)
        account.save(update_fields=["password"])
        _record("account.change-password", account, by)
    # The caller's own object keeps its session alive with the new password's hash.
    user.password = account.password
    return account


def issue_password_link(user: User, *, by: Someone, at: datetime, reason: str) -> str:
    """The path of a page where this person may set a password, once, within an hour."""
    with attempt("account.issue-password-link", subject=user, by=by):
        return link_for(locked(user), by=by, reason=reason)


def link_for(account: User, *, by: Someone, reason: str) -> str:
    """The issuing itself, for an action that has locked `account`."""
    check_may_manage(by)
    check_not_self(account, by, "issue a link for your own account")
    _check_signs_in(account)
    _record("account.issue-password-link", account, by, reason=reason)
    return password_links.path_for(account)


def set_password_by_link(token: str, password: str) -> User:
    """Use a link up; `Refused` when it is old, used or replaced."""
    account = password_links.account_of(token)
    with attempt("account.set-password", subject=account, by=account):
        account = locked(account)
        password_links.check_still_good(token, account)
        account.set_password(password)
        account.failed_sign_ins, account.locked_at = 0, None
        account.session_serial += 1
        account.save()
        _record("account.set-password", account, account, reason="By a link")
    return account


def reset_second_factor(user: User, *, by: Someone, reason: str) -> User:
    """Forget somebody's authenticator app and codes, and end their sessions."""
    with attempt("account.reset-second-factor", subject=user, by=by):
        account = locked(user)
        check_may_manage(by)
        check_not_self(account, by, "reset your own second factor")
        removed, _ = Authenticator.objects.filter(user=account).delete()
        if not removed:
            raise WrongState("This account has no second factor to reset.")
        account.session_serial += 1
        account.save(update_fields=["session_serial"])
        _record("account.reset-second-factor", account, by, reason=reason)
    return account


def _check_signs_in(account: User) -> None:
    if account.is_client:
        raise WrongState("An API client has tokens and no password.")
    if not account.is_active:
        raise WrongState("The account is deactivated. Reactivate it first.")


def _record(event: str, account: User, by: Someone, *, reason: str = "") -> None:
    """Neither a password nor a secret ever stands in the trail, old or new."""
    trail.record(
        event, kind=trail.Kind.ALTERATION, subject=account, by=by, reason=reason
    )


def record_second_factor(what: str, *, by: User) -> None:
    """django-allauth changes one's own authenticators; this records that it did.

    Called in the transaction of the change. `what`: set-up, remove or renew-codes.
    """
    _record(f"account.second-factor-{what}", by, by)
