from django.db import models

from organisation.dates import DatedQuerySet, in_order
from organisation.models.members import Member
from pages.words import day_words


class AccreditationKind(models.Model):
    """Something a person can be trained and accredited to do."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    months_valid = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    investigates = models.BooleanField(
        default=False, help_text="Who holds it is trained to handle complaints."
    )
    retired_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.name


class Accreditation(models.Model):
    """That a member was accredited, from one date to another."""

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="accreditations"
    )
    kind = models.ForeignKey(AccreditationKind, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    course = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("accreditation")]

    def __str__(self):
        return f"{self.member}: {self.kind} from {day_words(self.from_on)}"
