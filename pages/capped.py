"""The first rows of a list that is not paged, and whether there are more."""

from collections.abc import Iterable
from typing import Any


class Capped(list[Any]):
    """Rows; `more` where these are not all, which the page says."""

    more = False


def capped(rows: Any, most: int) -> Capped:
    """The first of these rows: a queryset asks for one more than it shows."""
    found: Iterable[Any] = rows[: most + 1]
    taken = list(found)
    shown = Capped(taken[:most])
    shown.more = len(taken) > most
    return shown
