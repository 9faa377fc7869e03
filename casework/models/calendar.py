from django.db import models
from django.db.models import F, Q

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

    `length` counts from the day after the day of `starts_at`. `ceiling` is how much it
    may be extended by in all, in the same unit: 0 is not at all, and where it is empty
    no ceiling is known. `no_earlier` is the least time that has to pass.
    """

    doubted = "The length of this deadline"

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    starts_at = models.CharField(max_length=40, help_text="The date the clock starts.")
    stops_at = models.CharField(
        max_length=60, blank=True, help_text="What is done then, or its date."
    )
    length = models.PositiveSmallIntegerField()
    day_unit = models.CharField(max_length=10, choices=DayUnit)
    pauses = models.BooleanField(
        default=False, help_text="Time while the case is suspended does not count."
    )
    ceiling = models.PositiveSmallIntegerField(null=True, blank=True)
    no_earlier = models.PositiveSmallIntegerField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(no_earlier__isnull=True) | Q(no_earlier__lte=F("length")),
                name="deadline_rule_least_within_most",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.length} {self.get_day_unit_display()}"


class EscalatedTo(models.TextChoices):
    """Who is told that something is late."""

    OWNER = "owner", "whose duty it is"
    SUPERVISOR = "supervisor", "who allocates cases in the unit"
    AUTHORITY = "authority", "the appropriate authority"
    COMMAND = "command", "senior management"


class EscalationStep(models.Model):
    """Who is told, once, when a duty is `after` working days late."""

    number = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField(help_text="Working days late.")
    to = models.CharField(max_length=10, choices=EscalatedTo)
    source = models.CharField(max_length=300)
    unverified = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("escalation_step"),
            models.UniqueConstraint(
                fields=["number", "from_on"], name="escalation_step_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(after__gte=1), name="escalation_step_after_positive"
            ),
        ]

    def __str__(self):
        return f"Step {self.number}: {self.get_to_display()}"
