"""Which addresses lead to what somebody may not know of any more.

Notifications and drafts say by an address what they are about. An app tells, when it is
ready, which of its own are closed to a user:

    out_of_sight.tell_by(lambda user, addresses: those_that_lead_nowhere_for_them)
"""

from collections.abc import Callable, Iterable

from accounts.models import User

Closed = Callable[[User, Iterable[str]], set[str]]

_rules: list[Closed] = []


def tell_by(rule: Closed) -> None:
    """Have `among` ask this of addresses, too."""
    _rules.append(rule)


def among(user: User, addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that lead to what is closed to the user."""
    known = set(addresses)
    return {found for rule in _rules for found in rule(user, known)}
