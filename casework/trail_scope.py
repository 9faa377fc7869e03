"""What of the trail a reader of the trail may see.

The trail names cases that some of its readers are barred from: a named subject, or
somebody with a conflict. An app says which, when it is ready:

    trail_scope.bar("case", keys_of_cases_barred_to, named_in=text_names_one)
    trail_scope.call("case", what_holds_another_name_of_these_keys)
    trail_scope.classify("case", class_of_a_field)

Values and words are shown as closely as the classes of their fields are held, and what
nobody classified as closely as an identity. An entry about anything else that names a
barred key, such as a search for it, keeps its values, words and count back. A search by
what else it is called by, such as the names of its people, does so too.

A reader's own entries keep nothing back for what they name: they hold what the reader
typed and was shown, and if some were withheld, guessing names would tell whose are in
a barred case.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Reach
from audit import trail
from audit.trail import Entry
from casework.timeline import READING
from organisation.classification import FieldClass
from pages.refusals import NotAllowed

Barred = Callable[[User], Iterable[str] | QuerySet]

NamedIn = Callable[[str, Collection[str]], bool]

Called = Callable[[Collection[str]], Callable[[str], bool]]

ClassOf = Callable[[str], FieldClass]

# What the trail says of these is about the running of the system itself.
OPEN = frozenset({"account", "delegation", "job", "reference"})
# An entry about the trail holds what somebody searched it for.
TRAIL = "trail"
# Of these an entry counts the rows that its maker was shown, of all that there are.
FOUND = frozenset({"api", "case_list", "register", "search", "trail"})

_barred: dict[str, Barred] = {}
_named_in: dict[str, NamedIn] = {}
_called: dict[str, Called] = {}
_classes: dict[str, ClassOf] = {}


def _as_kept(text: str, keys: Collection[str]) -> bool:
    return any(key in text for key in keys)


def bar(subject_kind: str, keys: Barred, *, named_in: NamedIn = _as_kept) -> None:
    """Hide entries about these keys of a kind from a user. A queryset is one query.

    `named_in` answers whether a text names one of some keys, however it is spelt.
    """
    _barred[subject_kind] = keys
    _named_in[subject_kind] = named_in


def call(subject_kind: str, called: Called) -> None:
    """Say what answers whether a text holds another name of some keys of a kind.

    Asked once for many texts, and only of what people looked for or took away: as a
    name in another case's entry, it is somebody else's more often than not.
    """
    _called[subject_kind] = called


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
        self._reaches = {
            each
            for each in FieldClass
            if user.rights.reaches(each) & {Reach.ALL, Reach.RECORDED}
        }
        self._barred = {
            kind: barred
            for kind, keys in _barred.items()
            if (barred := frozenset(keys(user)))
        }
        self._holds_name = {
            kind: _called[kind](keys)
            for kind, keys in self._barred.items()
            if kind in _called
        }
        self._names_barred: dict[int, bool] = {}

    def field(self, entry: Entry, name: str) -> bool:
        """Whether the values of a field are shown."""
        if self.names_barred(entry):
            return False
        if entry.subject_kind in OPEN:
            return True
        classes = _classes.get(entry.subject_kind)
        found = classes(name) if classes else FieldClass.IDENTITY
        return found in self._reaches

    def words(self, entry: Entry) -> bool:
        """Whether reasons and sentences, which are free text, are shown."""
        if self.names_barred(entry):
            return False
        return (
            entry.subject_kind in OPEN
            or self._asked_themselves(entry)
            or FieldClass.IDENTITY in self._reaches
        )

    def names_barred(self, entry: Entry) -> bool:
        """Whether somebody else's entry names what its reader is barred from."""
        if not self._barred or entry.actor_id == self._user.pk:
            return False
        if entry.pk not in self._names_barred:
            text = "\n".join(_texts(entry))
            found = self._named(text) or self._calls_barred(entry, text)
            self._names_barred[entry.pk] = found
        return self._names_barred[entry.pk]

    def counts(self, entry: Entry) -> bool:
        """Whether it is told exactly how many rows the entry was about.

        Not of what somebody else found or took: whoever asks for the same and counts
        fewer would know how many of those rows are about themselves. Which cases went
        to a program is told all the same, to whoever is barred from none of them: no
        other entry says that they did.
        """
        made = entry.actor_id == self._user.pk
        if entry.subject_kind in FOUND and not made:
            return False
        return not self.names_barred(entry)

    def key(self, entry: Entry) -> bool:
        """Whether what the entry is about is shown."""
        if entry.subject_kind == TRAIL and not self.words(entry):
            return False
        return not (self.names_barred(entry) and self._named(entry.subject_key))

    def _asked_themselves(self, entry: Entry) -> bool:
        """Whether it holds what this very reader asked of the trail."""
        return entry.subject_kind == TRAIL and entry.actor_id == self._user.pk

    def _calls_barred(self, entry: Entry, text: str) -> bool:
        """Whether a search or the like was for another name of what is barred."""
        return entry.kind in READING and any(
            holds(text)
            for kind, holds in self._holds_name.items()
            if kind != entry.subject_kind
        )

    def _named(self, text: str) -> bool:
        """Whether a text names what its reader is barred from."""
        return any(
            _named_in[kind](text, barred) for kind, barred in self._barred.items()
        )


def _texts(entry: Entry) -> Iterator[str]:
    """All that somebody typed, or that was taken from elsewhere, in an entry."""
    yield from (entry.subject_key, entry.reason, entry.sentence, entry.recipient)
    for name, values in entry.changes.items():
        yield name
        yield from map(str, values)
