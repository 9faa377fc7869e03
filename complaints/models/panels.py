"""Who sits, who stands beside the officer, and what the officer appeals against."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.enums import TextChoices

from casework.guard import guarded
from complaints.models.conduct import LONG
from complaints.models.parts import Part, numbered
from complaints.models.proceedings import CODE, Proceeding
from complaints.workflow import OFFICER_APPEAL, PANEL, REPRESENTATION
from complaints.workflow.conduct import KeptStatus
from complaints.workflow.proceedings import OfficerAppealStatus, PanelStatus
from organisation.classification import FieldClass
from organisation.models import Member


class RepresentativeKind(TextChoices):
    FRIEND = "friend", "Police friend"
    FEDERATION = "federation", "Staff association or Federation"
    LAWYER = "lawyer", "Lawyer"


class Effect(TextChoices):
    """What an appeal or a review leaves of what was imposed."""

    STANDS = "stands", "What was imposed stands"
    VARIED = "varied", "Something else is imposed instead"
    SET_ASIDE = "set_aside", "It is set aside"


class OfProceeding(Part):
    """A record of a case that is about one of its proceedings."""

    follow = ("by", "proceeding")

    FIELD_CLASSES = Part.FIELD_CLASSES | {"proceeding": FieldClass.OFFICIAL}

    class Meta:
        abstract = True

    @property
    def proceeding_words(self) -> str:
        return self.proceeding.name

    def right_of(self, line) -> str:
        if self.proceeding_id is None:
            return line.permission
        return self.proceeding.right_of(line)


def of_proceeding(related_name):
    return models.ForeignKey(
        Proceeding, on_delete=models.PROTECT, related_name=related_name
    )


class PanelMember(OfProceeding):
    """Somebody in a seat of a panel: a member of the force, or from outside.

    Of the panel that hears the proceedings, or of one that decides an `appeal`.
    """

    table = PANEL
    follow = ("by", "proceeding", "appeal", "member")
    shown = (
        *("proceeding", "appeal", "seat", "member", "outsider", "named_on", "told_on"),
        *("overridden", "objected_on", "objection", "decided_on", "upheld"),
        *("decision", "left_on", "left_reasons"),
    )

    status = models.CharField(max_length=20, choices=PanelStatus)
    proceeding = of_proceeding("panel")
    appeal = models.ForeignKey(
        "complaints.OfficerAppeal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="panel",
        db_index=False,  # looked for among those of the proceedings
    )
    seat = models.CharField(**CODE)
    seat_name = models.CharField(max_length=120)
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sat_on",
    )
    outsider = models.CharField("from outside", max_length=200, blank=True)
    named_on = models.DateField("named")
    told_on = models.DateField("officer told of the membership", null=True, blank=True)
    overridden = models.TextField(
        "why they sit without current training", max_length=LONG, blank=True
    )
    objected_on = models.DateField("objected", null=True, blank=True)
    objection = models.TextField(max_length=LONG, blank=True)
    decided_on = models.DateField("objection decided", null=True, blank=True)
    upheld = models.BooleanField("objection upheld", null=True, blank=True)
    decision = models.TextField("reasons of the decision", max_length=LONG, blank=True)
    left_on = models.DateField("off the panel", null=True, blank=True)
    left_reasons = models.TextField(
        "why they left the panel", max_length=LONG, blank=True
    )

    FIELD_CLASSES = OfProceeding.FIELD_CLASSES | {
        "appeal": FieldClass.OFFICIAL,
        "seat": FieldClass.OFFICIAL,
        "seat_name": FieldClass.OFFICIAL,
        "member": FieldClass.IDENTITY,
        "outsider": FieldClass.IDENTITY,
        "named_on": FieldClass.OFFICIAL,
        "told_on": FieldClass.OFFICIAL,
        "overridden": FieldClass.IDENTITY,
        "objected_on": FieldClass.OFFICIAL,
        "objection": FieldClass.IDENTITY,
        "decided_on": FieldClass.OFFICIAL,
        "upheld": FieldClass.OFFICIAL,
        "decision": FieldClass.IDENTITY,
        "left_on": FieldClass.OFFICIAL,
        "left_reasons": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "panel member"
        triggers = [guarded("panel_member")]
        constraints = [
            numbered("panel_member"),
            models.CheckConstraint(
                name="panel_member_is_somebody",
                condition=Q(member__isnull=False, outsider="")
                | (Q(member__isnull=True) & ~Q(outsider="")),
            ),
            models.CheckConstraint(
                name="panel_member_objection_decided",
                condition=~Q(status=PanelStatus.DECIDED) | Q(upheld__isnull=False),
            ),
        ]

    @property
    def sits(self) -> bool:
        """Whether the seat is theirs: not after an objection that was upheld."""
        if self.status == PanelStatus.DECIDED:
            return not self.upheld
        return self.status in (PanelStatus.NAMED, PanelStatus.OBJECTED)

    @property
    def seat_words(self) -> str:
        return self.seat_name

    @property
    def appeal_words(self) -> str:
        return self.appeal.name if self.appeal else ""

    @property
    def panel_is_open(self) -> bool:
        """Whether who sits can still be changed."""
        if self.appeal is None:
            return self.proceeding.panel_is_open
        return self.appeal.is_undecided

    @property
    def who(self) -> str:
        return str(self.member) if self.member_id else self.outsider


class Representation(OfProceeding):
    """Who stands beside the officer."""

    table = REPRESENTATION
    shown = ("proceeding", "kind", "person", "organisation", "from_on")

    status = models.CharField(max_length=20, choices=KeptStatus)
    proceeding = of_proceeding("representation")
    kind = models.CharField(max_length=12, choices=RepresentativeKind)
    person = models.CharField("name", max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    from_on = models.DateField("since")

    FIELD_CLASSES = OfProceeding.FIELD_CLASSES | {
        "kind": FieldClass.OFFICIAL,
        "person": FieldClass.IDENTITY,
        "organisation": FieldClass.IDENTITY,
        "from_on": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("representation")]
        constraints = [numbered("representation")]


class OfficerAppeal(OfProceeding):
    """What an officer appeals to: an appeal meeting, a review, the tribunal."""

    table = OFFICER_APPEAL
    shown = (
        *("proceeding", "forum", "lodged_on", "grounds", "reasons", "decided_on"),
        *("upheld", "changed", "effect", "varied_to", "decision"),
    )

    status = models.CharField(max_length=20, choices=OfficerAppealStatus)
    proceeding = of_proceeding("appeals")
    forum = models.CharField(**CODE)
    forum_name = models.CharField(max_length=120)
    lodged_on = models.DateField("lodged")
    grounds = ArrayField(models.CharField(**CODE), default=list)
    ground_names = models.CharField(max_length=500, blank=True)
    reasons = models.TextField("what the officer says", max_length=LONG)
    decided_on = models.DateField("decided", null=True, blank=True)
    upheld = models.BooleanField(null=True, blank=True)
    changed = models.TextField("what is found instead", max_length=LONG, blank=True)
    effect = models.CharField(max_length=10, choices=Effect, blank=True)
    varied_to = models.CharField(blank=True, **CODE)
    varied_name = models.CharField(max_length=120, blank=True)
    decision = models.TextField("reasons of the decision", max_length=LONG, blank=True)

    FIELD_CLASSES = OfProceeding.FIELD_CLASSES | {
        "forum": FieldClass.OFFICIAL,
        "forum_name": FieldClass.OFFICIAL,
        "lodged_on": FieldClass.OFFICIAL,
        "grounds": FieldClass.OFFICIAL,
        "ground_names": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "decided_on": FieldClass.OFFICIAL,
        "upheld": FieldClass.OFFICIAL,
        "changed": FieldClass.IDENTITY,
        "effect": FieldClass.OFFICIAL,
        "varied_to": FieldClass.OFFICIAL,
        "varied_name": FieldClass.OFFICIAL,
        "decision": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "officer's appeal"
        triggers = [guarded("officer_appeal")]
        constraints = [
            numbered("officer_appeal"),
            models.UniqueConstraint(
                fields=["proceeding", "forum"], name="officer_appeal_once"
            ),
            models.CheckConstraint(
                name="officer_appeal_decided",
                condition=Q(status=OfficerAppealStatus.LODGED)
                | (Q(decided_on__isnull=False, upheld__isnull=False) & ~Q(effect="")),
            ),
        ]

    @property
    def is_undecided(self) -> bool:
        return self.status == OfficerAppealStatus.LODGED

    @property
    def card_title(self) -> str:
        return f"Appeal of the officer {self.number}: {self.forum_name.lower()}"

    @property
    def forum_words(self) -> str:
        return self.forum_name

    @property
    def grounds_words(self) -> str:
        return self.ground_names

    @property
    def varied_to_words(self) -> str:
        return self.varied_name
