"""Which clock runs in which state of a case, and from which of its dates."""

from complaints.workflow import CASE, CLOSED, Status

# Which deadline rule runs in a status, and the date of the case that starts it.
CLOCKS: dict[str, tuple[str, str]] = {
    Status.RECEIVED: ("recording", "received_on"),
    Status.RECORDED: ("check", "recorded_on"),
    Status.CHECKED: ("assess", "recorded_on"),
    Status.ASSESSED: ("allocate", "recorded_on"),
    **dict.fromkeys(
        (
            *(Status.ALLOCATED, Status.INVESTIGATING, Status.REPORTED),
            # Whatever the route, the case is to be completed in the same time.
            *(Status.RESOLVING, Status.DIRECTION, Status.DISPENSING),
            Status.DISCONTINUING,
        ),
        ("completion", "received_on"),
    ),
    Status.DETERMINED: ("notify", "determined_on"),
    Status.NOTIFIED: ("finalise", "appeal_ends_on"),
}


# The same for clocks that a move starts on its own day, until the case moves again.
CLOCKS_OF_MOVES: dict[str, tuple[str, str]] = {
    "submit-report": ("determine", "reported_on"),
    "reopen": ("reopened", "reopened_on"),
    # What the IPCC does to a case, or directs.
    "receive-ipcc-report": ("determine", "reported_on"),
    "reinvestigate": ("reopened", "reopened_on"),
    "redetermine": ("determine", "reported_on"),
    "resolve-anew": ("reopened", "reopened_on"),
    "direct-recording": ("recording_directed", "directed_on"),
}
# Where nobody complained, no appeal can come from the day of the letters on.
UNAPPEALED = ("finalise_unappealed", "notified_on")
# The move on whose day a clock starts, where no date of the case keeps it: the usual
# one, which stands first.
STARTED_BY = {
    starts_at: verb for verb, (_, starts_at) in reversed(CLOCKS_OF_MOVES.items())
}


def clock_of(
    status: str, verb: str = "", *, can_appeal: bool = True, reopened: bool = False
) -> tuple[str, str] | None:
    """The deadline rule that runs in this status and its starting date, if any.

    `verb` is the move that has just led there. A report returned in a case that was
    `reopened` runs from the reopening on.
    """
    if verb == "return" and reopened:
        verb = "reopen"
    if verb in CLOCKS_OF_MOVES:
        return CLOCKS_OF_MOVES[verb]
    if status == Status.NOTIFIED and not can_appeal:
        return UNAPPEALED
    return CLOCKS.get(status)


def runs_on(code: str, status: str) -> bool:
    """Whether a move started this clock and the case still stands where it led."""
    return any(
        code == begun and status in (CASE[verb].target, *_AROUND.get(verb, ()))
        for verb, (begun, _) in CLOCKS_OF_MOVES.items()
    )


# Where a reopened case goes meanwhile without that its time begins anew.
_AROUND = {"reopen": (Status.RESOLVING, Status.DISCONTINUING)}


# What was not checked, assessed or allocated before another route was tried: its limits
# begin on the day on which that came to nothing.
LED_BACK = ("refuse-dispensation", "end-direction")

# Where a case has come to its results, or has ended without.
DECIDED_IN = frozenset({Status.DETERMINED, Status.NOTIFIED, *CLOSED})
