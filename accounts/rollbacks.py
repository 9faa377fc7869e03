"""Whether something that failed left anything in the database."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from pages.doubts import is_in_doubt
from pages.refusals import Refused


class NotDone(Exception):
    """What a page raises to show its form once more instead of acting on it."""


class Commits:
    """Watches the connection: `seen` once a change was committed.

    Put around what may be several transactions, of which the first may stand when
    the second fails.
    """

    def __init__(self) -> None:
        self.seen = False
        self._watching = connection.execute_wrapper(self._ran)

    def __enter__(self) -> "Commits":
        self._watching.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._watching.__exit__(*error)

    def _ran(
        self, execute: Callable, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        answer = execute(sql, params, many, context)
        if connection.in_atomic_block or not str(sql).startswith("SELECT"):
            connection.on_commit(self._mark)  # at once, outside a transaction
        return answer

    def _mark(self) -> None:
        self.seen = True


def may_be_saved(error: Exception, commits: Commits) -> bool:
    """Whether what raised this may stand in the database all the same.

    Whoever refuses, or shows the form again, knows that it does not: what was committed
    before that is the attempt, on the trail.
    """
    if is_in_doubt(error):
        return True
    return commits.seen and not isinstance(error, (Refused, NotDone))
