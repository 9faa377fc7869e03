"""Suspension and restriction of duties of a member, with reviews and welfare."""

from django.db import models
from django.db.models import F, Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.choices import RestrictionKind, Served
from complaints.models.parts import Kept
from complaints.models.registers import Record
from complaints.querysets import RestrictionQuerySet
from complaints.workflow import RESTRICTION, RestrictionStatus
from organisation.classification import FieldClass
from organisation.models import Member

_UNDECIDED = [RestrictionStatus.PROPOSED, RestrictionStatus.REFUSED]


class Restriction(Record):
    """That a member is suspended, or kept from some duties, while a case is open."""

    table = RESTRICTION
    prefix = "RD"
    shown = (
        *("case", "member", "kind", "conditions", "basis", "reasons", "alternatives"),
        *("from_on", "review_on", "welfare", "decision", "lifted_on", "lifted_because"),
    )

    status = models.CharField(max_length=20, choices=RestrictionStatus)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="restrictions"
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="restrictions"
    )
    kind = models.CharField(max_length=16, choices=RestrictionKind)
    conditions = models.TextField(
        max_length=2_000, blank=True, verbose_name="duties kept from, and conditions"
    )
    basis = models.SlugField(max_length=40, verbose_name="legal basis")
    reasons = models.TextField(max_length=20_000)
    alternatives = models.TextField(
        max_length=2_000, verbose_name="alternatives considered"
    )
    from_on = models.DateField(null=True, blank=True, verbose_name="from")
    review_on = models.DateField(null=True, blank=True, verbose_name="next review")
    welfare = models.CharField(
        max_length=200, blank=True, verbose_name="welfare contact"
    )
    decision = models.TextField(
        max_length=20_000, blank=True, verbose_name="reasons of the decision"
    )
    lifted_on = models.DateField(null=True, blank=True, verbose_name="lifted")
    lifted_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it was lifted"
    )

    objects = RestrictionQuerySet.as_manager()

    FIELD_CLASSES = Record.FIELD_CLASSES | {
        "case": FieldClass.PUBLIC,
        "member": FieldClass.IDENTITY,
        "kind": FieldClass.OFFICIAL,
        "conditions": FieldClass.IDENTITY,
        "basis": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "alternatives": FieldClass.IDENTITY,
        "from_on": FieldClass.OFFICIAL,
        "review_on": FieldClass.OFFICIAL,
        "welfare": FieldClass.IDENTITY,
        "decision": FieldClass.IDENTITY,
        "lifted_on": FieldClass.OFFICIAL,
        "lifted_because": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("restriction")]
        verbose_name = "suspension or restriction"
        verbose_name_plural = "suspensions and restrictions"
        constraints = [
            models.CheckConstraint(
                name="restriction_decided_with_reasons",
                condition=Q(status=RestrictionStatus.PROPOSED) | ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="restriction_in_force_with_dates",
                condition=Q(status__in=_UNDECIDED)
                | Q(from_on__isnull=False, review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="restriction_lifted_with_reasons",
                condition=~Q(status=RestrictionStatus.LIFTED)
                # One that had not begun may be lifted before its first day.
                | (Q(lifted_on__isnull=False) & ~Q(lifted_because="")),
            ),
            models.UniqueConstraint(  # a graver one is proposed while one holds
                fields=["member", "case", "status"],
                name="restriction_once_at_a_time",
                condition=Q(
                    status__in=[RestrictionStatus.PROPOSED, RestrictionStatus.IN_FORCE]
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on", "id"],
                name="restriction_to_review",
                condition=Q(status=RestrictionStatus.IN_FORCE),
            ),
            models.Index(fields=["at", "id"], name="restriction_by_day"),
        ]

    @property
    def subject(self):
        """The member, as a subject of the case."""
        return self.case.subjects.filter(member=self.member_id).first()


class _OfRestriction(Kept):
    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, related_name="%(class)ss"
    )

    FIELD_CLASSES = Kept.FIELD_CLASSES | {"restriction": FieldClass.PUBLIC}

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.restriction} {self._meta.verbose_name} {self.number}"


class RestrictionReview(_OfRestriction):
    """That it was looked at again, and why it goes on as it does."""

    reviewed_on = models.DateField()
    kind = models.CharField(max_length=16, choices=RestrictionKind)
    conditions = models.TextField(max_length=2_000, blank=True)
    reasons = models.TextField(max_length=20_000)
    next_on = models.DateField()

    FIELD_CLASSES = _OfRestriction.FIELD_CLASSES | {
        "reviewed_on": FieldClass.OFFICIAL,
        "kind": FieldClass.OFFICIAL,
        "conditions": FieldClass.IDENTITY,
        "reasons": FieldClass.IDENTITY,
        "next_on": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("restriction_review")]
        verbose_name = "review"
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "number"], name="restriction_review_number_once"
            ),
            models.CheckConstraint(
                name="restriction_review_next_later",
                condition=Q(next_on__gt=F("reviewed_on")),
            ),
        ]


class RestrictionNotice(_OfRestriction):
    """What the member was told of it in writing, when and how."""

    served_on = models.DateField()
    served_how = models.CharField(max_length=16, choices=Served)
    text = models.TextField(max_length=20_000)

    FIELD_CLASSES = _OfRestriction.FIELD_CLASSES | {
        "served_on": FieldClass.OFFICIAL,
        "served_how": FieldClass.OFFICIAL,
        "text": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("restriction_notice")]
        verbose_name = "notice to the officer"
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "number"], name="restriction_notice_number_once"
            )
        ]


class WelfareContact(_OfRestriction):
    """A contact with the member meanwhile: how they are, and what they need."""

    on_day = models.DateField()
    summary = models.TextField(max_length=20_000)

    FIELD_CLASSES = _OfRestriction.FIELD_CLASSES | {
        "on_day": FieldClass.OFFICIAL,
        "summary": FieldClass.SPECIAL,
    }

    class Meta:
        triggers = [guarded("welfare_contact")]
        verbose_name = "welfare contact"
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "number"], name="welfare_contact_number_once"
            )
        ]
