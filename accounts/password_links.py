"""Links that let somebody set a password: signed, for one hour, for one use."""

from django.core import signing
from django.urls import reverse

from accounts.models import User
from pages.refusals import Refused

SALT = "accounts.password-link"
GOOD_FOR_SECONDS = 60 * 60


class LinkNotGood(Refused):
    status = 410
    code = "link_not_good"
    heading = "This link can no longer be used"
    what_next = "Ask a system administrator for a new one."

    def __init__(self) -> None:
        super().__init__("The link was used already, or it is more than an hour old.")


def path_for(account: User) -> str:
    """Signs what the password and the sessions are now, so using it spoils it."""
    claim = {"account": str(account.key), "state": account.get_session_auth_hash()}
    token = signing.dumps(claim, salt=SALT)
    return reverse("account-set-password", args=[token])


def account_of(token: str) -> User:
    """The active account a link is for."""
    account = User.objects.filter(key=_claim(token)["account"], is_active=True).first()
    if account is None:
        raise LinkNotGood
    check_still_good(token, account)
    return account


def check_still_good(token: str, account: User) -> None:
    if _claim(token)["state"] != account.get_session_auth_hash():
        raise LinkNotGood


def _claim(token: str) -> dict[str, str]:
    try:
        return signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature as error:
        raise LinkNotGood from error
