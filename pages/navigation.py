"""The areas in the bar at the top: each app registers its own when it is ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Area:
    label: str
    url_name: str
    test: Callable[[Any], bool]
    order: int
    owns: tuple[str, ...]


_areas: dict[str, Area] = {}


def register(
    label: str,
    url_name: str,
    test: Callable[[Any], bool],
    order: int = 100,
    owns: Iterable[str] = (),
) -> None:
    """Add an area for the people for whom `test(user)` holds. Called in ready().

    `owns`: URL names of pages that belong to it and stand elsewhere, with all below.
    """
    _areas[url_name] = Area(label, url_name, test, order, tuple(owns))


def areas_of(user: Any, path: str) -> list[dict[str, Any]]:
    """The areas this person has, in order; the one that `path` is in is current."""
    if not getattr(user, "is_authenticated", False):
        return []
    found = sorted(_areas.values(), key=lambda area: (area.order, area.label))
    shown = [
        (area.label, _address(area.url_name), area.owns)
        for area in found
        if area.test(user)
    ]
    # Of an area within another, the inner one.
    within = [
        (len(prefix), url)
        for _, url, owns in shown
        for prefix in (url, *map(_address, owns))
        if prefix != "/" and path.startswith(prefix)
    ]
    here = max(within, default=(0, path))[1]
    return [
        {"label": label, "url": url, "active": url == here, "current": url == path}
        for label, url, _ in shown
    ]


def _address(url_name: str) -> str:
    return _reversed(url_name, settings.ROOT_URLCONF)


# Of some twenty names, on every page: to reverse them anew would cost it milliseconds.
@lru_cache(maxsize=200)
def _reversed(url_name: str, urlconf: str) -> str:
    return reverse(url_name, urlconf)
