"""API clients: programs with an account of their own and tokens that expire."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.text import slugify
from knox.models import AuthToken

from accounts.actions.attempts import Someone, attempt, check_may_manage, locked
from accounts.actions.people import created
from accounts.actions.postings import give
from accounts.models import User
from accounts.models.users import UserKind
from audit import trail
from organisation.models import Unit
from pages.refusals import BadInput, WrongState

CLIENT_DOMAIN = "clients.candour.invalid"
DAYS, LONGEST_DAYS = 365, 730
TAKEN = "There is already a client with this name."


@dataclass(frozen=True)
class IssuedToken:
    """The only moment in which the token is known: the database keeps its hash."""

    client: User
    token: str
    expires_at: datetime


def create_client(
    name: str,
    role: str,
    unit: Unit | None,
    *,
    by: Someone,
    on: date,
    days: int = DAYS,
    reason: str = "",
) -> IssuedToken:
    """Make a client with one posting, and issue its first token."""
    address = f"{slugify(name)}@{CLIENT_DOMAIN}"
    named = trail.Subject("account", address)
    with attempt("account.create-client", subject=named, by=by):
        check_may_manage(by)
        if not slugify(name):
            raise BadInput("The name needs a letter or a digit.", field="name")
        if User.objects.filter(email=address).exists():
            raise BadInput(TAKEN, field="name")
        client = created(TAKEN, email=address, name=name, kind=UserKind.CLIENT)
        trail.record(
            "account.create-client",
            kind=trail.Kind.COLLECTION,
            subject=client,
            by=by,
            reason=reason,
            changes={"name": (None, name)},
        )
        give(client, role=role, unit=unit, from_on=on, by=by, reason=reason)
        return _issue(client, by, days)


def issue_token(client: User, *, by: Someone, days: int = DAYS) -> IssuedToken:
    """A further token, so that a program can change over before its old one expires."""
    with attempt("account.issue-token", subject=client, by=by):
        account = locked(client)
        check_may_manage(by)
        if not account.is_client or not account.is_active:
            raise WrongState("Only an active API client has tokens.")
        return _issue(account, by, days)


def _issue(client: User, by: Someone, days: int) -> IssuedToken:
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(
            f"A token lasts between 1 and {LONGEST_DAYS} days.", field="days"
        )
    row, token = AuthToken.objects.create(client, expiry=timedelta(days=days))
    trail.record(
        "account.issue-token",
        kind=trail.Kind.ALTERATION,
        subject=client,
        by=by,
        changes={"token_expires_at": (None, row.expiry)},
    )
    return IssuedToken(client, token, row.expiry)


def revoke_tokens(client: User, *, by: Someone, reason: str) -> int:
    """Make every token of a client useless at once."""
    with attempt("account.revoke-tokens", subject=client, by=by):
        account = locked(client)
        check_may_manage(by)
        removed, _ = AuthToken.objects.filter(user=account).delete()
        if not removed:
            raise WrongState("This client has no tokens.")
        trail.record(
            "account.revoke-tokens",
            kind=trail.Kind.ALTERATION,
            subject=account,
            by=by,
            reason=reason,
            changes={"tokens": (removed, 0)},
        )
    return removed
