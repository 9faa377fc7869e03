"""Who belonged where on a day: figures are counted by the structure of their time."""

from datetime import date

from organisation.models import Member, Unit
from organisation.models.members import Rank


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


def rank_on(member: Member, day: date) -> str:
    """The rank that `member` held on that day.

    The latest posting of the day that says one decides; else the rank on the member's
    own row, which is that of now.
    """
    postings = member.postings.on(day).exclude(rank=Rank.UNKNOWN)
    latest = postings.order_by("-from_on", "-pk").values_list("rank", flat=True).first()
    return latest or member.rank
