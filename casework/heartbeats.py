"""Signs of life: a row per part of the system, read by the health page."""

from datetime import datetime

from casework.models import Heartbeat


def beat(name: str, at: datetime) -> None:
    """Write that `name` was alive."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=at)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )
