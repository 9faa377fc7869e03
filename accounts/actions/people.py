"""Accounts of people: made, deactivated, reactivated; never deleted."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from knox.models import AuthToken

from accounts.actions.attempts import (
    Someone,
    attempt,
    check_may_manage,
    check_not_self,
    locked,
)
from accounts.actions.postings import check_somebody_remains
from accounts.models import User
from audit import trail
from organisation.models import AuthorityMember, Member
from pages.refusals import BadInput, WrongState

TAKEN = "There is already an account with this address."


def create_person(
    *,
    email: str,
    name: str,
    by: Someone,
    reason: str,
    member: Member | None = None,
    authority_member: AuthorityMember | None = None,
) -> User:
    """An account without a password: its owner sets one by a link."""
    subject = trail.Subject("account", email.lower())
    with attempt("account.create", subject=subject, by=by):
        return make(
            email=email,
            name=name,
            by=by,
            reason=reason,
            member=member,
            authority_member=authority_member,
        )


def make(
    *,
    email: str,
    name: str,
    by: Someone,
    reason: str,
    member: Member | None = None,
    authority_member: AuthorityMember | None = None,
) -> User:
    """The making itself, for an action that has opened its transaction."""
    email = email.lower()
    check_may_manage(by)
    _check_new(email, member, authority_member)
    user = created(
        TAKEN, email=email, name=name, member=member, authority_member=authority_member
    )
    trail.record(
        "account.create",
        kind=trail.Kind.COLLECTION,
        subject=user,
        by=by,
        reason=reason,
        changes={
            "name": (None, name),
            "member": (None, member.number if member else None),
            "authority_member": (
                None,
                authority_member.code if authority_member else None,
            ),
        },
    )
    return user


def created(taken: str, **fields: Any) -> User:
    """Somebody may have made the same account a moment ago: the database decides."""
    try:
        with transaction.atomic():
            return User.objects.create_user(**fields)
    except IntegrityError as error:
        raise BadInput(taken, field="email") from error


def _check_new(
    email: str, member: Member | None, authority_member: AuthorityMember | None
) -> None:
    if User.objects.filter(email=email).exists():
        raise BadInput(TAKEN, field="email")
    if member and User.objects.filter(member=member).exists():
        raise BadInput(
            "This member of the force already has an account.", field="member"
        )
    taken = User.objects.filter(authority_member=authority_member)
    if authority_member and taken.exists():
        raise BadInput(
            "This member of the authority already has an account.",
            field="authority_member",
        )


def deactivate(user: User, *, by: Someone, reason: str) -> User:
    """End all sessions and tokens at once; cases stay theirs until reassigned."""
    with attempt("account.deactivate", subject=user, by=by):
        account = locked(user)
        check_may_manage(by)
        check_not_self(account, by, "deactivate your own account")
        if not account.is_active:
            raise WrongState("The account is already deactivated.")
        check_somebody_remains(Q(user=account))
        AuthToken.objects.filter(user=account).delete()
        account.is_active = False
        account.session_serial += 1
        account.save(update_fields=["is_active", "session_serial"])
        _record("account.deactivate", account, by, reason, is_active=(True, False))
    return account


def reactivate(user: User, *, by: Someone, reason: str) -> User:
    """Let an account sign in again with the postings it holds today."""
    with attempt("account.reactivate", subject=user, by=by):
        account = locked(user)
        check_may_manage(by)
        check_not_self(account, by, "reactivate your own account")
        if account.is_active:
            raise WrongState("The account is already active.")
        account.is_active = True
        account.save(update_fields=["is_active"])
        _record("account.reactivate", account, by, reason, is_active=(False, True))
    return account


def end_sessions(user: User, *, by: Someone, reason: str) -> User:
    """Sign somebody out everywhere."""
    with attempt("account.end-sessions", subject=user, by=by):
        account = locked(user)
        if not (isinstance(by, User) and by.pk == account.pk):
            check_may_manage(by)
        before = account.session_serial
        account.session_serial += 1
        account.save(update_fields=["session_serial"])
        _record(
            "account.end-sessions",
            account,
            by,
            reason,
            session_serial=(before, account.session_serial),
        )
    return account


def _record(event: str, account: User, by: Someone, reason: str, **changes) -> None:
    trail.record(
        event,
        kind=trail.Kind.ALTERATION,
        subject=account,
        by=by,
        reason=reason,
        changes=changes,
    )
