from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.allegations import Outcome
from complaints.models.choices import Response, Risk, Stage
from complaints.models.parts import Made, numbered
from complaints.models.reference import Result
from organisation.classification import FieldClass
from organisation.models import Unit


class Assessment(Made):
    """Risk and response as seen at one step of the quality ladder; each is kept."""

    stage = models.CharField(max_length=14, choices=Stage)
    risk_public = models.CharField(max_length=8, choices=Risk)
    risk_officers = models.CharField(max_length=8, choices=Risk)
    risk_organisation = models.CharField(max_length=8, choices=Risk)
    response = models.CharField(max_length=20, choices=Response, blank=True)
    issues = models.TextField(max_length=20_000, blank=True)
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "stage": FieldClass.OFFICIAL,
        "risk_public": FieldClass.OFFICIAL,
        "risk_officers": FieldClass.OFFICIAL,
        "risk_organisation": FieldClass.OFFICIAL,
        "response": FieldClass.OFFICIAL,
        "issues": FieldClass.IDENTITY,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("assessment")]
        constraints = [
            numbered("assessment"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.ASSESS) | ~Q(response=""),
                name="assessment_names_response",
            ),
        ]


class Allocation(Made):
    """To which unit and handler a case was given, and by which unit it was held.

    An imported case may not say whence it came.
    """

    from_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # allocation_passed_on begins with it
        related_name="+",
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="allocations",
    )
    reason = models.TextField(max_length=20_000, blank=True)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "from_unit": FieldClass.PUBLIC,
        "unit": FieldClass.PUBLIC,
        "handler": FieldClass.OFFICIAL,
        "reason": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("allocation")]
        constraints = [numbered("allocation")]
        indexes = [
            models.Index(  # what a unit passed on, and when
                fields=["from_unit", "at"],
                name="allocation_passed_on",
                condition=models.Q(from_unit__isnull=False),
            )
        ]


class Report(Made):
    """An investigator's report; what it recommends stands in its recommendations."""

    text = models.TextField(max_length=20_000)

    FIELD_CLASSES = Made.FIELD_CLASSES | {"text": FieldClass.IDENTITY}

    class Meta:
        triggers = [guarded("report")]
        constraints = [numbered("report")]


class Recommendation(models.Model):
    """The finding that a report recommends for an allegation against a subject."""

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="recommendations"
    )
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="recommendations"
    )
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = {
        "report": FieldClass.OFFICIAL,
        "outcome": FieldClass.PUBLIC,
        "result": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("recommendation")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "outcome"], name="recommendation_once"
            )
        ]

    def __str__(self):
        return f"{self.report}: {self.outcome}"


class Determination(Made):
    """The appropriate authority's whole decision on a report: reasoned, immutable."""

    report = models.OneToOneField(
        Report, on_delete=models.PROTECT, related_name="determination"
    )
    to_cps = models.BooleanField(help_text="The file goes to the CPS.")
    on_behalf_of = models.CharField(
        max_length=400, blank=True, help_text="Whose delegated power it was made by."
    )
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "report": FieldClass.OFFICIAL,
        "to_cps": FieldClass.OFFICIAL,
        "on_behalf_of": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("determination")]
        constraints = [numbered("determination")]


class Decision(models.Model):
    """What was determined for one allegation against one subject."""

    determination = models.ForeignKey(
        Determination, on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="decisions"
    )
    recommended = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    departs = models.BooleanField()
    reasons = models.TextField(max_length=20_000, blank=True)
    case_to_answer = models.BooleanField()
    # Codes that the law of the matter knows; what they mean, it says.
    severity = models.CharField(max_length=40)
    forum = models.CharField(max_length=40)

    FIELD_CLASSES = {
        "determination": FieldClass.OFFICIAL,
        "outcome": FieldClass.PUBLIC,
        "recommended": FieldClass.OFFICIAL,
        "result": FieldClass.PUBLIC,
        "departs": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "case_to_answer": FieldClass.OFFICIAL,
        "severity": FieldClass.OFFICIAL,
        "forum": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("decision")]
        constraints = [
            models.UniqueConstraint(
                fields=["determination", "outcome"], name="decision_once"
            ),
            models.CheckConstraint(
                condition=Q(departs=False) | ~Q(reasons=""),
                name="decision_departs_with_reasons",
            ),
        ]

    def __str__(self):
        return f"{self.determination}: {self.outcome}"
