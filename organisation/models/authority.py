from django.db import models

from organisation.dates import DatedQuerySet, in_order
from organisation.models.units import Unit


class AuthorityMember(models.Model):
    """A member or officer of the police authority."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    officer = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.name


class LinkBorough(models.Model):
    """The borough that a member of the authority is the link for."""

    authority_member = models.ForeignKey(
        AuthorityMember, on_delete=models.PROTECT, related_name="link_boroughs"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="link_members"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("link_borough")]

    def __str__(self):
        return f"{self.authority_member} for {self.unit}"
