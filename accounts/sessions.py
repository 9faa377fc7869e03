"""How long a session lasts, and what it remembers between signing in and out.

Idle: SESSION_IDLE_SECONDS since the last request; absolute: SESSION_COOKIE_AGE since
sign-in. Both are kept on the server, so an old cookie is worth nothing.
"""

from collections.abc import Callable, MutableMapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session as Stored

# As long after signing in as this, what protects the account needs no password again.
FRESH_SECONDS = 300
BEGAN, SEEN, NOTED = "began_at", "seen_at", "noted_at"
KEPT, LOOKED = "kept_words", "last_looked_at"
SECOND_FACTOR = "second_factor"
# The session and the account are written at most this often: reading writes little.
STAMP_SECONDS = 15
NOTE_SECONDS = 300
KEPT_MOST_CHARACTERS = 500_000

Session = MutableMapping[str, Any]


def begin(session: Session, at: datetime, last_looked_at: datetime | None) -> None:
    """Start both clocks; called at sign-in."""
    session[BEGAN] = session[SEEN] = session[NOTED] = int(at.timestamp())
    session[LOOKED] = last_looked_at.isoformat() if last_looked_at else ""


def why_ended(session: Session, at: datetime) -> str:
    """The sentence that says why this session is over; empty while it is not."""
    now = at.timestamp()
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        return ""
    if now - seen >= settings.SESSION_IDLE_SECONDS:
        minutes = settings.SESSION_IDLE_SECONDS // 60
        return f"Your session ended because nothing was done for {minutes} minutes."
    if now - began >= settings.SESSION_COOKIE_AGE:
        hours = settings.SESSION_COOKIE_AGE // 3600
        return f"Your session ended because sessions last {hours} hours at most."
    return ""


def is_fresh(session: Session, at: datetime) -> bool:
    """Whether the person signed in a moment ago."""
    return at.timestamp() - session.get(BEGAN, 0) < FRESH_SECONDS


def touch(session: Session, at: datetime) -> bool:
    """Note that the person is there; True when the account should note it too."""
    now = int(at.timestamp())
    if session.get(BEGAN) is None:
        session[BEGAN] = session[SEEN] = session[NOTED] = now
    if now - session[SEEN] >= STAMP_SECONDS:
        session[SEEN] = now
    if now - session[NOTED] < NOTE_SECONDS:
        return False
    session[NOTED] = now
    return True


def last_looked_at(session: Session) -> datetime | None:
    """When the person was last here before this session: what is new since then?"""
    text = session.get(LOOKED, "")
    return datetime.fromisoformat(text) if text else None


def has_second_factor(session: Session, ask: Callable[[], bool]) -> bool:
    """Whether the person has a second factor: asked until they have, then known.

    Whoever removes one ends the other sessions and forgets it in their own.
    """
    if not session.get(SECOND_FACTOR) and ask():
        session[SECOND_FACTOR] = True
    return bool(session.get(SECOND_FACTOR))


def forget_second_factor(session: Session) -> None:
    session.pop(SECOND_FACTOR, None)


def keep_words(
    session: Session, user_id: str, path: str, words: list[tuple[str, str]]
) -> bool:
    """Keep what was typed into a form that an ended session could not send."""
    if not words or sum(len(text) for _, text in words) > KEPT_MOST_CHARACTERS:
        return False
    session[KEPT] = {"user": user_id, "path": path, "words": words}
    return True


def has_kept_words(session: Session) -> bool:
    return bool(session.get(KEPT))


def kept_words_of(session: Session) -> dict[str, Any] | None:
    """The kept words, if they are those of the person now signed in."""
    kept = session.get(KEPT)
    mine = kept and kept["user"] == session.get(SESSION_KEY)
    return kept if mine else None


def forget_old(now: datetime) -> int:
    """Delete sessions that nobody can use any more, kept words with them; how many."""
    return Stored.objects.filter(expire_date__lt=now).delete()[0]


def drop_kept_words(session: Session) -> None:
    session.pop(KEPT, None)
