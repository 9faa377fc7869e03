"""How grave something is thought to be."""


def highest_risk(*levels: str) -> str:
    """The highest of several risk levels; blank when there is none."""
    order = ("low", "medium", "high")
    known = [level for level in levels if level in order]
    return max(known, key=order.index) if known else ""
