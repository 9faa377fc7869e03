"""What the IPCC takes part in: tests, referrals and what it asks meanwhile.

Police Reform Act 2002, Schedule 3; domain.md 3.3.
"""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class ReferralTestStatus(TextChoices):
    MADE = "made", "Kept as it was made"


REFERRAL_TEST = Workflow(
    "referral_test",
    ReferralTestStatus.values,
    [
        line(
            "test-referral",
            [START],
            ReferralTestStatus.MADE,
            "Test for referral",
            "test whether {} is to be referred to the IPCC",
            told="Tested whether it is to be referred to the IPCC",
        ),
    ],
)


class ReferralStatus(TextChoices):
    WAITING = "waiting", "Waits for the IPCC"
    DECIDED = "decided", "Mode decided"
    REPORT_SENT = "report_sent", "Report with the IPCC"
    ANSWERED = "answered", "The IPCC has seen the report"


_AFTER_THE_MODE = (
    ReferralStatus.DECIDED,
    ReferralStatus.REPORT_SENT,
    ReferralStatus.ANSWERED,
)


REFERRAL = Workflow(
    "referral",
    ReferralStatus.values,
    [
        line(
            "refer",
            [START],
            ReferralStatus.WAITING,
            "Refer to the IPCC",
            "refer {} to the IPCC",
            told="Referred to the IPCC",
        ),
        line(
            "tell-of-referral",
            [],
            ReferralStatus.WAITING,
            "Record who was told",
            "record who was told of {}",
            again=ReferralStatus.values,
            permission="work-with-ipcc",
            told="Told people of the referral",
        ),
        line(
            "record-mode",
            [ReferralStatus.WAITING, *_AFTER_THE_MODE[1:]],
            ReferralStatus.DECIDED,
            "Record the IPCC's decision",
            "record the IPCC's decision on {}",
            # The Commission may choose another mode later (Schedule 3, paragraph 15).
            again=[ReferralStatus.DECIDED],
            told="Recorded the IPCC's decision",
        ),
        line(
            "record-ipcc-terms",
            [],
            ReferralStatus.DECIDED,
            "Record the terms of reference",
            "record the IPCC's terms of reference on {}",
            again=_AFTER_THE_MODE,
            permission="work-with-ipcc",
            told="Recorded the IPCC's terms of reference",
        ),
        line(
            "approve-investigator",
            [],
            ReferralStatus.DECIDED,
            "Record the approval of the investigator",
            "record the IPCC's approval of the investigator on {}",
            again=_AFTER_THE_MODE,
            permission="record-mode",
            told="Recorded the IPCC's approval of the investigator",
        ),
        line(
            "send-report-ipcc",
            [ReferralStatus.DECIDED, ReferralStatus.ANSWERED],
            ReferralStatus.REPORT_SENT,
            "Record the report sent to the IPCC",
            "record that the report on {} was sent to the IPCC",
            again=[ReferralStatus.REPORT_SENT],
            permission="work-with-ipcc",
            told="Sent the report to the IPCC",
        ),
        line(
            "record-ipcc-views",
            [ReferralStatus.REPORT_SENT],
            ReferralStatus.ANSWERED,
            "Record what the IPCC says of the report",
            "record what the IPCC says of the report on {}",
            again=[ReferralStatus.ANSWERED],
            permission="record-mode",
            told="Recorded what the IPCC says of the report",
        ),
    ],
)


class RequestStatus(TextChoices):
    OPEN = "open", "To answer"
    ANSWERED = "answered", "Answered"


IPCC_REQUEST = Workflow(
    "ipcc_request",
    RequestStatus.values,
    [
        line(
            "log-ipcc-request",
            [START],
            RequestStatus.OPEN,
            "Log what the IPCC asks",
            "log what the IPCC asks in {}",
            permission="work-with-ipcc",
            told="Logged what the IPCC asks",
        ),
        line(
            "answer-ipcc-request",
            [RequestStatus.OPEN],
            RequestStatus.ANSWERED,
            "Answer",
            "answer {}",
            permission="work-with-ipcc",
            told="Answered the IPCC",
        ),
    ],
)
