"""What the IPCC takes part in: referrals (Police Reform Act 2002, Schedule 3)."""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class ReferralStatus(TextChoices):
    WAITING = "waiting", "Waits for the IPCC"
    DECIDED = "decided", "Mode decided"


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
            "record-mode",
            [ReferralStatus.WAITING],
            ReferralStatus.DECIDED,
            "Record the IPCC's decision",
            "record the IPCC's decision on {}",
            # The Commission may choose another mode later (Schedule 3, paragraph 15).
            again=[ReferralStatus.DECIDED],
            told="Recorded the IPCC's decision",
        ),
    ],
)
