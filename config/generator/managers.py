"""Who manages whom among the members of the force: each somebody of their own unit."""

from collections.abc import Iterable
from datetime import date

from organisation.models import LineManager
from organisation.models.members import Rank

# Who manages a rank: the nearest of these ranks that serves in the unit.
_ABOVE = {
    Rank.CONSTABLE: (Rank.SERGEANT, Rank.INSPECTOR),
    Rank.PCSO: (Rank.SERGEANT, Rank.INSPECTOR),
    Rank.STAFF: (Rank.INSPECTOR, Rank.SERGEANT),
    Rank.SERGEANT: (Rank.INSPECTOR, Rank.CHIEF_INSPECTOR),
    Rank.INSPECTOR: (Rank.CHIEF_INSPECTOR,),
}


def give_managers(members: dict[int, list[tuple[int, str]]], *, since: date) -> None:
    """Give everybody without one a manager; `members` are (id, rank) by unit.

    In turn and not by chance, so that the stories told after it stay as they are.
    """
    have = set(LineManager.objects.values_list("member", flat=True))
    LineManager.objects.bulk_create(
        (
            LineManager(member_id=member, manager_id=manager, from_on=since)
            for unit in members.values()
            for member, manager in _pairs(unit)
            if member not in have
        ),
        batch_size=2_000,
    )


def _pairs(unit: list[tuple[int, str]]) -> Iterable[tuple[int, int]]:
    """(member, manager) of one unit; who has nobody above them there has none."""
    by_rank: dict[str, list[int]] = {}
    for key, rank in unit:
        by_rank.setdefault(rank, []).append(key)
    for rank, keys in by_rank.items():
        above = next(
            (by_rank[each] for each in _ABOVE.get(Rank(rank), ()) if each in by_rank),
            [],
        )
        for place, key in enumerate(keys if above else ()):
            yield key, above[place % len(above)]
