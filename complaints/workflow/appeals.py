"""Appeals of complainants to the IPCC, and what it directs when it upholds one.

Police Reform Act 2002, Schedule 3; domain.md 3.3.
"""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line


class AppealStatus(TextChoices):
    LODGED = "lodged", "With the IPCC"
    PAPERS_SENT = "papers_sent", "With the IPCC, papers sent"
    DECIDED = "decided", "Decided"


APPEAL = Workflow(
    "appeal",
    AppealStatus.values,
    [
        line(
            "lodge-appeal",
            [START],
            AppealStatus.LODGED,
            "Record an appeal",
            "record an appeal in {}",
            told="Recorded an appeal to the IPCC",
        ),
        line(
            "send-appeal-papers",
            [AppealStatus.LODGED],
            AppealStatus.PAPERS_SENT,
            "Record papers sent",
            "record the papers sent to the IPCC for {}",
            again=[AppealStatus.PAPERS_SENT],
            permission="lodge-appeal",
            told="Sent the IPCC the papers of an appeal",
        ),
        line(
            "decide-appeal",
            [AppealStatus.LODGED, AppealStatus.PAPERS_SENT],
            AppealStatus.DECIDED,
            "Record the IPCC's decision",
            "record the IPCC's decision on {}",
            told="Recorded the IPCC's decision on an appeal",
        ),
    ],
)


class DirectionStatus(TextChoices):
    OPEN = "open", "To carry out"
    DONE = "done", "Carried out"


# The decision of an appeal gives directions; some are carried out by a verb of the
# case, which ends them as well.
DIRECTION = Workflow(
    "direction",
    DirectionStatus.values,
    [
        line(
            "carry-out-direction",
            [DirectionStatus.OPEN],
            DirectionStatus.DONE,
            "Record it carried out",
            "record that {} was carried out",
            told="Carried out a direction of the IPCC",
        ),
    ],
)
