"""The Complaints Intervention Scheme: officers of whom many complaints came in.

Rules by which it begins are dated data; the scheme's own were never published
(domain.md 7.6), so those shipped are general knowledge.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.cases import Case
from complaints.models.law.regimes import Sourced
from complaints.models.parts import Kept
from complaints.models.registers import Record
from complaints.querysets import InterventionQuerySet
from complaints.workflow import INTERVENTION, InterventionStatus
from organisation.classification import FieldClass
from organisation.dates import DatedQuerySet, in_order, one_at_a_time
from organisation.models import Member


class InterventionRule(Sourced):
    """How many complaints in how many months bring an officer into the scheme."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    cases = models.PositiveSmallIntegerField(help_text="So many complaints or more.")
    months = models.PositiveSmallIntegerField(help_text="Received within so many.")
    categories = ArrayField(
        models.CharField(max_length=8),
        default=list,
        blank=True,
        help_text="Only complaints alleging one of these; empty means any.",
    )
    events_count = models.BooleanField(
        default=False, help_text="Complaints of extraordinary events count too."
    )
    withdrawn_count = models.BooleanField(
        default=False, help_text="Withdrawn complaints count too."
    )
    action_days = models.PositiveSmallIntegerField(
        help_text="Days in which the action is to be recorded."
    )
    follow_up_days = models.PositiveSmallIntegerField(
        help_text="Days after completion on which it is followed up."
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("intervention_rule"),
            one_at_a_time("intervention_rule", "code"),
            models.CheckConstraint(
                condition=Q(cases__gte=1, months__gte=1, action_days__gte=1),
                name="intervention_rule_positive",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.cases} in {self.months} months"


class Intervention(Record):
    """A supportive interview and a plan for one member; not discipline."""

    table = INTERVENTION
    prefix = "CI"
    shown = (
        *(
            "member",
            "triggered_on",
            "repeat_of",
            "reasons",
            "interviewed_on",
            "pattern",
        ),
        *("plan", "due_on", "review_on", "outcome", "completed_on", "follow_up_on"),
    )

    status = models.CharField(max_length=20, choices=InterventionStatus)
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="interventions"
    )
    rule = models.ForeignKey(
        InterventionRule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    cases = models.ManyToManyField(Case, related_name="interventions", blank=True)
    triggered_on = models.DateField(verbose_name="opened on")
    repeat_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name="after an earlier intervention",
    )
    reasons = models.TextField(max_length=20_000, blank=True)
    interviewed_on = models.DateField(
        null=True, blank=True, verbose_name="supportive interview"
    )
    pattern = models.TextField(
        max_length=20_000, blank=True, verbose_name="pattern of the complaints"
    )
    plan = models.TextField(max_length=20_000, blank=True)
    due_on = models.DateField(verbose_name="action to be recorded by")
    review_on = models.DateField(null=True, blank=True, verbose_name="next review")
    outcome = models.TextField(max_length=20_000, blank=True)
    completed_on = models.DateField(null=True, blank=True, verbose_name="completed")
    follow_up_on = models.DateField(null=True, blank=True, verbose_name="follow-up")

    objects = InterventionQuerySet.as_manager()

    FIELD_CLASSES = Record.FIELD_CLASSES | {
        "member": FieldClass.IDENTITY,
        "rule": FieldClass.OFFICIAL,
        "cases": FieldClass.PUBLIC,
        "triggered_on": FieldClass.OFFICIAL,
        "repeat_of": FieldClass.OFFICIAL,
        "reasons": FieldClass.IDENTITY,
        "interviewed_on": FieldClass.OFFICIAL,
        "pattern": FieldClass.IDENTITY,
        "plan": FieldClass.IDENTITY,
        "due_on": FieldClass.OFFICIAL,
        "review_on": FieldClass.OFFICIAL,
        "outcome": FieldClass.IDENTITY,
        "completed_on": FieldClass.OFFICIAL,
        "follow_up_on": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("intervention")]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                name="intervention_once_at_a_time",
                condition=Q(
                    status__in=[
                        InterventionStatus.TRIGGERED,
                        InterventionStatus.PLANNED,
                    ]
                ),
            ),
            models.CheckConstraint(
                name="intervention_planned_with_plan",
                condition=~Q(
                    status__in=[
                        InterventionStatus.PLANNED,
                        InterventionStatus.COMPLETED,
                    ]
                )
                | (~Q(plan="") & Q(interviewed_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-triggered_on"], name="intervention_of")
        ]


class InterventionReview(Kept):
    """How the plan goes, or how it went when it was followed up."""

    intervention = models.ForeignKey(
        Intervention, on_delete=models.PROTECT, related_name="reviews"
    )
    on_day = models.DateField()
    summary = models.TextField(max_length=20_000)
    follow_up = models.BooleanField(default=False)

    FIELD_CLASSES = Kept.FIELD_CLASSES | {
        "intervention": FieldClass.PUBLIC,
        "on_day": FieldClass.OFFICIAL,
        "summary": FieldClass.IDENTITY,
        "follow_up": FieldClass.OFFICIAL,
    }

    class Meta:
        triggers = [guarded("intervention_review")]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "number"],
                name="intervention_review_number_once",
            )
        ]

    def __str__(self):
        return f"{self.intervention} review {self.number}"
