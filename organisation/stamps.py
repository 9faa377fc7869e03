"""Reference data that a process keeps in memory until some row of it changes.

Every page needs the bank holidays and the names of units and categories, and they
change a few times a year. Triggers on their tables set one stamp anew, in the
transaction of the change itself; the stamp is read again with every account
(accounts.signed_in), so that what is kept is never older than the request.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.db.backends.utils import CursorWrapper

from organisation.models import Stamp

Kept = TypeVar("Kept")

STAMP = "(SELECT value FROM organisation_stamp)"
_kept: dict[str, tuple[Any, Any]] = {}
_of_action: ContextVar[list[Any] | None] = ContextVar("stamp", default=None)


def current() -> Any:
    """The stamp as it stands now; None where the table was emptied."""
    return Stamp.objects.values_list("value", flat=True).first()


@contextmanager
def read_once() -> Iterator[None]:
    """For one action: of what it counts by, all is of the same stamp."""
    if _of_action.get() is not None:  # an action within another
        yield
        return
    token = _of_action.set([])
    try:
        yield
    finally:
        _of_action.reset(token)


def settled() -> Any:
    """The stamp of the action under way, read when it is first asked for, or as now."""
    held = _of_action.get()
    if held is None:
        return current()
    if not held:
        held.append(current())
    return held[0]


def kept(name: str, load: Callable[[], Kept], *, stamp: Any) -> Kept:
    """What `load` reads from watched tables, read anew only for another stamp.

    `stamp` is what the request read; None reads anew. Nobody may change the answer,
    and `load` reads for itself: what is kept already may be of an older stamp.
    """
    if stamp is None:
        return load()
    held = _kept.get(name)
    if held is None or held[0] != stamp:
        before = current()
        held = (before, load())
        if current() == before:  # else somebody changed a table while we read
            _kept[name] = held
    return cast("Kept", held[1])


def set_anew(cursor: CursorWrapper) -> None:
    """For the owner of the database, who wrote with its triggers set aside."""
    cursor.execute("UPDATE organisation_stamp SET value = gen_random_uuid()")
