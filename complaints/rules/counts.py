"""Counts of few people, told without telling who they are."""

from collections.abc import Mapping, Sequence

SMALL = 5  # below this a count is not shown to those who may not know who it is


def hidden_cells(counts: Sequence[int]) -> frozenset[int]:
    """Places in a row of counts that are not shown, beside its total.

    A count from 1 to 4 is hidden; and where it is the only one, the smallest other that
    is not nothing, so that the total does not give it away.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < SMALL}
    if len(hidden) == 1:
        others = [
            (count, place)
            for place, count in enumerate(counts)
            if count and place not in hidden
        ]
        hidden |= {min(others)[1]} if others else set()
    return frozenset(hidden)


def shown_rows(
    rows: Mapping[str, Sequence[int]], *, every_count: bool
) -> list[tuple[str, list[int | None], int | None]]:
    """(name, counts, their total) of each row; None where it is not shown.

    A total from 1 to 4 hides its row. A row alone with a hidden total takes the
    smallest other with it, since the sum of all of them is known.
    """
    totals = {name: sum(counts) for name, counts in rows.items()}
    kept_back: set[str] = set()
    if not every_count:
        kept_back = {name for name, total in totals.items() if 0 < total < SMALL}
        if len(kept_back) == 1:
            left = [name for name in rows if name not in kept_back and totals[name]]
            kept_back |= {min(left, key=lambda name: totals[name])} if left else set()
    shown: list[tuple[str, list[int | None], int | None]] = []
    for name, counts in rows.items():
        if name in kept_back:
            shown.append((name, [None] * len(counts), None))
            continue
        hidden = frozenset[int]() if every_count else hidden_cells(counts)
        cells: list[int | None] = [
            None if i in hidden else count for i, count in enumerate(counts)
        ]
        shown.append((name, cells, totals[name]))
    return shown
