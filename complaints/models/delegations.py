"""From which rank on powers of an appropriate authority are lent: dated data."""

from django.db import models

from complaints.models.law.regimes import Sourced
from organisation.dates import DatedQuerySet, in_order
from organisation.models.members import Rank

LOWEST, SENIOR = "lowest-rank", "senior-officers"  # codes of what a rule is about


class DelegationRule(Sourced):
    """The lowest rank to which they are lent without saying why, or of senior officers.

    What concerns a senior officer is the police authority's to decide.
    """

    code = models.SlugField(max_length=40)
    rank = models.CharField(max_length=40, choices=Rank)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("delegation_rule")]

    def __str__(self):
        return f"{self.get_rank_display()} or above"
