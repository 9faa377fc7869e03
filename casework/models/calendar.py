from django.db import models
from django.db.models import Q

from organisation.dates import DatedQuerySet, in_order


class BankHoliday(models.Model):
    """A day on which nobody's working days run, in England and Wales."""

    on_date = models.DateField(unique=True)
    title = models.CharField(max_length=100)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return f"{self.title}, {self.on_date}"


class DayUnit(models.TextChoices):
    WORKING = "working", "working days"
    CALENDAR = "calendar", "days"


class DeadlineRule(models.Model):
    """How long something may take, while a rule is in force: law as dated data.

    `length` counts from the day after the day of `starts_at`.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    starts_at = models.CharField(max_length=40, help_text="The date the clock starts.")
    length = models.PositiveSmallIntegerField()
    day_unit = models.CharField(max_length=10, choices=DayUnit)
    source = models.CharField(max_length=300)
    unverified = models.BooleanField(
        default=False, help_text="General knowledge, not read in a source: check it."
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("deadline_rule"),
            models.UniqueConstraint(
                fields=["code", "from_on"], name="deadline_rule_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(length__gte=1), name="deadline_rule_length_positive"
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.length} {self.get_day_unit_display()}"
