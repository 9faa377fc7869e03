"""Local resolution: consent, the plan that was agreed, and what came of it."""

from django.db import models
from django.db.models import Q

from casework.guard import guarded
from complaints.models.choices import ConsentKnown, ResolutionStatus, Suitability
from complaints.models.parts import Made, Part, numbered
from complaints.models.people import Complainant
from complaints.querysets import PlanActionQuerySet
from complaints.workflow import PLAN_ACTION, PlanActionStatus
from organisation.classification import FieldClass


class Resolution(Made):
    """That a complaint is or was resolved locally, with its complainants' consent.

    Police Reform Act 2002, Schedule 3, paragraph 6, as of 2004 to 2012: nobody is
    blamed, and the conduct, even if proved, would not justify proceedings.
    """

    shown = (
        *("consent_on", "consent_known", "suitability", "suitable_because"),
        *("ipcc_approval", "wanted", "resolved_on", "statement", "ended_because"),
    )

    status = models.CharField(max_length=12, choices=ResolutionStatus)
    consent_on = models.DateField(verbose_name="consent given on")
    consent_known = models.CharField(
        max_length=12, choices=ConsentKnown, verbose_name="how the consent is known"
    )
    suitability = models.CharField(
        max_length=12, choices=Suitability, verbose_name="why it may be resolved so"
    )
    suitable_because = models.TextField(max_length=20_000, verbose_name="reasons")
    ipcc_approval = models.CharField(
        max_length=40, blank=True, verbose_name="reference of the IPCC's approval"
    )
    wanted = models.TextField(
        max_length=20_000, verbose_name="what the complainant wants"
    )
    resolved_on = models.DateField(null=True, blank=True)
    statement = models.TextField(
        max_length=20_000, blank=True, verbose_name="how it was resolved"
    )
    ended_because = models.TextField(
        max_length=20_000, blank=True, verbose_name="why it was ended"
    )

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "status": FieldClass.OFFICIAL,
        "consent_on": FieldClass.OFFICIAL,
        "consent_known": FieldClass.OFFICIAL,
        "suitability": FieldClass.OFFICIAL,
        "suitable_because": FieldClass.IDENTITY,
        "ipcc_approval": FieldClass.OFFICIAL,
        "wanted": FieldClass.IDENTITY,
        "resolved_on": FieldClass.OFFICIAL,
        "statement": FieldClass.IDENTITY,
        "ended_because": FieldClass.IDENTITY,
    }

    class Meta:
        verbose_name = "local resolution"
        triggers = [guarded("resolution")]
        constraints = [
            numbered("resolution"),
            models.UniqueConstraint(
                fields=["case"],
                name="resolution_one_under_way",
                condition=Q(status=ResolutionStatus.UNDER_WAY),
            ),
            models.CheckConstraint(
                name="resolution_approved_with_reference",
                condition=~Q(suitability=Suitability.APPROVED) | ~Q(ipcc_approval=""),
            ),
            models.CheckConstraint(
                name="resolution_says_how_it_came_out",
                condition=Q(status=ResolutionStatus.UNDER_WAY)
                | (
                    Q(status=ResolutionStatus.COMPLETED, resolved_on__isnull=False)
                    & ~Q(statement="")
                )
                | (Q(status=ResolutionStatus.ENDED) & ~Q(ended_because="")),
            ),
        ]


class Consent(Made):
    """The consent of one complainant to a local resolution."""

    shown = ("complainant", "consent_on", "consent_known")
    follow = ("by", "complainant__person")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="consents"
    )
    complainant = models.ForeignKey(
        Complainant, on_delete=models.PROTECT, related_name="+"
    )
    consent_on = models.DateField(verbose_name="consent given on")
    consent_known = models.CharField(
        max_length=12, choices=ConsentKnown, verbose_name="how the consent is known"
    )

    FIELD_CLASSES = Made.FIELD_CLASSES | {
        "resolution": FieldClass.OFFICIAL,
        "complainant": FieldClass.IDENTITY,
        "consent_on": FieldClass.OFFICIAL,
        "consent_known": FieldClass.OFFICIAL,
    }

    class Meta:
        verbose_name = "consent"
        triggers = [guarded("consent")]
        constraints = [
            numbered("consent"),
            models.UniqueConstraint(
                fields=["resolution", "complainant"], name="consent_once"
            ),
        ]

    @property
    def complainant_words(self) -> str:
        return str(self.complainant.person)


class PlanAction(Part):
    """Something that a local resolution agreed would be done, by whom and by when."""

    table = PLAN_ACTION
    shown = ("what", "who", "due_on", "done_on", "result")

    status = models.CharField(max_length=8, choices=PlanActionStatus)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="actions"
    )
    what = models.TextField(max_length=20_000, verbose_name="what will be done")
    who = models.CharField(max_length=200, verbose_name="by whom")
    due_on = models.DateField(verbose_name="by when")
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(
        max_length=20_000, blank=True, verbose_name="what came of it"
    )

    FIELD_CLASSES = Part.FIELD_CLASSES | {
        "resolution": FieldClass.OFFICIAL,
        "what": FieldClass.IDENTITY,
        "who": FieldClass.IDENTITY,
        "due_on": FieldClass.OFFICIAL,
        "done_on": FieldClass.OFFICIAL,
        "result": FieldClass.IDENTITY,
    }

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        verbose_name = "agreed action"
        triggers = [guarded("plan_action")]
        indexes = [
            models.Index(  # diaries
                fields=["due_on", "id"],
                name="plan_action_agreed",
                condition=Q(status=PlanActionStatus.AGREED),
            ),
        ]
        constraints = [
            numbered("plan_action"),
            models.CheckConstraint(
                name="plan_action_done_on_a_day",
                condition=(Q(status=PlanActionStatus.DONE, done_on__isnull=False))
                | (~Q(status=PlanActionStatus.DONE) & Q(done_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="plan_action_given_up_with_reason",
                condition=~Q(status=PlanActionStatus.GIVEN_UP) | ~Q(result=""),
            ),
        ]
