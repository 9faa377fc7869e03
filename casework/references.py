"""References such as PC/00001/26: from a counter row per prefix and year of issue.

The row is locked from the issue until the end of the caller's transaction. So a
reference that is rolled back is issued again: there are no doubles, and gaps only where
a caller reserves many in a transaction of their own and then fails, as an import may.
"""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

NEXT = """
    INSERT INTO casework_referencecounter (prefix, year, last_serial)
    VALUES (%s, %s, %s)
    ON CONFLICT (prefix, year) DO UPDATE
    SET last_serial = casework_referencecounter.last_serial + EXCLUDED.last_serial
    RETURNING last_serial
"""


class Reference(NamedTuple):
    """What people read, and what lists sort by."""

    reference: str
    year: int
    serial: int


def issue(prefix: str, *, on: date) -> Reference:
    """The next reference of `prefix` in the year of `on`.

    Raises TransactionManagementError outside a transaction.
    """
    return issue_many(prefix, 1, on=on)[0]


def issue_many(prefix: str, count: int, *, on: date) -> list[Reference]:
    """The next `count` references at once, for a batch; in order."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A reference is issued in the transaction of what bears it."
        )
    if count < 1:
        return []
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [prefix, on.year, count])
        last = cursor.fetchone()[0]
    return [
        Reference(written(prefix, on.year, serial), on.year, serial)
        for serial in range(last - count + 1, last + 1)
    ]


def written(prefix: str, year: int, serial: int) -> str:
    """PC/00001/26; from 100,000 on the serial has six digits."""
    return f"{prefix}/{serial:05d}/{year % 100:02d}"
