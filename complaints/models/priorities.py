"""What makes a case come first, and from when on a rating is high: dated data."""

from django.db import models
from django.db.models import Q

from complaints.models.law.regimes import Sourced
from organisation.dates import DatedQuerySet, in_order, one_at_a_time


class Factor(models.TextChoices):
    """What of a case a rule looks at."""

    RISK = "risk", "Its highest risk, as assessed last"
    SEVERITY = "severity", "The gravest severity assessed of a subject"
    LATE = "late", "Working days since its next date passed"
    DUE = "due", "Working days until its next date"
    AGE = "age", "Days since it was received"


# Of these a rule names a value; of the others a number of days.
OF_VALUE = (Factor.RISK, Factor.SEVERITY)


class PriorityRule(Sourced):
    """So many points for a case of which this holds.

    Of each factor the rule with the most points counts. `value` is a level of risk or
    the code of a severity; `days` are so many or more, and until a date so many or
    fewer.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    factor = models.CharField(max_length=12, choices=Factor)
    value = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("priority_rule"),
            one_at_a_time("priority_rule", "code"),
            models.CheckConstraint(
                name="priority_rule_of_value_or_days",
                condition=(Q(factor__in=OF_VALUE, days=None) & ~Q(value=""))
                | (~Q(factor__in=OF_VALUE) & Q(value="", days__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.name


class RiskBand(Sourced):
    """From which rating on, likelihood times impact, a risk is called so."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    least = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("risk_band"), one_at_a_time("risk_band", "code")]

    def __str__(self):
        return f"{self.name} from {self.least}"
