"""The first account of an installation, made where nobody can grant a role yet."""

from datetime import date

from accounts.actions.attempts import attempt
from accounts.actions.passwords import link_for
from accounts.actions.people import make
from accounts.actions.postings import give, managing
from audit import trail
from pages.refusals import WrongState

ROLE = "system-administrator"


def create_first_administrator(
    *, email: str, name: str, by: trail.Actor, on: date, reason: str
) -> str:
    """The path of a page where the new administrator sets a password within an hour.

    Refused while somebody manages accounts: they make accounts, and are named for it.
    """
    subject = trail.Subject("account", email.lower())
    with attempt("account.create", subject=subject, by=by):
        if managing().on(on).exists():
            raise WrongState(
                "Somebody manages accounts here already. Ask them to create this "
                "account and give it its role."
            )
        user = make(email=email, name=name, by=by, reason=reason)
        give(user, by=by, role=ROLE, unit=None, from_on=on, reason=reason)
        return link_for(user, by=by, reason=reason)
