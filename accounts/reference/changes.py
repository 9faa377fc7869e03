"""Who has to know that rows of a reference table changed.

An app above says so when it is ready:

    changes.watch("bank-holidays", count_anew)

and is called within the transaction of the change, to write the work that follows from
it: `count_anew(pairs)` with the values of each row before and after, as the trail
keeps them; none before one that was added.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Values = Mapping[str, Any]
Pair = tuple[Values | None, Values]
Watcher = Callable[[Sequence[Pair]], None]

_watchers: dict[str, list[Watcher]] = {}


def watch(slug: str, watcher: Watcher) -> None:
    """Have this called with what changes in the table `slug`."""
    _watchers.setdefault(slug, []).append(watcher)


def changed(slug: str, pairs: Sequence[Pair]) -> None:
    """Call whoever watches the table, in the transaction that changed it."""
    if pairs:
        for watcher in _watchers.get(slug, ()):
            watcher(pairs)
