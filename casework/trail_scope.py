"""What of the trail a reader of the trail may see.

The trail names cases that some of its readers are barred from: a named subject, or
somebody with a conflict. An app says which, when it is ready:

    trail_scope.bar("case", lambda user: keys_of_cases_barred_to(user), naming="link")
    trail_scope.classify("case", class_of_a_field)

Values and words are shown as closely as the classes of their fields are held, and what
nobody classified as closely as an identity. A field of `naming` holds keys of the same
kind: an entry that names a barred one there keeps its value and words back.
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

ClassOf = Callable[[str], FieldClass]

# What the trail says of these is about the running of the system itself.
OPEN = frozenset({"account", "job", "reference", "trail"})

_barred: dict[str, Barred] = {}
_naming: dict[str, str] = {}
_classes: dict[str, ClassOf] = {}


def bar(subject_kind: str, keys: Barred, *, naming: str = "") -> None:
    """Hide entries about these keys of a kind from a user. A queryset is one query."""
    _barred[subject_kind] = keys
    _naming[subject_kind] = naming


def classify(subject_kind: str, class_of: ClassOf) -> None:
    """Say of which class the fields in entries about a kind are."""
    _classes[subject_kind] = class_of


def visible_to(user: User) -> QuerySet[Entry]:
    """The entries that a reader of the trail may see, newest first."""
    if not user.rights.allow(Permission.TRAIL_READ):
        raise NotAllowed("Your role does not allow you to read the trail.")
    found = trail.entries()
    for kind, keys in _barred.items():
        found = found.exclude(subject_kind=kind, subject_key__in=keys(user))
    return found


class Sight:
    """What of an entry's values and words a reader of the trail sees."""

    def __init__(self, user: User):
        self._user = user
        self._barred: dict[str, frozenset[str]] = {}
        self._reaches = {
            each
            for each in FieldClass
            if user.rights.reaches(each) & {Reach.ALL, Reach.RECORDED}
        }

    def field(self, entry: Entry, name: str) -> bool:
        """Whether the values of a field are shown."""
        if entry.subject_kind in OPEN:
            return True
        if name == _naming.get(entry.subject_kind) and self._names_barred(entry):
            return False
        classes = _classes.get(entry.subject_kind)
        found = classes(name) if classes else FieldClass.IDENTITY
        return found in self._reaches

    def words(self, entry: Entry) -> bool:
        """Whether reasons and sentences, which are free text, are shown."""
        if entry.subject_kind in OPEN:
            return True
        return FieldClass.IDENTITY in self._reaches and not self._names_barred(entry)

    def _names_barred(self, entry: Entry) -> bool:
        """Whether the entry is also about somebody's or something's barred key."""
        named = entry.changes.get(_naming.get(entry.subject_kind, ""), ())
        return not self._barred_keys(entry.subject_kind).isdisjoint(filter(None, named))

    def _barred_keys(self, subject_kind: str) -> frozenset[str]:
        if subject_kind not in self._barred:
            keys = _barred.get(subject_kind, lambda user: ())
            self._barred[subject_kind] = frozenset(keys(self._user))
        return self._barred[subject_kind]
