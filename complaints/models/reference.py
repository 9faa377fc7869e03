from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from organisation.dates import DatedQuerySet, in_order, one_at_a_time


class Category(models.Model):
    """A category of allegation and the group of behaviour that reports count it in."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    behaviour = models.CharField(max_length=60)
    discriminatory = models.BooleanField(
        default=False, help_text="An allegation of it names the strand."
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("category")]

    def __str__(self):
        return f"{self.code} {self.name}"


class Standard(models.Model):
    """One of the Standards of Professional Behaviour."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("standard")]

    def __str__(self):
        return self.name


class Result(models.Model):
    """How an allegation against a subject can end, under the names of its time."""

    doubted = "What the results are called"

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    finding = models.BooleanField(
        default=True, help_text="Offered to investigators and deciders."
    )
    kinds = ArrayField(models.CharField(max_length=2), default=list)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    unverified = models.BooleanField(
        default=False,
        db_default=False,
        help_text="General knowledge, not read in a source: check it.",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("result"),
            models.UniqueConstraint(
                fields=["code", "from_on"], name="result_once_per_start"
            ),
        ]

    def __str__(self):
        return self.name


class RepeatRule(models.Model):
    """How many cases in how many months make a pattern that is shown as a fact."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    cases = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)
    unverified = models.BooleanField(
        default=False, help_text="Our own figure, or not read in a source: check it."
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("repeat_rule"),
            one_at_a_time("repeat_rule", "code"),
            models.CheckConstraint(
                condition=Q(cases__gte=2) & Q(months__gte=1),
                name="repeat_rule_counts_repeats",
            ),
        ]

    def __str__(self):
        return self.name
