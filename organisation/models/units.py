from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from organisation.dates import DatedQuerySet, in_order, one_at_a_time
from organisation.querysets import UnitQuerySet
from pages.words import day_words


class UnitKind(models.TextChoices):
    FORCE = "force", "Police force"
    BOROUGH = "borough", "Borough"
    OCU = "ocu", "Operational command unit"
    BUSINESS_GROUP = "business_group", "Business group"
    COMMAND = "command", "DPS command"
    REGION = "region", "DPS region"
    TEAM = "team", "DPS team"
    DESK = "desk", "Desk or office"
    SUPPORT_UNIT = "support_unit", "Borough Support Unit"
    AREA = "area", "Area"
    FAMILY_GROUP = "family_group", "Family group"
    AUTHORITY = "authority", "Police authority"
    RESIDUAL = "residual", "Residual (unknown, holding, left the force)"


class Unit(models.Model):
    """A part of the force or of its oversight; retired with a date, never deleted."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=UnitKind)
    force_code = models.CharField(
        max_length=4, blank=True, help_text="Two-letter code; unverified."
    )
    other_names = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Other spellings that records and reports use for it.",
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [in_order("unit", first="opened_on", last="closed_on")]

    def __str__(self):
        return self.name

    @property
    def trail_unit(self) -> str:
        return self.code


class MembershipKind(models.TextChoices):
    PART_OF = "part_of", "is part of"
    AREA = "area", "is in the area"
    FAMILY_GROUP = "family_group", "is in the family group"
    SUPPORTED_BY = "supported_by", "is supported by"


class Membership(models.Model):
    """That one unit belonged to another, in one way, from one date to another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="members")
    kind = models.CharField(max_length=20, choices=MembershipKind)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("membership"),
            one_at_a_time("membership", "unit", "kind"),
        ]

    def __str__(self):
        belongs = f"{self.unit} {self.get_kind_display()} {self.group}"
        return f"{belongs} from {day_words(self.from_on)}"


class Contact(models.Model):
    """Whom to ask in a unit: the borough's contact directory."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contacts")
    post = models.CharField(max_length=120)
    name = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("contact")]

    def __str__(self):
        return f"{self.post}, {self.unit}"


class StrengthKind(models.TextChoices):
    OFFICERS = "officers", "Police officers"
    STAFF = "staff", "Police staff"
    PCSOS = "pcsos", "Police community support officers"
    TRAFFIC_WARDENS = "traffic_wardens", "Traffic wardens"


class Strength(models.Model):
    """How many served in a unit on a date (full-time equivalents)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="strengths")
    on_date = models.DateField()
    kind = models.CharField(max_length=20, choices=StrengthKind)
    number = models.DecimalField(max_digits=9, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on_date", "kind"], name="strength_once_per_date"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=0), name="strength_not_negative"
            ),
        ]

    def __str__(self):
        kind = self.get_kind_display().lower()
        return f"{self.unit}, {day_words(self.on_date)}: {kind}"
