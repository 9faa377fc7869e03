"""What the filters of a list of cases offer, in which order and groups."""

from dataclasses import dataclass
from datetime import date

from accounts.permissions import Permission
from casework.clocks import SOON, ClockState
from casework.models.cases import Origin
from pages.lists import Sort

ME, NOBODY = "me", "nobody"
OPEN_STATES = [("open", "Any open state"), ("closed", "Any closed state")]
CLOCKS = [
    (ClockState.LATE.value, "Late"),
    (ClockState.DUE_SOON.value, f"Due in {SOON} working days or less"),
    (ClockState.ON_TIME.value, "On time"),
]
APPEAL_RUNS, APPEAL_OVER = "running", "over"
ACTION_REVIEW = "review-management-action"
AWAITS = [
    (Permission.CASE_ASSESS_SEVERITY, "A severity assessment"),
    (Permission.CASE_REFER_CPS, "The file to the CPS"),
    (Permission.CASE_REDIRECT_PROCEEDING, "A decision where proceedings lead"),
    (Permission.CASE_ARRANGE_MEETING, "The Misconduct Office"),
    (Permission.CASE_ARRANGE_HEARING, "The Hearings Office"),
    (Permission.CASE_RECORD_MANAGEMENT_ACTION, "Management action"),
    (Permission.CASE_CONTINUE_AS_CONDUCT, "Whether it goes on as conduct"),
    (ACTION_REVIEW, "A review of management action that is due"),
]
APPEALS = [(APPEAL_RUNS, "Still running"), (APPEAL_OVER, "Over, or there is none")]
UNDECIDED, DIRECTED = "undecided", "directed"
APPEALED = [
    (UNDECIDED, "The IPCC has not decided one"),
    (DIRECTED, "The IPCC directed something, to be carried out"),
]
ORIGINS = [*Origin.choices, ("faults", "Imported, with faults")]
UNDATED = date(1, 1, 1)
PEOPLE_MEANT = 200  # by one part of a name

SORTS = (
    Sort("received", "Received", ("sort_received_on",), descending=True),
    Sort("due", "Clock", ("next_due_on",)),
    Sort("reference", "Reference", ("reference_year", "reference_serial"), True),
    Sort("change", "Last change", ("updated_at",), descending=True),
)
DEFAULT_SORT = "-received"
OFFICIAL_SORTS = frozenset({"due", "change"})


@dataclass(frozen=True)
class Group:
    """A heading of the filter panel and the filters under it."""

    title: str
    names: tuple[str, ...]


GROUPS = (
    Group("What", ("kind", "state", "clock", "category", "behaviour", "result")),
    Group("Where", ("unit", "area")),
    Group("Who", ("handler", "authority")),
    Group("When", ("received_from", "received_to", "incident_from", "incident_to")),
    Group(
        "More",
        (
            *("risk", "channel", "mode", "appeal", "appealed", "awaits"),
            *("tag", "without_tag", "origin"),
            "confidentiality",
        ),
    ),
)
