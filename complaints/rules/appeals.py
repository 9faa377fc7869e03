"""Appeals to the IPCC: who may appeal against what, and until when."""

from datetime import date

from complaints.workflow import Status

# What a case must have come to before each kind of appeal; by its code.
APPEALED_IN: dict[str, frozenset[str]] = {
    # Or no decision to record was made (Police Reform Act 2002, Schedule 3, para 3).
    "recording": frozenset({Status.RECEIVED, Status.NOT_RECORDED}),
    "resolution": frozenset({Status.NOTIFIED, Status.FINALISED}),
    "investigation": frozenset({Status.NOTIFIED, Status.FINALISED}),
}
MAY_BE_APPEALED = frozenset().union(*APPEALED_IN.values())
# The IPCC directs these investigations or makes them itself, and hears no appeal
# against them (domain.md 3.3: the right lies against local and supervised ones).
_NO_RIGHT = frozenset({"managed", "independent"})
# What the IPCC may direct on each kind of appeal, besides what it may on any.
_DIRECTED = {
    "record": {"recording"},
    "resolve": {"resolution"},
    # What was resolved locally, and ought to have been investigated, may be as well.
    "reinvestigate": {"investigation", "resolution"},
    "redetermine": {"investigation"},
}


def has_right(mode: str) -> bool:
    """Whether the complainant may appeal against an investigation of this mode."""
    return mode not in _NO_RIGHT


def may_be_directed(direction: str, kind: str) -> bool:
    """Whether an appeal of this kind can lead to the direction."""
    return kind in _DIRECTED.get(direction, {kind})


def is_in_time(received_on: date, last_on: date | None) -> bool:
    """Whether an appeal came by its last day; where none is known, it did."""
    return last_on is None or received_on <= last_on
