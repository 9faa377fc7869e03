"""Which records of cases wait for a day that somebody set, by that day."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef

from complaints.workflow import MarkerStatus
from complaints.workflow.conduct import ActionStatus
from complaints.workflow.logs import EnquiryStatus
from complaints.workflow.plans import PlanActionStatus
from complaints.workflow.witnesses import WitnessStatus


class DatedQuerySet(models.QuerySet):
    """Records with a day on which something is done or looked at again."""

    day: ClassVar[str]
    undone: ClassVar[dict[str, Any]]

    def waiting(self):
        """Those for which that is still to come, or late, by the day in `due`."""
        return self.filter(**self.undone).annotate(due=F(self.day))


class EnquiryQuerySet(DatedQuerySet):
    day, undone = "due_on", {"status": EnquiryStatus.OPEN}


class PlanActionQuerySet(DatedQuerySet):
    day, undone = "due_on", {"status": PlanActionStatus.AGREED}


class ManagementActionQuerySet(DatedQuerySet):
    """Of a plan always, of other action where a review was set."""

    day = "review_on"
    undone: ClassVar = {"status": ActionStatus.TAKEN, "review_on__isnull": False}


class MarkerQuerySet(DatedQuerySet):
    day, undone = "review_on", {"status": MarkerStatus.OPEN}


class WitnessCareQuerySet(DatedQuerySet):
    """Of each witness in our care the last contact alone says when the next is."""

    day = "next_on"
    undone: ClassVar = {
        "next_on__isnull": False,
        "witness__status": WitnessStatus.IN_CARE,
    }

    def waiting(self):
        later = self.model.objects.filter(
            witness=OuterRef("witness"), number__gt=OuterRef("number")
        )
        return super().waiting().filter(~Exists(later))
