"""What keeps subjects of a case from duty, for whoever reads that register."""

from collections import defaultdict
from typing import Any

from accounts.permissions import Permission
from complaints.models import Restriction
from complaints.workflow import RestrictionStatus
from pages.words import day_words

_STANDING = (RestrictionStatus.PROPOSED, RestrictionStatus.IN_FORCE)


def kept_from_duty(frame: Any) -> dict[int, list[dict[str, Any]]]:
    """Lines of each member's card: what is proposed or in force in this case."""
    case, user = frame.case, frame.user
    reads = user.rights.allow(Permission.RESTRICTION_READ, case.responsible_unit_id)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    if not (reads and frame.sight.identity):
        return found
    rows = Restriction.objects.visible_to(user).filter(case=case, status__in=_STANDING)
    for row in rows.order_by("pk"):
        state = row.get_status_display().lower()
        since = f" since {day_words(row.from_on)}" if row.from_on else ""
        found[row.member_id].append(
            {
                "key": "Duty",
                "value": f"{row.get_kind_display()}, {state}{since}: {row.reference}",
                "url": row.get_absolute_url(),
            }
        )
    return found
