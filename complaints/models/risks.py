"""The Risk Register (source 002; domain.md 7.7)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from casework.models.cases import FAR_FUTURE
from complaints.models.cases import Case
from complaints.models.parts import Kept
from complaints.models.registers import Record
from complaints.querysets import OfRiskQuerySet, RiskQuerySet
from complaints.workflow import RISK, RiskStatus
from organisation.classification import FieldClass
from organisation.models import Meeting

LEVELS = [MinValueValidator(1), MaxValueValidator(5)]


class Risk(Record):
    """A risk that senior management looks at: of a case, or of the organisation.

    Likelihood and impact are those of its last score, from 1 to 5; `rating` is their
    product.
    """

    table = RISK
    prefix = "RR"
    shown = ("title", "about", "case", "owner", "next_review_on", "closed_because")

    status = models.CharField(max_length=20, choices=RiskStatus)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="risks"
    )
    title = models.CharField(max_length=200, verbose_name="risk")
    about = models.TextField(
        max_length=20_000, blank=True, verbose_name="what may happen, and to whom"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="looked after by",
    )
    likelihood = models.PositiveSmallIntegerField(validators=LEVELS)
    impact = models.PositiveSmallIntegerField(validators=LEVELS)
    rating = models.PositiveSmallIntegerField()
    next_review_on = models.DateField(default=FAR_FUTURE, verbose_name="next review")
    closed_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it was taken off"
    )

    objects = RiskQuerySet.as_manager()

    FIELD_CLASSES = Record.FIELD_CLASSES | {
        "case": FieldClass.PUBLIC,
        "title": FieldClass.IDENTITY,
        "about": FieldClass.IDENTITY,
        "owner": FieldClass.OFFICIAL,
        "likelihood": FieldClass.OFFICIAL,
        "impact": FieldClass.OFFICIAL,
        "rating": FieldClass.OFFICIAL,
        "next_review_on": FieldClass.OFFICIAL,
        "closed_because": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("risk")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                name="risk_of_case_once",
                condition=Q(status=RiskStatus.OPEN),
            ),
            models.CheckConstraint(
                name="risk_levels",
                condition=Q(
                    likelihood__range=(1, 5),
                    impact__range=(1, 5),
                    rating=models.F("likelihood") * models.F("impact"),
                ),
            ),
            models.CheckConstraint(
                name="risk_closed_with_reason",
                condition=Q(status=RiskStatus.OPEN) | ~Q(closed_because=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-rating", "-id"],
                name="risk_open_by_rating",
                condition=Q(status=RiskStatus.OPEN),
            ),
            models.Index(
                fields=["next_review_on", "id"],
                name="risk_open_by_review",
                condition=Q(status=RiskStatus.OPEN),
            ),
        ]


class RiskScore(Kept):
    """How likely and how grave a risk was seen to be; each is kept."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="scores")
    likelihood = models.PositiveSmallIntegerField(validators=LEVELS)
    impact = models.PositiveSmallIntegerField(validators=LEVELS)
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "risk": FieldClass.PUBLIC,
        "likelihood": FieldClass.OFFICIAL,
        "impact": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("risk_score")]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "number"], name="risk_score_number_once"
            )
        ]

    def __str__(self):
        return f"{self.risk}: {self.likelihood} x {self.impact}"


class RiskDecision(Kept):
    """What a meeting decided about a risk, and what was asked for and given."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decision = models.TextField(max_length=20_000)
    asked = models.TextField(
        max_length=2_000, blank=True, verbose_name="resources asked for"
    )
    given = models.TextField(
        max_length=2_000, blank=True, verbose_name="resources given"
    )
    next_review_on = models.DateField(verbose_name="next review")

    objects = OfRiskQuerySet.as_manager()

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "risk": FieldClass.PUBLIC,
        "meeting": FieldClass.OFFICIAL,
        "decision": FieldClass.IDENTITY,
        "asked": FieldClass.IDENTITY,
        "given": FieldClass.IDENTITY,
        "next_review_on": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("risk_decision")]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "number"], name="risk_decision_number_once"
            )
        ]

    def __str__(self):
        return f"{self.risk} decision {self.number}"
