"""What the pages of records of a case consist of: sections, each of one kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify


@dataclass(frozen=True)
class Section:
    """Records of one kind on a page of the case; `none` says that there is none.

    The page shows the newest and leads to a page of all of them. Of a log these are
    few; `whole` names that page, where the fields of `searched` are looked through.
    `more(frame, rows)` are further lines of each card, by its row; `beside(rows)`
    reads for all of them at once what the verbs of their cards look at besides.
    """

    title: str
    model: Any  # a Part or what is made within a case
    begins: tuple[str, ...] = ()  # verbs that begin one
    none: str = "None."
    whole: str = ""
    searched: tuple[str, ...] = ()
    more: Callable[..., dict[int, list[dict[str, Any]]]] | None = None
    beside: Callable[[list[Any]], None] | None = None

    @property
    def shown(self) -> int:
        """How many of them the page shows at most."""
        return SHOWN_OF_LOG if self.whole else SHOWN

    @property
    def name(self) -> str:
        """What the page of all of them is called in its address."""
        return self.whole or slugify(self.title)


SHOWN_OF_LOG, SHOWN = 5, 20
