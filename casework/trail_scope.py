"""What of the trail a reader of the trail may see.

The trail names cases that some of its readers are barred from: a named subject, or
somebody with a conflict. An app says which, when it is ready:

    trail_scope.bar("case", lambda user: keys_of_cases_barred_to(user))
"""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Reach
from audit import trail
from audit.trail import Entry
from organisation.classification import FieldClass
from pages.refusals import NotAllowed

Barred = Callable[[User], Iterable[str] | QuerySet]

_barred: dict[str, Barred] = {}


def bar(subject_kind: str, keys: Barred) -> None:
    """Hide entries about these keys of a kind from a user. A queryset is one query."""
    _barred[subject_kind] = keys


def visible_to(user: User) -> QuerySet[Entry]:
    """The entries that a reader of the trail may see, newest first."""
    if not user.rights.allow(Permission.TRAIL_READ):
        raise NotAllowed("Your role does not allow you to read the trail.")
    found = trail.entries()
    for kind, keys in _barred.items():
        found = found.exclude(subject_kind=kind, subject_key__in=keys(user))
    return found


def sees_values(user: User) -> bool:
    """Whether values and reasons are shown: only to who may see every identity."""
    ways = user.rights.reaches(FieldClass.IDENTITY)
    return bool(ways & {Reach.ALL, Reach.RECORDED})
