"""The life of a case, as a table: complaints and conduct matters alike.

Sources: 002 (quality assurance ladder), domain.md 3.3.
"""

from casework.workflow import START, Workflow
from complaints.workflow import routes
from complaints.workflow.lines import line
from complaints.workflow.statuses import OPEN, Status

# Where somebody handles a case, who may change.
_ALLOCATED_OR_LATER = OPEN[OPEN.index(Status.ALLOCATED) :]
# What was decided is not withdrawn any more.
_UNDECIDED = tuple(
    status for status in OPEN if status not in (Status.DETERMINED, Status.NOTIFIED)
)
# Where the risk can have become another than a team inspector saw it.
_ASSESSED_OR_LATER = tuple(
    status
    for status in OPEN
    if status not in (Status.RECEIVED, Status.RECORDED, Status.CHECKED)
)
CASE = Workflow(
    "case",
    Status.values,
    [
        line("log", [START], Status.RECEIVED, "Log"),
        line("record", [Status.RECEIVED], Status.RECORDED, "Record"),
        line("decline", [Status.RECEIVED], Status.NOT_RECORDED, "Decline to record"),
        line("check", [Status.RECORDED], Status.CHECKED, "Check"),
        line("assess", [Status.CHECKED], Status.ASSESSED, "Assess"),
        line(
            "reassess-risk",
            [],
            Status.ASSESSED,
            "Assess the risk again",
            "assess the risk of {} again",
            again=_ASSESSED_OR_LATER,
            told="Assessed the risk again",
        ),
        line(
            "allocate",
            [Status.ASSESSED],
            Status.ALLOCATED,
            "Allocate",
            again=_ALLOCATED_OR_LATER,
        ),
        line(
            "start",
            [Status.ALLOCATED],
            Status.INVESTIGATING,
            "Start investigation",
            "start the investigation of {}",
        ),
        line(
            "submit-report",
            [Status.INVESTIGATING],
            Status.REPORTED,
            "Submit report",
            "submit the report on {}",
        ),
        line(
            "return",
            [Status.REPORTED],
            Status.INVESTIGATING,
            "Return to investigator",
            "return {} to the investigator",
        ),
        line("determine", [Status.REPORTED], Status.DETERMINED, "Determine"),
        line(
            "notify",
            [Status.DETERMINED],
            Status.NOTIFIED,
            "Notify",
            "tell people the outcome of {}",
        ),
        line("finalise", [Status.NOTIFIED], Status.FINALISED, "Finalise"),
        line("reopen", [Status.FINALISED], Status.INVESTIGATING, "Reopen"),
        line("withdraw", _UNDECIDED, Status.WITHDRAWN, "Withdraw"),
        # What the IPCC does to a case: it investigates, or directs on an appeal.
        line(
            "receive-ipcc-report",
            [Status.ALLOCATED, Status.INVESTIGATING],
            Status.REPORTED,
            "Record the IPCC's report",
            "record the report of the IPCC on {}",
        ),
        line(
            "direct-recording",
            [Status.NOT_RECORDED],
            Status.RECEIVED,
            "Reopen recording",
            "reopen the recording of {}",
        ),
        line(
            "reinvestigate",
            [Status.NOTIFIED, Status.FINALISED],
            Status.INVESTIGATING,
            "Investigate again",
            "investigate {} again",
        ),
        line(
            "redetermine",
            [Status.NOTIFIED, Status.FINALISED],
            Status.REPORTED,
            "Have it determined again",
            "have {} determined again",
        ),
        line(
            "resolve-anew",
            [Status.NOTIFIED, Status.FINALISED],
            Status.RESOLVING,
            "Resolve it locally anew",
            "resolve {} locally anew",
        ),
        *routes.LINES,
    ],
)


# The moves that take a decided case up again; what was decided no longer stands.
REOPENING = ("reopen", "reinvestigate", "redetermine", "resolve-anew")


def is_forward(verb: str, status: str) -> bool:
    """Whether the verb is the next step of a case on its way to be finalised."""
    if verb not in _MAIN_PATH:
        return False
    return status in CASE[verb].sources


_MAIN_PATH = frozenset(
    {
        *("record", "check", "assess", "allocate", "start", "submit-report"),
        *("determine", "notify", "finalise", *routes.FORWARD),
    }
)
