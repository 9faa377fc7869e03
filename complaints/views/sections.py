"""What the pages of records of a case consist of: sections, each of one kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Section:
    """Records of one kind on a page of the case; `none` says that there is none.

    Of a long log the page shows the newest, and `whole` names the page of all of it,
    where the fields of `searched` are looked through. `more(frame, rows)` are further
    lines of each card, by its row.
    """

    title: str
    model: Any  # a Part or what is made within a case
    begins: tuple[str, ...] = ()  # verbs that begin one
    none: str = "None."
    whole: str = ""
    searched: tuple[str, ...] = ()
    more: Callable[..., dict[int, list[dict[str, Any]]]] | None = None


SHOWN_OF_LONG = 5
