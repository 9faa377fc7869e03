from casework.models.calendar import BankHoliday, DeadlineRule, EscalationStep
from casework.models.cases import Case, Document, Note, StatusChange
from casework.models.drafts import Draft
from casework.models.jobs import Heartbeat, Job, Period
from casework.models.notifications import Notification
from casework.models.references import ReferenceCounter

__all__ = [
    "BankHoliday",
    "Case",
    "DeadlineRule",
    "EscalationStep",
    "Document",
    "Draft",
    "Heartbeat",
    "Job",
    "Note",
    "Notification",
    "Period",
    "ReferenceCounter",
    "StatusChange",
]
