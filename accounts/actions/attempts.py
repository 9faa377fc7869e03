"""What every action on accounts begins with: its transaction and the right to act."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from audit import trail
from pages.refusals import NotAllowed, Refused

Someone = User | trail.Actor


@contextmanager
def attempt(event: str, *, subject, by: Someone) -> Iterator[None]:
    """One transaction; a refusal inside is recorded after it has rolled back."""
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        trail.record_refusal(event, subject=subject, by=by, sentence=refusal.sentence)
        raise


def locked(user: User) -> User:
    """The account as it is now, held until the transaction ends."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def check_may_manage(by: Someone) -> None:
    """Operators at the server's own console act as the system and may."""
    if isinstance(by, trail.Actor):
        return
    if not by.rights.allow(Permission.ACCOUNT_MANAGE):
        raise NotAllowed("Only a system administrator manages accounts.")


def check_not_self(user: User, by: Someone, what: str) -> None:
    if isinstance(by, User) and by.pk == user.pk:
        raise NotAllowed(
            f"You cannot {what}. Ask another system administrator.", what_next=""
        )
