"""Whether something that failed left anything in the database."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection

# States in which the server's last word may have been lost: the connection, the server
# being shut down, the machine under it, the server itself. After any other error it
# has rolled back: a lock waited for too long, a deadlock, a row that is there already.
IN_DOUBT = ("08", "57P0", "58", "XX")
FAULTS = (DatabaseError, InterfaceError, OSError)


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
    """Whether what raised this may stand in the database all the same."""
    return isinstance(error, FAULTS) and (commits.seen or _is_in_doubt(error))


def _is_in_doubt(error: Exception) -> bool:
    state = getattr(error.__cause__, "pgcode", None)
    if state is None:  # the server said nothing
        return isinstance(error, (OperationalError, InterfaceError))
    return str(state).startswith(IN_DOUBT)
