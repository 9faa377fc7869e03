from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.allegations import Outcome
from complaints.models.cases import Case
from complaints.models.choices import Forum, Response, Risk, Severity, Stage
from complaints.models.reference import Result
from organisation.classification import FieldClass
from organisation.models import Unit


def _numbered(table):
    return models.UniqueConstraint(
        fields=["case", "number"], name=f"{table}_number_once"
    )


class Made(models.Model):
    """Something made in a case by somebody at a time: appended, never edited."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    FIELD_CLASSES = {
        "case": FieldClass.PUBLIC,
        "number": FieldClass.OFFICIAL,
        "by": FieldClass.OFFICIAL,
        "at": FieldClass.OFFICIAL,
    }

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.case} {self._meta.verbose_name} {self.number}"


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
            _numbered("assessment"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.ASSESS) | ~Q(response=""),
                name="assessment_names_response",
            ),
        ]


class Allocation(Made):
    """To which unit and handler a case was given."""

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
        "unit": FieldClass.PUBLIC,
        "handler": FieldClass.OFFICIAL,
        "reason": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("allocation")]
        constraints = [_numbered("allocation")]


class Report(Made):
    """An investigator's report; what it recommends stands in its recommendations."""

    text = models.TextField(max_length=20_000)

    FIELD_CLASSES = Made.FIELD_CLASSES | {"text": FieldClass.IDENTITY}

    class Meta:
        triggers = [guarded("report")]
        constraints = [_numbered("report")]


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
    reasons = models.TextField(max_length=20_000)

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "report": FieldClass.OFFICIAL,
        "to_cps": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
    }

    class Meta:
        triggers = [guarded("determination")]
        constraints = [_numbered("determination")]


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
    severity = models.CharField(max_length=12, choices=Severity)
    forum = models.CharField(max_length=20, choices=Forum)

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
