"""What the trail's events are called on its pages: words where the trail keeps codes.

Events of cases are told by `timeline`, where their app registers them; here are those
of accounts, of reference data, of background work and of the trail itself.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from accounts.reference import registry
from accounts.reference.values import label_of
from accounts.roles import ROLES
from audit.trail import Entry
from casework import jobs, timeline
from organisation.models import Unit
from pages.fields import sentence_start

_TOLD = {
    "account.sign-in": "Signed in",
    "account.sign-out": "Signed out",
    "account.session-end": "Was signed out",
    "account.end-sessions": "Ended all sessions",
    "account.lock": "Was locked out",
    "account.unlock": "Unlocked an account",
    "account.create": "Made an account",
    "account.deactivate": "Closed an account",
    "account.reactivate": "Opened an account again",
    "account.grant-posting": "Granted a role",
    "account.end-posting": "Ended a role",
    "account.revoke-posting": "Revoked a role",
    "account.set-password": "Set a password",
    "account.change-password": "Changed a password",
    "account.issue-password-link": "Made a password link",
    "account.reset-second-factor": "Reset a second factor",
    "account.create-client": "Made an API client",
    "account.issue-token": "Issued a token",
    "account.revoke-tokens": "Revoked tokens",
    "detail.erase": "Erased details",
    "document.scan": "Scanned a document",
    "reference.consult": "Read a table",
    "reference.load": "Loaded from files",
    "reference.add": "Added a row",
    "reference.change": "Changed a row",
    "reference.replace": "Replaced a row",
    "reference.retire": "Retired a row",
    "reference.disclose": "Given to a program",
    "job.": "Refused work",
    "trail.consult": "Read the trail",
    "trail.export": "Exported the trail",
}
# What entries are about: one of them, and all of them in a list to choose from.
_ABOUT = {
    "case": ("Case", "Cases"),
    "risk": ("Risk", "Risks"),
    "claim": ("Claim", "Claims"),
    "foi-request": ("Request", "Freedom of Information requests"),
    "intelligence-item": ("Intelligence item", "Intelligence items"),
    "case_list": ("List of cases", "Lists of cases"),
    "search": ("Search of", "Searches"),
    "register": ("Register of", "Registers"),
    "api": ("Given to a program:", "Given to programs"),
    "delegation": ("Delegation,", "Delegations"),
    "account": ("Account", "Accounts"),
    "reference": ("Reference data", "Reference data"),
    "job": ("Background work", "Background work"),
    "trail": ("The trail itself", "The trail itself"),
}
_LABELS = {"from_on": "From", "to_on": "Until"}
_NOUNS = {
    "account": "Accounts",
    "case": "Cases",
    "risk": "Risks",
    "claim": "Claims",
    "foi-request": "Freedom of Information requests",
    "intelligence-item": "Intelligence items",
    "delegation": "Delegations",
    "detail": "Cases",
    "document": "Cases",
    "job": "Background work",
    "reference": "Reference data",
    "trail": "The trail itself",
}


class AccountWording(timeline.Wording):
    """How changes of an account read: roles by their names."""

    def label(self, name: str) -> str:
        return _LABELS.get(name) or super().label(name)

    def value(self, name: str, value: object) -> str:
        if name == "role" and value in ROLES:
            return ROLES[str(value)].name
        return super().value(name, value)


class RowWording(timeline.Wording):
    """How rows of one reference table read: fields as on their pages, codes in words.

    Of a table loaded from a file, each row stands under its key, with all its fields.
    """

    def __init__(self, fields: Mapping[str, Mapping[str, str]]) -> None:
        self._fields = fields

    def label(self, name: str) -> str:
        return label_of(name) if name in self._fields else name

    def value(self, name: str, value: object) -> str:
        if isinstance(value, Mapping):
            told = {each: self.value(each, one) for each, one in value.items()}
            return "; ".join(
                f"{label_of(each)}: {words}"
                for each, words in told.items()
                if words != timeline.NOTHING
            )
        if isinstance(value, list) and value:
            return ", ".join(self.value(name, one) for one in value)
        known = self._fields.get(name, {})
        if isinstance(value, str) and value in known:
            return known[value]
        return super().value(name, value)


class ReferenceWording(timeline.Wording):
    """How reference rows read, each by its own table: two may have a code in common."""

    def of(self, entry: Entry) -> timeline.Wording:
        slug, _, _ = entry.subject_key.partition("/")
        return self._tables.get(slug, timeline.PLAIN)

    @cached_property
    def _tables(self) -> dict[str, RowWording]:
        units = dict(Unit.objects.values_list("code", "name"))
        return {
            table.slug: RowWording(
                {name: _codes(table.field(name), units) for name in table.fields}
            )
            for table in registry.tables()
        }


def _codes(column: Any, units: dict[str, str]) -> dict[str, str]:
    """{code: words} of a field; empty where words stand already."""
    if column.many_to_one and column.related_model is Unit:
        return units
    base = getattr(column, "base_field", column)
    return {str(code): str(told) for code, told in base.flatchoices}


timeline.word_as("account", lambda entries: AccountWording())
timeline.word_as("reference", lambda entries: ReferenceWording())


def about_choices() -> list[tuple[str, str]]:
    return [(kind, many) for kind, (_, many) in _ABOUT.items()]


def about(entry: Entry) -> str:
    """What kind of thing it is about, in words."""
    one, _ = _ABOUT.get(entry.subject_kind, ("", ""))
    return one or sentence_start(entry.subject_kind.replace("_", " "))


def key_words(entry: Entry) -> str:
    """What its key says to people; nothing where the key is the house's own."""
    kind, key = entry.subject_kind, entry.subject_key
    if kind == "job":
        told = jobs.kind_of(key.partition(" ")[0])
        return told.label if told else key
    if kind == "reference":
        slug, slash, row = key.partition("/")
        known = {table.slug: table.plural for table in registry.tables()}
        return f"{known.get(slug, slug)}{slash and ', '}{row}"
    return key


def unit_names(entries: Sequence[Entry]) -> dict[str, str]:
    """{code: name} of the units that these entries name."""
    codes = {entry.unit_key for entry in entries} - {""}
    if not codes:
        return {}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def title_of(entry: Entry) -> str:
    """What was done, in words."""
    told = _TOLD.get(entry.event)
    return told or timeline.told(entry.event, entry.kind).sentence


def choices() -> list[tuple[str, str]]:
    """(event, words) of every event there is, by what it is about and then by words.

    An event that ends in a dot stands for all that begin so.
    """
    told = timeline.sentences() | _TOLD
    named = [(event, _with_noun(event, words)) for event, words in told.items()]
    return sorted(named, key=lambda choice: choice[1])


def _with_noun(event: str, words: str) -> str:
    noun = _NOUNS.get(event.partition(".")[0], "Other")
    return f"{noun}: {words[:1].lower()}{words[1:]}"


def roles_of(entry: Entry) -> str:
    """The names of the roles that somebody held when they did it."""
    held = filter(None, entry.actor_role.split(", "))
    return ", ".join(ROLES[slug].name if slug in ROLES else slug for slug in held)
