"""Whether what was sent may have been saved although nobody heard that it was."""

from django.db import DatabaseError, InterfaceError, OperationalError

# States in which the server's last word may have been lost: the connection, the server
# being shut down, the machine under it, the server itself. After any other error it
# has rolled back: a lock waited for too long, a deadlock, a row that is there already.
LOST = ("08", "57P0", "58", "XX")
_LEFT = "left in doubt"


def is_in_doubt(error: BaseException) -> bool:
    """Whether a change may stand in the database although this was raised."""
    if _LEFT in vars(error):
        return True
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return False
    state = getattr(error.__cause__, "pgcode", None)
    if state is None:  # the server said nothing
        return isinstance(error, (OperationalError, InterfaceError))
    return str(state).startswith(LOST)


def leave(error: BaseException) -> None:
    """Have this error say so: whoever caught it knows that something was committed."""
    vars(error)[_LEFT] = True
