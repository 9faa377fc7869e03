"""What a conduct matter needs before anybody sits: severity, notices, interviews, CPS.

Sources: SI 2008/2864, regulations 12, 15 to 18; domain.md 3.4; 002 (the CPS).
"""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class KeptStatus(TextChoices):
    """Of records that are made once and stay as they are."""

    KEPT = "kept", "Kept"


class NoticeStatus(TextChoices):
    SERVED = "served", "Served"
    ANSWERED = "answered", "Answered"
    REPLACED = "replaced", "Replaced by a later notice"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Notices by which an officer knows what is investigated: one that was withdrawn, or
# replaced by another, tells nobody anything.
NOTICE_STANDS = (NoticeStatus.SERVED, NoticeStatus.ANSWERED)


class CpsStatus(TextChoices):
    SENT = "sent", "With the CPS"
    ADVISED = "advised", "Advice received"
    CHARGED = "charged", "Charged"
    TRIED = "tried", "Tried"


class ActionStatus(TextChoices):
    TAKEN = "taken", "Taken"
    REVIEWED = "reviewed", "Reviewed"


SEVERITY = Workflow(
    "severity-assessment",
    KeptStatus.values,
    [
        line(
            "assess-severity",
            [START],
            KeptStatus.KEPT,
            "Assess severity",
            "assess the severity in {}",
            told="Assessed the severity",
        ),
    ],
)

NOTICE = Workflow(
    "notice",
    NoticeStatus.values,
    [
        line(
            "serve-notice",
            [START],
            NoticeStatus.SERVED,
            "Serve a regulation notice",
            "serve a regulation notice in {}",
            told="Served a regulation notice",
        ),
        line(
            "record-response",
            [NoticeStatus.SERVED],
            NoticeStatus.ANSWERED,
            "Record the officer's response",
            "record the officer's response to {}",
            # A further response may come while the investigation lasts.
            again=[NoticeStatus.ANSWERED],
            permission="serve-notice",
            told="Recorded the officer's response to a notice",
        ),
        line(
            "withdraw-notice",
            [NoticeStatus.SERVED, NoticeStatus.ANSWERED],
            NoticeStatus.WITHDRAWN,
            "Withdraw the notice",
            "withdraw {}",
            permission="serve-notice",
            told="Withdrew a regulation notice",
        ),
    ],
)

INTERVIEW = Workflow(
    "interview",
    KeptStatus.values,
    [
        line(
            "record-interview",
            [START],
            KeptStatus.KEPT,
            "Record an interview",
            "record an interview in {}",
            told="Recorded an interview",
        ),
    ],
)

CPS = Workflow(
    "cps-referral",
    CpsStatus.values,
    [
        line(
            "refer-cps",
            [START],
            CpsStatus.SENT,
            "Send the file to the CPS",
            "send {} to the CPS",
            told="Sent the file to the CPS",
        ),
        line(
            "record-advice",
            [CpsStatus.SENT],
            CpsStatus.ADVISED,
            "Record the CPS's advice",
            "record the CPS's advice on {}",
            # It advises otherwise, without having had the file again.
            again=[CpsStatus.ADVISED],
            permission="record-cps",
            told="Recorded the CPS's advice",
        ),
        line(
            "send-cps-again",
            [CpsStatus.ADVISED],
            CpsStatus.SENT,
            "Send the file again",
            "send the file of {} to the CPS again",
            permission="refer-cps",
            told="Sent the file to the CPS again",
        ),
        line(
            "record-charge",
            [CpsStatus.ADVISED],
            CpsStatus.CHARGED,
            "Record the charge",
            "record the charge after {}",
            permission="record-cps",
            told="Recorded a charge",
        ),
        line(
            "fix-trial",
            [],
            CpsStatus.CHARGED,
            "Record the date of the trial",
            "record the date of the trial after {}",
            again=[CpsStatus.CHARGED],
            permission="record-cps",
            told="Recorded the date of a trial",
        ),
        line(
            "record-trial",
            [CpsStatus.CHARGED],
            CpsStatus.TRIED,
            "Record the trial and its result",
            "record the trial after {}",
            permission="record-cps",
            told="Recorded the result of a trial",
        ),
    ],
)

MANAGEMENT = Workflow(
    "management-action",
    ActionStatus.values,
    [
        line(
            "record-management-action",
            [START],
            ActionStatus.TAKEN,
            "Record management action",
            "record management action in {}",
            told="Recorded management action",
        ),
        line(
            "review-management-action",
            [ActionStatus.TAKEN],
            ActionStatus.REVIEWED,
            "Review the management action",
            "review {}",
            permission="record-management-action",
            told="Reviewed management action",
        ),
    ],
)
