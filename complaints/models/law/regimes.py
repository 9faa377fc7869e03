"""Which regulations govern a matter, and what they know: severities, forums, panels."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from organisation.dates import DatedQuerySet, in_order, one_at_a_time
from organisation.models import AccreditationKind
from organisation.models.members import Rank


class Sourced(models.Model):
    """A row of law with where it was read, or that it was not."""

    source = models.CharField(max_length=300)
    unverified = models.BooleanField(
        default=False, help_text="General knowledge, not read in a source: check it."
    )

    class Meta:
        abstract = True


class LawField(models.TextChoices):
    """What regulations are about."""

    CONDUCT = "conduct", "Conduct"
    PERFORMANCE = "performance", "Performance and attendance"


class Regime(Sourced):
    """Regulations that govern whatever came to notice while they were in force."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    field = models.CharField(max_length=12, choices=LawField)
    from_on = models.DateField(
        help_text="They govern what came to the authority's notice from this day on."
    )
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("regime"), one_at_a_time("regime", "field")]

    def __str__(self):
        return self.name


class OfRegime(Sourced):
    """Something that one regime knows, under a code that decisions keep."""

    # By its code, so that whatever names the row names the regime without asking.
    regime = models.ForeignKey(
        Regime, on_delete=models.PROTECT, to_field="code", related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.name} ({self.regime_id})"


def _once(table):
    return models.UniqueConstraint(
        fields=["regime", "code"], name=f"{table}_once_per_regime"
    )


class Severity(OfRegime):
    """How grave what is alleged would be, if it were proved."""

    breach = models.BooleanField(
        default=True, help_text="There is something to answer for."
    )

    class Meta:
        constraints = [_once("severity")]


class ForumKind(models.TextChoices):
    NOTHING = "nothing", "Nothing further"
    DISPOSAL = "disposal", "Without proceedings"
    PERFORMANCE = "performance", "Performance procedures"
    MEETING = "meeting", "Meeting"
    HEARING = "hearing", "Hearing"
    SPECIAL = "special", "Special case"
    BOARD = "board", "Board"
    STAGE = "stage", "Stage of performance procedures"
    APPEAL = "appeal", "Appeal"
    TRIBUNAL = "tribunal", "Tribunal"


class Forum(OfRegime):
    """What can follow a decision, and who can impose something."""

    kind = models.CharField(max_length=12, choices=ForumKind)
    clock = models.SlugField(
        max_length=40, blank=True, help_text="Code of the deadline that limits it."
    )
    reviewed = models.BooleanField(
        default=False, help_text="The Hearings Office reviews it before it is arranged."
    )
    means = models.CharField(
        max_length=300, help_text="What follows, as whoever decides reads it."
    )
    timing = models.CharField(
        max_length=300,
        blank=True,
        help_text="How its time runs; {limit} stands for the length of its deadline.",
    )

    against = ArrayField(
        models.SlugField(max_length=40),
        default=list,
        blank=True,
        help_text="Codes of the forums whose decisions it hears appeals against.",
    )
    finds = ArrayField(
        models.SlugField(max_length=40),
        default=list,
        blank=True,
        help_text="Codes of the severities that it can find; any breach, where none "
        "is named.",
    )
    sends_back = models.BooleanField(
        default=False,
        help_text="What it does not find so grave it dismisses, or sends back to the "
        "authority.",
    )
    appealable = ArrayField(
        models.SlugField(max_length=40),
        default=list,
        blank=True,
        help_text="Codes of the sanctions that it hears appeals against; any, where "
        "none is named.",
    )
    less_severe = models.BooleanField(
        default=False, help_text="What it imposes instead is less severe."
    )
    after = models.SlugField(
        max_length=40,
        blank=True,
        help_text="Code of the forum that an appeal goes to first.",
    )

    class Meta:
        constraints = [_once("forum")]


class ForumRoute(Sourced):
    """That a ruling may lead to a forum; what is not here is not lawful."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="routes")
    to_answer = models.BooleanField(help_text="There is a case to answer.")
    severity = models.ForeignKey(
        Severity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Any, where none is named.",
    )
    needs = models.ForeignKey(
        "complaints.Sanction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What must have been live when the severity was assessed.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "to_answer", "severity"],
                name="forum_route_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        answer = "a case" if self.to_answer else "no case"
        return f"{self.forum} with {answer} to answer"


class Seat(Sourced):
    """A place on the panel of a forum, and who may take it."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="seats")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    least_rank = models.CharField(
        max_length=40, choices=Rank, blank=True, help_text="This rank or a higher one."
    )
    senior = models.BooleanField(
        default=False, help_text="Of a higher rank than the officer concerned."
    )
    senior_to_panel = models.BooleanField(
        default=False,
        db_default=False,
        help_text="On an appeal: of a higher rank than whoever held what is appealed "
        "against.",
    )
    accreditation = models.ForeignKey(
        AccreditationKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Training that must be on record.",
    )
    staff = models.BooleanField(
        default=False,
        help_text="Police staff may take it too, whose rank says nothing.",
    )
    outside = models.BooleanField(default=False, help_text="Nobody of the force.")
    required = models.BooleanField(
        default=True, help_text="The panel cannot sit without it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "code"], name="seat_once"),
            models.CheckConstraint(
                condition=Q(outside=False) | Q(least_rank="", accreditation=None),
                name="seat_outside_has_no_rank",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.forum}"
