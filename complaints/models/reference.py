from django.contrib.postgres.fields import ArrayField
from django.db import models

from organisation.dates import DatedQuerySet, in_order


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

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    finding = models.BooleanField(
        default=True, help_text="Offered to investigators and deciders."
    )
    kinds = ArrayField(models.CharField(max_length=2), default=list)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

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
