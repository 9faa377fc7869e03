"""Who holds which role, where and when: granted and ended by somebody else."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from django.db.models import Q

from accounts.actions.attempts import (
    Someone,
    attempt,
    check_may_manage,
    check_not_self,
    locked,
)
from accounts.models import Posting, User
from accounts.permissions import Permission
from accounts.querysets import PostingQuerySet
from accounts.roles import ROLES, Reach, Role
from audit import trail
from organisation.models import Unit
from pages.refusals import BadInput, NotAllowed, WrongState
from pages.words import day_words


class Given(TypedDict):
    """What a posting gives: a role, somewhere or force-wide, for a time."""

    role: str
    unit: Unit | None
    from_on: date
    to_on: NotRequired[date | None]
    reason: str


def grant_posting(user: User, *, by: Someone, **given: Unpack[Given]) -> Posting:
    """Give a role, in a unit or force-wide; nobody gives one to themselves."""
    with attempt("account.grant-posting", subject=user, by=by):
        return give(locked(user), by=by, **given)


def give(account: User, *, by: Someone, **given: Unpack[Given]) -> Posting:
    """The granting itself, for an action that has locked `account`."""
    check_may_manage(by)
    check_not_self(account, by, "give yourself a role")
    posting = Posting(
        user=account, granted_by=by if isinstance(by, User) else None, **given
    )
    _check_posting(posting)
    posting.save(force_insert=True)
    _record("account.grant-posting", posting, by, given["reason"], _given(posting))
    return posting


def _check_posting(posting: Posting) -> None:
    role = ROLES.get(posting.role)
    if role is None:
        raise BadInput("Choose one of the roles.", field="role")
    if posting.to_on and posting.to_on < posting.from_on:
        raise BadInput("The last day must be on or after the first day.", field="to_on")
    if role.within_unit and posting.unit is None:
        raise BadInput(f"A {role.name} has a unit: choose it.", field="unit")
    if posting.unit and not _open_during(posting):
        raise BadInput(f"{posting.unit} is not open on that day.", field="unit")
    if not posting.user.is_active:
        raise WrongState("The account is deactivated. Reactivate it first.")
    _check_beside_others(posting, role)


def _open_during(posting: Posting) -> bool:
    return Unit.objects.open_on(posting.from_on).filter(pk=posting.unit_id).exists()


def _check_beside_others(posting: Posting, role: Role) -> None:
    """The same twice makes no sense; managing accounts and cases must not mix."""
    beside = Posting.objects.filter(user=posting.user, revoked_at=None).filter(
        Q(to_on=None) | Q(to_on__gte=posting.from_on)
    )
    if posting.to_on:
        beside = beside.filter(from_on__lte=posting.to_on)
    if beside.filter(role=posting.role, unit=posting.unit).exists():
        raise BadInput(
            "They already hold this role there in part of that time.", field="role"
        )
    slugs = beside.values_list("role", flat=True)
    together = [role, *(ROLES[slug] for slug in slugs if slug in ROLES)]
    if any(map(manages_accounts, together)) and any(map(sees_cases, together)):
        raise NotAllowed(
            "Somebody who manages accounts may not read cases: one account cannot hold "
            "both roles.",
            what_next="",
        )
    if posting.user.is_client and Permission.API_READ not in role.permissions:
        raise NotAllowed("An API client cannot hold this role.", what_next="")


def manages_accounts(role: Role) -> bool:
    return Permission.ACCOUNT_MANAGE in role.permissions


def managing() -> PostingQuerySet:
    """Postings, not revoked, through which somebody active manages accounts."""
    slugs = [slug for slug, role in ROLES.items() if manages_accounts(role)]
    return Posting.objects.filter(role__in=slugs, user__is_active=True, revoked_at=None)


def check_somebody_remains(leaving: Q) -> None:
    """An installation that nobody manages could not be mended from within."""
    lasting = managing().filter(to_on=None).select_related("user").order_by("pk")
    kept = set(lasting.select_for_update(of=("self", "user")))
    gone = set(lasting.filter(leaving))
    if gone and gone == kept:
        raise NotAllowed(
            "This is the last account that manages accounts for good. Give the role "
            "to somebody else first, without a last day.",
            what_next="",
        )


def sees_cases(role: Role) -> bool:
    return any(reach is not Reach.NEVER for reach in role.sees.values())


def end_posting(posting: Posting, *, to_on: date, by: Someone, reason: str) -> Posting:
    """Set the last day on which a posting is held: today, in the past or to come.

    Only ever earlier than it was: to hold a role longer is a grant, with its checks.
    """
    with attempt("account.end-posting", subject=posting.user, by=by):
        posting = _locked(posting)
        _check_can_end(posting, by)
        if to_on < posting.from_on:
            raise BadInput(
                "The last day must be on or after the first day.", field="to_on"
            )
        if posting.to_on and to_on >= posting.to_on:
            raise BadInput(
                f"This role ends on {day_words(posting.to_on)} already. Enter an "
                "earlier day, or grant the role again.",
                field="to_on",
            )
        check_somebody_remains(Q(pk=posting.pk))
        before, posting.to_on = posting.to_on, to_on
        posting.save(update_fields=["to_on"])
        _record(
            "account.end-posting",
            posting,
            by,
            reason,
            {**_which(posting), "to_on": (before, to_on)},
        )
    return posting


def revoke_posting(
    posting: Posting, *, by: Someone, at: datetime, reason: str
) -> Posting:
    """Take a role away at once: the next request of its holder is refused."""
    with attempt("account.revoke-posting", subject=posting.user, by=by):
        posting = _locked(posting)
        _check_can_end(posting, by)
        check_somebody_remains(Q(pk=posting.pk))
        posting.revoked_at = at
        posting.save(update_fields=["revoked_at"])
        _record(
            "account.revoke-posting",
            posting,
            by,
            reason,
            {**_which(posting), "revoked_at": (None, at)},
        )
    return posting


def _locked(posting: Posting) -> Posting:
    return (
        Posting.objects.select_related("user", "unit")
        .select_for_update(of=("self",))
        .get(pk=posting.pk)
    )


def _check_can_end(posting: Posting, by: Someone) -> None:
    check_may_manage(by)
    check_not_self(posting.user, by, "end a role of your own")
    if posting.revoked_at:
        raise WrongState("This posting was revoked already.")


def _which(posting: Posting) -> dict:
    """Names the posting in the trail by what it gave."""
    return {"role": (posting.role, posting.role), "unit": (posting.unit, posting.unit)}


def _given(posting: Posting) -> dict:
    return {
        "role": (None, posting.role),
        "unit": (None, posting.unit),
        "from_on": (None, posting.from_on),
        "to_on": (None, posting.to_on),
    }


def _record(
    event: str, posting: Posting, by: Someone, reason: str, changes: dict
) -> None:
    trail.record(
        event,
        kind=trail.Kind.ALTERATION,
        subject=posting.user,
        by=by,
        unit=posting.unit.code if posting.unit else None,
        reason=reason,
        changes=changes,
    )
