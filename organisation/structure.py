"""Who belonged where on a day: figures are counted by the structure of their time."""

from datetime import date

from organisation.models import Contact, Member, Membership, Unit
from organisation.models.units import MembershipKind


def group_of(unit: Unit, kind: str, on: date) -> Unit | None:
    """The unit that `unit` belonged to in this way on that day, if any."""
    return Membership.objects.group_of(unit, kind, on)


def borough_support_unit_of(unit: Unit, on: date) -> Unit | None:
    """The Borough Support Unit that served `unit`, or the unit it is part of."""
    for place in (unit, *parents_of(unit, on)):
        serving = group_of(place, MembershipKind.SUPPORTED_BY, on)
        if serving:
            return serving
    return None


def parents_of(unit: Unit, on: date) -> list[Unit]:
    """What `unit` was part of on that day, the nearest first."""
    found: list[Unit] = []
    parent = group_of(unit, MembershipKind.PART_OF, on)
    while parent and parent not in found and parent != unit:
        found.append(parent)
        parent = group_of(parent, MembershipKind.PART_OF, on)
    return found


def members_of(group: Unit, kind: str, on: date):
    """The units that belonged to `group` in this way on that day, by name."""
    return Unit.objects.in_group(group, kind, on).order_by("name")


def contacts_of(unit: Unit, on: date):
    """Whom to ask in `unit` on that day: its part of the contact directory."""
    return Contact.objects.on(on).filter(unit=unit).order_by("post", "from_on")


def unit_on(member: Member, day: date) -> Unit | None:
    """Where `member` served on that day.

    Known postings decide; the unit on the member's own row stands for every day only
    where no posting was ever recorded.
    """
    postings = list(member.postings.select_related("unit").order_by("from_on"))
    if not postings:
        return member.unit
    current = [
        posting
        for posting in postings
        if posting.from_on <= day and (posting.to_on is None or posting.to_on >= day)
    ]
    return current[-1].unit if current else None
