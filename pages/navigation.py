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
    shown = []
    for area in sorted(_areas.values(), key=lambda area: (area.order, area.label)):
        if not area.test(user):
            continue
        url = reverse(area.url_name)
        shown.append(
            {
                "label": area.label,
                "url": url,
                "active": path.startswith(url) if url != "/" else path == "/",
                "current": path == url,
            }
        )
    return shown
