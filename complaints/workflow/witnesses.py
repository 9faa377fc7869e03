"""Enhanced witness care: from the day a witness is known until they are let go.

Source 001 names it among the finished projects of the directorate's review.
"""

from django.db.models import TextChoices

from casework.workflow import START, Workflow
from complaints.workflow.lines import line

CARE = "care-for-witness"


class WitnessStatus(TextChoices):
    IN_CARE = "in_care", "In our care"
    RELEASED = "released", "Released"


_IN_CARE = [WitnessStatus.IN_CARE]
WITNESS = Workflow(
    "witness",
    WitnessStatus.values,
    [
        line(
            "add-witness",
            [START],
            WitnessStatus.IN_CARE,
            "Add a witness",
            "add a witness to {}",
            permission=CARE,
            told="Added a witness",
        ),
        line(
            "log-witness-care",
            [],
            WitnessStatus.IN_CARE,
            "Log a care contact",
            "log a contact with {}",
            again=_IN_CARE,
            permission=CARE,
            told="Was in touch with a witness",
        ),
        line(
            "record-attendance",
            [],
            WitnessStatus.IN_CARE,
            "Record attendance",
            "record the attendance of {}",
            again=_IN_CARE,
            permission=CARE,
            told="Recorded a witness's attendance",
        ),
        line(
            "amend-witness",
            [],
            WitnessStatus.IN_CARE,
            "Change",
            "change {}",
            again=_IN_CARE,
            permission=CARE,
            told="Changed what is known of a witness",
        ),
        line(
            "release-witness",
            _IN_CARE,
            WitnessStatus.RELEASED,
            "Release",
            "release {}",
            permission=CARE,
            told="Released a witness",
        ),
    ],
)
