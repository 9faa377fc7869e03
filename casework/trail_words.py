"""What the trail's events are called on its pages: words where the trail keeps codes.

Events of cases are told by `timeline`, where their app registers them; here are those
of accounts, of reference data, of background work and of the trail itself.
"""

from accounts.roles import ROLES
from audit.trail import Entry
from casework import timeline

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
_LABELS = {"from_on": "From", "to_on": "Until"}
_NOUNS = {
    "account": "Accounts",
    "case": "Cases",
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


timeline.word_as("account", lambda entries: AccountWording())


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
