"""Which rank an officer of a case, or somebody of the force, held on a day."""

from datetime import date

from complaints.models import PanelMember
from organisation.models.members import Rank
from organisation.structure import rank_on


def rank_of(subject, *, on: date) -> str:
    """The rank of the officer concerned that day; as the case has it, if unknown."""
    if subject.member is None:
        return subject.rank
    known = rank_on(subject.member, on)
    return subject.rank if known == Rank.UNKNOWN else known


def ranks_of_panel(proceeding) -> list[str]:
    """The ranks of those of the force who held the proceedings, on the day of it."""
    rows = PanelMember.objects.filter(proceeding=proceeding, appeal=None)
    return [
        rank_on(row.member, proceeding.held_on)
        for row in rows.select_related("member")
        if row.sits and row.member
    ]
