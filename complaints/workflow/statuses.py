"""Where a case can stand, and by which route it is handled."""

from django.db.models import TextChoices


class Status(TextChoices):
    RECEIVED = "received", "Received"
    RESOLVED_AT_CONTACT = "resolved_at_contact", "Resolved at first contact"
    RECORDED = "recorded", "Recorded"
    NOT_RECORDED = "not_recorded", "Not recorded"
    CHECKED = "checked", "Checked"
    ASSESSED = "assessed", "Assessed"
    DISPENSING = "dispensing", "Dispensation applied for"
    DIRECTION = "direction", "Direction and control"
    ALLOCATED = "allocated", "Allocated"
    RESOLVING = "resolving", "Local resolution"
    INVESTIGATING = "investigating", "Investigating"
    DISCONTINUING = "discontinuing", "Discontinuance applied for"
    REPORTED = "reported", "Reported"
    SUB_JUDICE = "sub_judice", "Sub judice"
    DETERMINED = "determined", "Determined"
    NOTIFIED = "notified", "Notified"
    FINALISED = "finalised", "Finalised"
    WITHDRAWN = "withdrawn", "Withdrawn"


CLOSED = (
    Status.RESOLVED_AT_CONTACT,
    Status.NOT_RECORDED,
    Status.FINALISED,
    Status.WITHDRAWN,
)
OPEN = tuple(status for status in Status if status not in CLOSED)


class Route(TextChoices):
    """How a case is or was handled; blank while that is not decided.

    But for the investigation, whoever makes it, the codes are those of the law's
    routes of handling.
    """

    UNDECIDED = "", "Not decided yet"
    CONTACT = "customer_service", "Resolved at first contact"
    NOT_RECORDED = "not_recorded", "Not recorded"
    INVESTIGATION = "investigation", "Investigation"
    LOCAL_RESOLUTION = "local_resolution", "Local resolution"
    DIRECTION = "direction_and_control", "Direction and control"
    DISPENSATION = "dispensation", "Dispensation"
    DISCONTINUANCE = "discontinuance", "Discontinuance"


# Given to a unit, whose champion names the handler; or whose handler was taken off it.
GIVEN = (Status.ALLOCATED, Status.RESOLVING, Status.INVESTIGATING)
