"""The areas in the bar at the top: each app registers its own when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Area:
    label: str
    url_name: str
    test: Callable[[Any], bool]
    order: int


_areas: dict[str, Area] = {}


def register(
    label: str, url_name: str, test: Callable[[Any], bool], order: int = 100
) -> None:
    """Add an area for the people for whom `test(user)` holds. Called in ready()."""
    _areas[url_name] = Area(label, url_name, test, order)


def areas_of(user: Any, path: str) -> list[dict[str, Any]]:
    """The areas this person has, in order; the one that `path` is in is current."""
    if not getattr(user, "is_authenticated", False):
        return []
    found = sorted(_areas.values(), key=lambda area: (area.order, area.label))
    shown = [(area.label, reverse(area.url_name)) for area in found if area.test(user)]
    # Of an area within another, the inner one.
    within = [url for _, url in shown if url != "/" and path.startswith(url)]
    here = max(within, key=len, default=path)
    return [
        {"label": label, "url": url, "active": url == here, "current": url == path}
        for label, url in shown
    ]
